// The front door, put together: what it stands on, then one line a room.
import { TenancyModule, type WallClock } from '#tenancy';
import { dataSource } from '#database';
import { PracticeBankSettings } from '#domain/contributions';
import { DIRECTORY_CONNECTION } from '#domain/funds';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { Redis } from 'ioredis';
import { AllocationsDoorModule } from './allocations/allocations-door.module';
import { ApplicationsDoorModule } from './applications/applications-door.module';
import { ApprovalsDoorModule } from './approvals/approvals-door.module';
import { ArrearsDoorModule } from './arrears/arrears-door.module';
import { AuditDoorModule } from './audit/audit-door.module';
import { BudgetDoorModule } from './budget/budget-door.module';
import { CardsDoorModule } from './cards/cards-door.module';
import type { Config } from './config';
import { ContributionsDoorModule } from './contributions/contributions-door.module';
import { CycleDoorModule } from './cycle/cycle-door.module';
import { CouncilDoorModule } from './council/council-door.module';
import { DrawsDoorModule } from './draws/draws-door.module';
import { FundsDoorModule } from './funds/funds-door.module';
import { GuardiansDoorModule } from './guardians/guardians-door.module';
import { SeparationsDoorModule } from './separations/separations-door.module';
import { HealthModule } from './health/health.module';
import { ProblemFilter } from './http/problem.filter';
import { RateLimits } from './http/rate-limits';
import { validation } from './http/validation';
import { ImportsDoorModule } from './imports/imports-door.module';
import { LedgerDoorModule } from './ledger/ledger-door.module';
import { LotsDoorModule } from './lots/lots-door.module';
import { MembersDoorModule } from './members/members-door.module';
import { RunsDoorModule } from './runs/runs-door.module';
import { NoticesDoorModule } from './notices/notices-door.module';
import { RightsDoorModule } from './rights/rights-door.module';
import { CONFIG, IDENTITY_POOL, REDIS, WALL_CLOCK } from './settings';
import { SlipsDoorModule } from './slips/slips-door.module';
import { TalliesDoorModule } from './tallies/tallies-door.module';
import { SimulatorDoorModule } from './simulator/simulator-door.module';
import { OutletsDoorModule } from './outlets/outlets-door.module';
import { PrintDoorModule } from './print/print-door.module';
import { PayersDoorModule } from './payers/payers-door.module';
import { SpendingDoorModule } from './spending/spending-door.module';
import { PurchasesDoorModule } from './purchases/purchases-door.module';
import { PayoutsDoorModule } from './payouts/payouts-door.module';
import { TicketsDoorModule } from './tickets/tickets-door.module';
import { SignInModule } from './sign-in/sign-in.module';

/** What an application is made with; tests give their own. */
export interface Made {
  readonly config: Config;
  readonly wall: WallClock;
  /** What was opened on the way, each with its end: an application that could not be built leaves nothing open. */
  readonly opened: (() => Promise<unknown>)[];
  /** False where the application is only to be described: nothing is connected to. */
  readonly connects: boolean;
}

const ROOMS = [
  SignInModule,
  HealthModule,
  FundsDoorModule,
  MembersDoorModule,
  GuardiansDoorModule,
  SeparationsDoorModule,
  CardsDoorModule,
  TicketsDoorModule,
  ApplicationsDoorModule,
  NoticesDoorModule,
  ContributionsDoorModule,
  ArrearsDoorModule,
  AllocationsDoorModule,
  BudgetDoorModule,
  LedgerDoorModule,
  LotsDoorModule,
  PayersDoorModule,
  SlipsDoorModule,
  TalliesDoorModule,
  OutletsDoorModule,
  PurchasesDoorModule,
  PayoutsDoorModule,
  PrintDoorModule,
  CycleDoorModule,
  SimulatorDoorModule,
  SpendingDoorModule,
  ApprovalsDoorModule,
  AuditDoorModule,
  RightsDoorModule,
  RunsDoorModule,
  ImportsDoorModule,
  DrawsDoorModule,
  CouncilDoorModule,
];

/** What every room of the front door may ask for. */
@Global()
@Module({})
class GroundModule {
  static with(made: Made): DynamicModule {
    const { config, wall } = made;
    return {
      module: GroundModule,
      imports: [
        pool({ url: config.databaseAppUrl, connections: config.appConnections, made }),
        pool({ url: config.databaseIdentityUrl, connections: config.identityConnections, name: IDENTITY_POOL, made }),
        TenancyModule.with({ wall, sealing: config.sealing }),
      ],
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: WALL_CLOCK, useValue: wall },
        { provide: REDIS, useFactory: () => redis(config.redisUrl, made) },
        { provide: DIRECTORY_CONNECTION, useExisting: getDataSourceToken() },
        { provide: RateLimits, inject: [REDIS], useFactory: (store: Redis) => new RateLimits(store, config) },
        // The front door records what came by hand; only the worker's practice bank debits anybody.
        { provide: PracticeBankSettings, useValue: { demonstration: false, seed: '' } },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: validation },
      ],
      exports: [CONFIG, WALL_CLOCK, REDIS, DIRECTORY_CONNECTION, RateLimits, PracticeBankSettings],
    };
  }
}

/** The whole application. */
@Module({})
export class AppModule {
  /** Made with settings and the real time. */
  static with(made: Made): DynamicModule {
    return { module: AppModule, imports: [GroundModule.with(made), ...ROOMS] };
  }
}

interface PoolWish {
  readonly url: string;
  readonly connections: number;
  readonly name?: string;
  readonly made: Made;
}

function pool({ url, connections, name, made: { connects, opened } }: PoolWish): DynamicModule {
  return TypeOrmModule.forRootAsync({
    ...(name === undefined ? {} : { name }),
    useFactory: () => ({
      type: 'postgres',
      retryAttempts: 0,
      manualInitialization: !connects,
      ...(name === undefined ? {} : { name }),
    }),
    dataSourceFactory: () => {
      const source = dataSource({ url, connections, name: 'tablee-api' });
      if (!connects) return Promise.resolve(source);
      const opening = source.initialize();
      opened.push(async () => (await opening).destroy());
      return opening;
    },
  });
}

// A call waits a quarter of a second for Redis at most, and not at all when it is known to be away: then what cannot be
// asked is counted in memory.
function redis(url: string, { connects, opened }: Made): Redis {
  const connection = new Redis(url, {
    lazyConnect: !connects,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 250, // milliseconds
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  });
  connection.on('error', () => undefined); // readiness says it
  opened.push(() => {
    connection.disconnect();
    return Promise.resolve();
  });
  return connection;
}
