export { LotsModule } from './lots.module';
export { type DatedLot, LotsQuery } from './lots.query';
