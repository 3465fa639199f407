import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { ExpireCreditUseCase } from './expire-credit.use-case';
import { ExtendLotUseCase } from './extend-lot.use-case';
import { LotClocksQuery } from './lot-clocks.query';
import { LotsDueQuery } from './lots-due.query';
import { LotsQuery } from './lots.query';
import { LotsStore } from './lots.store';
import { WarnExpiryUseCase } from './warn-expiry.use-case';

const FOR_OTHERS = [ExpireCreditUseCase, ExtendLotUseCase, LotsDueQuery, LotsQuery, WarnExpiryUseCase];

/** What is left of each month's credit, until when it can be spent, and what becomes of it then. */
@Module({
  imports: [FundsModule, LedgerModule],
  providers: [...FOR_OTHERS, LotClocksQuery, LotsStore],
  exports: FOR_OTHERS,
})
export class LotsModule {}
