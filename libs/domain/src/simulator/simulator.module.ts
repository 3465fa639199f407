import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { LotsModule } from '../lots/lots.module';
import { SimulationQuery } from './simulation.query';

/** Seeing ahead. */
@Module({
  imports: [FundsModule, LedgerModule, LotsModule],
  providers: [SimulationQuery],
  exports: [SimulationQuery],
})
export class SimulatorModule {}
