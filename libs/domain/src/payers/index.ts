export { AddAgreementUseCase } from './add-agreement.use-case';
export { type AddPayer, AddPayerUseCase } from './add-payer.use-case';
export { ChangeCapUseCase } from './change-cap.use-case';
export { EndAgreementUseCase } from './end-agreement.use-case';
export { EndPayerUseCase } from './end-payer.use-case';
export type { AgreementTerms, PayerCard, PayerKind } from './payer';
export type { ShareRule } from './payer-share';
export { PayersModule } from './payers.module';
