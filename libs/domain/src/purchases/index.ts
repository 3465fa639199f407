export { type Asked, AskPaymentUseCase } from './ask-payment.use-case';
export { ShowPlaceUseCase } from './show-place.use-case';
export { type Paid, type Payer, type Payment, PayPurchaseUseCase } from './pay-purchase.use-case';
export type { OutletAtTill, PurchaseMedium, Receipt, Wish } from './payment';
export {
  type OutletPurchase,
  type PurchaseDetail,
  PurchasesQuery,
  type RefusalView,
  type UnitPurchase,
  type Viewer,
} from './purchases.query';
export type { WriteKey } from './write-key';
export { PurchasesModule } from './purchases.module';
export { type Refund, type Refunded, RefundPurchaseUseCase } from './refund-purchase.use-case';
export { RefusalsQuery, type UnitRefusal } from './refusals.query';
export { toldAtOutlet } from './refusal';
export { type Till, TillQuery } from './till.query';
export { codeOf } from './request-code';
export { type RequestOfOutlet, RequestsQuery, type RequestToConfirm } from './requests.query';
export { WithdrawRequestUseCase } from './withdraw-request.use-case';
export { NoteRefusalUseCase } from './note-refusal.use-case';
