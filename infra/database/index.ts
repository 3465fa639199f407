export { type BooksCheck, checkBooks } from './books-check';
export { dataSource, type PoolSettings } from './data-source';
export { migrate, type MigrationSettings } from './migrations';
