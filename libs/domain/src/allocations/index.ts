export { allocationFor } from './allocation-amount';
export { AllocationsModule } from './allocations.module';
export { AllocationsQuery, type CreditView } from './allocations.query';
export { CreditAllocationsUseCase } from './credit-allocations.use-case';
export { DecideCreditUseCase } from './decide-credit.use-case';
