export { type Paid, type Payer, type Payment, PayUseCase } from './pay.use-case';
export type { OutletAtTill, PurchaseMedium, Receipt, Wish } from './payment';
export {
  type OutletPurchase,
  type PurchaseDetail,
  PurchasesQuery,
  type RefusalView,
  type UnitPurchase,
  type Viewer,
} from './purchases.query';
export type { WriteKey } from './purchases.store';
export { PurchasesModule } from './purchases.module';
export { type Refund, type Refunded, RefundUseCase } from './refund.use-case';
export { toldAtOutlet } from './refusal';
export { type Till, TillQuery } from './till.query';
