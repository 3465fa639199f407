import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { OutletsModule } from '../outlets/outlets.module';
import { ExpireTicketsUseCase } from './expire-tickets.use-case';
import { IssueTicketsUseCase } from './issue-tickets.use-case';
import { RedeemTicketsUseCase } from './redeem-tickets.use-case';
import { ReportTicketUseCase } from './report-ticket.use-case';
import { TakeBackTicketsUseCase } from './take-back-tickets.use-case';
import { UndoTicketUseCase } from './undo-ticket.use-case';
import { WarnTicketsUseCase } from './warn-tickets.use-case';
import { TicketsQuery } from './tickets.query';
import { TicketsStore } from './tickets.store';

const FOR_APPS = [
  ExpireTicketsUseCase,
  IssueTicketsUseCase,
  RedeemTicketsUseCase,
  ReportTicketUseCase,
  TakeBackTicketsUseCase,
  TicketsQuery,
  UndoTicketUseCase,
  WarnTicketsUseCase,
];

/** Paper tickets of fixed value. */
@Module({
  imports: [FundsModule, LedgerModule, OutletsModule],
  providers: [...FOR_APPS, TicketsStore],
  exports: FOR_APPS,
})
export class TicketsModule {}
