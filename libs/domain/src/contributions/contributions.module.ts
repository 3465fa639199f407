import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { MembersModule } from '../members/members.module';
import { PayersModule } from '../payers/payers.module';
import { AskedCollectionsQuery } from './asked-collections.query';
import { AttemptsStore } from './attempts.store';
import { CollectContributionsUseCase } from './collect-contributions.use-case';
import { COLLECTOR } from './collectors';
import { ContributionsQuery } from './contributions.query';
import { DeskQuery } from './desk.query';
import { DuesStore } from './dues.store';
import { ForgiveDueUseCase } from './forgive-due.use-case';
import { OpenDuesUseCase } from './open-dues.use-case';
import { PayerPaymentsStore } from './payer-payments.store';
import { PracticeBankGateway } from './practice-bank.gateway';
import { RecordCallPaymentUseCase } from './record-call-payment.use-case';
import { RecordReceiptUseCase } from './record-receipt.use-case';
import { ReturnCallPaymentUseCase } from './return-call-payment.use-case';
import { ResolveAttemptUseCase } from './resolve-attempt.use-case';
import { RetryCollectionsUseCase } from './retry-collections.use-case';
import { SettleContributionsUseCase } from './settle-contributions.use-case';
import { WriteOffLeaversUseCase } from './write-off-leavers.use-case';

const FOR_APPS = [
  AskedCollectionsQuery,
  CollectContributionsUseCase,
  ContributionsQuery,
  DeskQuery,
  ForgiveDueUseCase,
  OpenDuesUseCase,
  RecordCallPaymentUseCase,
  RecordReceiptUseCase,
  ReturnCallPaymentUseCase,
  ResolveAttemptUseCase,
  RetryCollectionsUseCase,
  SettleContributionsUseCase,
  WriteOffLeaversUseCase,
];

/** What members pay in. The app provides `PracticeBankSettings` globally. */
@Module({
  imports: [FundsModule, LedgerModule, MembersModule, PayersModule],
  providers: [
    ...FOR_APPS,
    AttemptsStore,
    DuesStore,
    PayerPaymentsStore,
    { provide: COLLECTOR, useClass: PracticeBankGateway },
  ],
  exports: FOR_APPS,
})
export class ContributionsModule {}
