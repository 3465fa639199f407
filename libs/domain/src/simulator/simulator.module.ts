import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { MembersModule } from '../members/members.module';
import { OpenMonthQuery } from '../members/open-month.query';
import { SimulationQuery } from './simulation.query';

/** Seeing ahead. */
@Module({
  imports: [FundsModule, LedgerModule, MembersModule],
  providers: [OpenMonthQuery, SimulationQuery],
  exports: [SimulationQuery],
})
export class SimulatorModule {}
