import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { BudgetQuery } from './budget.query';
import { GrantsStore } from './grants.store';
import { ReceiveGrantUseCase } from './receive-grant.use-case';

/** What the fund receives beside contributions. */
@Module({
  imports: [FundsModule, LedgerModule],
  providers: [BudgetQuery, GrantsStore, ReceiveGrantUseCase],
  exports: [BudgetQuery, ReceiveGrantUseCase],
})
export class BudgetModule {}
