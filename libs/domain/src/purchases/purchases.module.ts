import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { GuardiansModule } from '../guardians/guardians.module';
import { LedgerModule } from '../ledger/ledger.module';
import { PayUseCase } from './pay.use-case';
import { PurchasesQuery } from './purchases.query';
import { PurchasesStore } from './purchases.store';
import { RefundUseCase } from './refund.use-case';
import { TillQuery } from './till.query';

const FOR_APPS = [PayUseCase, PurchasesQuery, RefundUseCase, TillQuery];

/** An allocation spent. */
@Module({
  imports: [FundsModule, GuardiansModule, LedgerModule],
  providers: [...FOR_APPS, PurchasesStore],
  exports: FOR_APPS,
})
export class PurchasesModule {}
