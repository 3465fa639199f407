// The back office, put together: what it stands on, the rooms it works in, one job a line.
import { dataSource } from '#database';
import { AllocationsModule } from '#domain/allocations';
import { ApplicationsModule } from '#domain/applications';
import { ArrearsModule } from '#domain/arrears';
import { ContributionsModule, PracticeBankSettings } from '#domain/contributions';
import { CouncilModule, FillingModule } from '#domain/council';
import { CycleModule } from '#domain/cycle';
import { DrawsModule, DrawSolving, SolvingModule } from '#domain/draws';
import { DIRECTORY_CONNECTION, FundsModule } from '#domain/funds';
import { ImportsModule } from '#domain/imports';
import { LedgerModule } from '#domain/ledger';
import { LotsModule } from '#domain/lots';
import { MembersModule } from '#domain/members';
import { OutletsModule } from '#domain/outlets';
import { PayersModule } from '#domain/payers';
import { PayoutsModule } from '#domain/payouts';
import { TicketsModule } from '#domain/tickets';
import { TenancyModule } from '#tenancy';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { Logger } from 'pino';
import type { Config } from './config';
import { CreditAllocationsJob } from './allocations/credit-allocations.job';
import { InviteDrawnJob } from './applications/invite-drawn.job';
import { LapseInvitationsJob } from './applications/lapse-invitations.job';
import { TakeStepsJob } from './arrears/take-steps.job';
import { CollectContributionsJob } from './contributions/collect-contributions.job';
import { OpenDuesJob } from './contributions/open-dues.job';
import { RetryCollectionsJob } from './contributions/retry-collections.job';
import { SettleContributionsJob } from './contributions/settle-contributions.job';
import { FillSeatsJob } from './council/fill-seats.job';
import { ForgetCriteriaJob } from './council/forget-criteria.job';
import { SeatDrawnJob } from './council/seat-drawn.job';
import { CatchUpMonthJob } from './cycle/catch-up-month.job';
import { CloseMonthJob } from './cycle/close-month.job';
import { PlanMonthJob } from './cycle/plan-month.job';
import { CheckDrawJob } from './draws/check-draw.job';
import { ForgetLinesJob } from './draws/forget-lines.job';
import { SolveDrawJob } from './draws/solve-draw.job';
import { SolvingProcess } from './draws/solving-process.gateway';
import { ChainAuditJob } from './funds/chain-audit.job';
import { ForgetImportsJob } from './imports/forget-imports.job';
import { ImportMembersJob } from './imports/import-members.job';
import { UndoImportJob } from './imports/undo-import.job';
import { JOURNAL } from './journal';
import { ExpireCreditJob } from './lots/expire-credit.job';
import { WarnExpiryJob } from './lots/warn-expiry.job';
import { EndOutletsJob } from './outlets/end-outlets.job';
import { ExpireTicketsJob } from './tickets/expire-tickets.job';
import { WarnTicketsJob } from './tickets/warn-tickets.job';
import { IssueCallsJob } from './payers/issue-calls.job';
import { DraftPayoutsJob } from './payouts/draft-payouts.job';

/** Every handler there is; the job table checks that they are complete. */
export const HANDLERS = [
  CatchUpMonthJob,
  ChainAuditJob,
  CheckDrawJob,
  CloseMonthJob,
  CollectContributionsJob,
  CreditAllocationsJob,
  DraftPayoutsJob,
  ExpireCreditJob,
  EndOutletsJob,
  ExpireTicketsJob,
  FillSeatsJob,
  ForgetCriteriaJob,
  ForgetImportsJob,
  ForgetLinesJob,
  ImportMembersJob,
  InviteDrawnJob,
  IssueCallsJob,
  LapseInvitationsJob,
  OpenDuesJob,
  PlanMonthJob,
  RetryCollectionsJob,
  SeatDrawnJob,
  SettleContributionsJob,
  SolveDrawJob,
  TakeStepsJob,
  UndoImportJob,
  WarnExpiryJob,
  WarnTicketsJob,
];

const ROOMS = [
  AllocationsModule,
  ApplicationsModule,
  ArrearsModule,
  ContributionsModule,
  CouncilModule,
  CycleModule,
  DrawsModule,
  FillingModule,
  FundsModule,
  ImportsModule,
  LedgerModule,
  LotsModule,
  MembersModule,
  OutletsModule,
  PayersModule,
  PayoutsModule,
  SolvingModule,
  TicketsModule,
];

@Global()
@Module({})
class GroundModule {
  static with(config: Config): DynamicModule {
    return {
      module: GroundModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ type: 'postgres', retryAttempts: 0 }),
          dataSourceFactory: () =>
            dataSource({
              url: config.databaseAppUrl,
              connections: config.connections,
              name: 'tablee-worker',
            }).initialize(),
        }),
        TenancyModule.with({ wall: () => new Date().toISOString(), sealing: config.sealing }),
      ],
      providers: [
        { provide: DIRECTORY_CONNECTION, useExisting: getDataSourceToken() },
        { provide: DrawSolving, useClass: SolvingProcess },
        {
          provide: PracticeBankSettings,
          useValue: { demonstration: config.demonstration, seed: 'banque de pratique' },
        },
      ],
      exports: [DIRECTORY_CONNECTION, DrawSolving, PracticeBankSettings],
    };
  }
}

/** The whole worker. */
@Module({})
export class WorkerModule {
  /** Made with its settings, and its journal where it has one. */
  static with(config: Config, log: Logger | null = null): DynamicModule {
    return {
      module: WorkerModule,
      imports: [GroundModule.with(config), ...ROOMS],
      providers: [...HANDLERS, { provide: JOURNAL, useValue: log }],
    };
  }
}
