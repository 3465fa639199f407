export { CollectContributionsUseCase } from './collect-contributions.use-case';
export { ContributionsModule } from './contributions.module';
export { ContributionsQuery, type ContributionTotals, type DueView } from './contributions.query';
export { OpenDuesUseCase } from './open-dues.use-case';
export { PracticeBankSettings } from './practice-bank.gateway';
export { type CallPaymentReceipt, RecordCallPaymentUseCase } from './record-call-payment.use-case';
export { RecordReceiptUseCase } from './record-receipt.use-case';
export { ReturnCallPaymentUseCase } from './return-call-payment.use-case';
export { SettleContributionsUseCase } from './settle-contributions.use-case';
