export type { CreditAge, Period } from './credit-age';
export { CreditAgesQuery } from './credit-ages.query';
export { type CategorySpending, concentration, shareBasisPoints } from './spending-figures';
export { SpendingModule } from './spending.module';
export { type OutletSpending, type QuietOutlet, SpendingQuery, type WeekSpending } from './spending.query';
