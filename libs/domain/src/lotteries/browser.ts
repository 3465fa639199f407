// What a web page needs to verify a draw by itself: pure files only; hashing is given by the page.
export { checkCertificate } from '../sortition/check-certificate';
export * from './canonical-hash';
export * from './class-totals';
export * from './draw-record';
export * from './draw-seed';
export * from './frozen-list';
export { SHAPES, shapeFaults } from './record-shape';
export * from './verify-record';
export * from './verify-sealed';
