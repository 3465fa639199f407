import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { GuardiansModule } from '../guardians/guardians.module';
import { LedgerModule } from '../ledger/ledger.module';
import { AskPaymentUseCase } from './ask-payment.use-case';
import { ShowPlaceUseCase } from './show-place.use-case';
import { NoteRefusalUseCase } from './note-refusal.use-case';
import { PayPurchaseUseCase } from './pay-purchase.use-case';
import { PurchasesQuery } from './purchases.query';
import { PurchasesStore } from './purchases.store';
import { RefundPurchaseUseCase } from './refund-purchase.use-case';
import { RefusalsQuery } from './refusals.query';
import { RequestsQuery } from './requests.query';
import { RequestsStore } from './requests.store';
import { TillQuery } from './till.query';
import { WithdrawRequestUseCase } from './withdraw-request.use-case';

const FOR_APPS = [
  AskPaymentUseCase,
  ShowPlaceUseCase,
  NoteRefusalUseCase,
  RefusalsQuery,
  PayPurchaseUseCase,
  PurchasesQuery,
  RefundPurchaseUseCase,
  RequestsQuery,
  TillQuery,
  WithdrawRequestUseCase,
];

/** An allocation spent. */
@Module({
  imports: [FundsModule, GuardiansModule, LedgerModule],
  providers: [...FOR_APPS, PurchasesStore, RequestsStore],
  exports: FOR_APPS,
})
export class PurchasesModule {}
