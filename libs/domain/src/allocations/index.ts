export { allocationFor } from './allocation-amount';
export { AllocationsModule } from './allocations.module';
export { AllocationsQuery, type CreditView } from './allocations.query';
export { ChooseUnpaidUseCase } from './choose-unpaid.use-case';
export { CreditAllocationsUseCase } from './credit-allocations.use-case';
export { DecideCreditUseCase } from './decide-credit.use-case';
export { UNPAID_CHOICES, type UnpaidChoice } from './unpaid-choice';
export { UnpaidQuery, type UnpaidView } from './unpaid.query';
