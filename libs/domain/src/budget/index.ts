export { BudgetModule } from './budget.module';
export { BudgetQuery, type GrantView } from './budget.query';
export type { Grant } from './grant';
export { ReceiveGrantUseCase } from './receive-grant.use-case';
export { BY_HAND, type ByHand, type ManualMovement } from './manual-movement';
export { type ManualMovementView, ManualMovementsQuery } from './manual-movements.query';
export { RecordManualMovementUseCase } from './record-manual-movement.use-case';
export { RefuseManualMovementUseCase } from './refuse-manual-movement.use-case';
export { SignManualMovementUseCase } from './sign-manual-movement.use-case';
