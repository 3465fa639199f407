import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { BudgetQuery } from './budget.query';
import { GrantsStore } from './grants.store';
import { ManualMovementsQuery } from './manual-movements.query';
import { ManualMovementsStore } from './manual-movements.store';
import { ReceiveGrantUseCase } from './receive-grant.use-case';
import { ManualMovementBooks, RecordManualMovementUseCase } from './record-manual-movement.use-case';
import { RefuseManualMovementUseCase } from './refuse-manual-movement.use-case';
import { SignManualMovementUseCase } from './sign-manual-movement.use-case';

/** What the fund receives beside contributions. */
@Module({
  imports: [FundsModule, LedgerModule],
  providers: [
    BudgetQuery,
    GrantsStore,
    ManualMovementBooks,
    ManualMovementsQuery,
    ManualMovementsStore,
    ReceiveGrantUseCase,
    RecordManualMovementUseCase,
    RefuseManualMovementUseCase,
    SignManualMovementUseCase,
  ],
  exports: [
    BudgetQuery,
    ManualMovementsQuery,
    ReceiveGrantUseCase,
    RecordManualMovementUseCase,
    RefuseManualMovementUseCase,
    SignManualMovementUseCase,
  ],
})
export class BudgetModule {}
