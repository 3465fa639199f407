export { AgreePaymentUseCase } from './agree-payment.use-case';
export { ArrearsModule } from './arrears.module';
export { ArrearsQuery } from './arrears.query';
export { EndAgreementUseCase } from './end-agreement.use-case';
export { RecordContactUseCase } from './record-contact.use-case';
export { TakeStepsUseCase } from './take-steps.use-case';
