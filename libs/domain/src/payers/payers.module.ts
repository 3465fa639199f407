import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { MembersModule } from '../members/members.module';
import { AddAgreementUseCase } from './add-agreement.use-case';
import { AddPayerUseCase } from './add-payer.use-case';
import { ChangeCapUseCase } from './change-cap.use-case';
import { CallsQuery } from './calls.query';
import { CallsStore } from './calls.store';
import { CallsToIssueQuery } from './calls-to-issue.query';
import { EndAgreementUseCase } from './end-agreement.use-case';
import { EndPayerUseCase } from './end-payer.use-case';
import { IssueCallsUseCase } from './issue-calls.use-case';
import { PayersInMonthQuery } from './payers-in-month.query';
import { PayersQuery } from './payers.query';
import { PayersStore } from './payers.store';

const FOR_APPS = [
  AddAgreementUseCase,
  AddPayerUseCase,
  CallsQuery,
  ChangeCapUseCase,
  EndAgreementUseCase,
  EndPayerUseCase,
  IssueCallsUseCase,
  PayersQuery,
];

/** Who pays for somebody else. */
@Module({
  imports: [FundsModule, LedgerModule, MembersModule],
  providers: [...FOR_APPS, CallsStore, CallsToIssueQuery, PayersInMonthQuery, PayersStore],
  exports: [...FOR_APPS, CallsToIssueQuery, PayersInMonthQuery],
})
export class PayersModule {}
