export type { DatedLot } from './ended-credit';
export { ExpireCreditUseCase } from './expire-credit.use-case';
export { ExtendLotUseCase, type LotExtended } from './extend-lot.use-case';
export { LotsModule } from './lots.module';
export { LotsQuery } from './lots.query';
export { WarnExpiryUseCase } from './warn-expiry.use-case';
