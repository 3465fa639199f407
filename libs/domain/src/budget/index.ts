export { BudgetModule } from './budget.module';
export { BudgetQuery, type GrantView } from './budget.query';
export type { Grant } from './grant';
export { ReceiveGrantUseCase } from './receive-grant.use-case';
