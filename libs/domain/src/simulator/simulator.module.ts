import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { SimulationQuery } from './simulation.query';

/** Seeing ahead. */
@Module({
  imports: [FundsModule, LedgerModule],
  providers: [SimulationQuery],
  exports: [SimulationQuery],
})
export class SimulatorModule {}
