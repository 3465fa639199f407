import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { OutletsModule } from '../outlets/outlets.module';
import { EnterTallyUseCase } from './enter-tally.use-case';
import { TalliesQuery } from './tallies.query';
import { TalliesStore } from './tallies.store';

/** Three prices: the totals of market days. */
@Module({
  imports: [FundsModule, LedgerModule, OutletsModule],
  providers: [EnterTallyUseCase, TalliesQuery, TalliesStore],
  exports: [EnterTallyUseCase, TalliesQuery],
})
export class TalliesModule {}
