// The demonstration, put together: the same rooms as api and worker, and who may sign in.
import { dataSource } from '#database';
import { ApplicationsModule } from '#domain/applications';
import { BudgetModule } from '#domain/budget';
import { CardsModule } from '#domain/cards';
import { PracticeBankSettings } from '#domain/contributions';
import { CouncilModule } from '#domain/council';
import { CycleModule } from '#domain/cycle';
import { DrawsModule } from '#domain/draws';
import { DIRECTORY_CONNECTION, FundsModule } from '#domain/funds';
import { LedgerModule } from '#domain/ledger';
import { MembersModule } from '#domain/members';
import { OutletsModule } from '#domain/outlets';
import { PayersModule } from '#domain/payers';
import { PayoutsModule } from '#domain/payouts';
import { PurchasesModule } from '#domain/purchases';
import { SlipsModule } from '#domain/slips';
import { SpendingModule } from '#domain/spending';
import { TalliesModule } from '#domain/tallies';
import { TicketsModule } from '#domain/tickets';
import { IdentityStore, type SealingKeys, TenancyModule } from '#tenancy';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';

/** Where the database is, for each role, and the keys of sealed texts. */
export interface DemonstrationSettings {
  readonly appUrl: string;
  readonly identityUrl: string;
  readonly sealing: SealingKeys;
}

const IDENTITY = 'identity';

/** What the demonstration's rooms ask for. */
@Global()
@Module({})
export class DemonstrationModule {
  /** Made with the addresses of the database. */
  static with({ appUrl, identityUrl, sealing }: DemonstrationSettings): DynamicModule {
    const pool = (url: string, name?: string): DynamicModule =>
      TypeOrmModule.forRootAsync({
        ...(name ? { name } : {}),
        useFactory: () => ({ type: 'postgres', retryAttempts: 0, ...(name ? { name } : {}) }),
        dataSourceFactory: () => dataSource({ url, connections: 4, name: 'tablee-demonstration' }).initialize(),
      });
    return {
      module: DemonstrationModule,
      imports: [
        pool(appUrl),
        pool(identityUrl, IDENTITY),
        TenancyModule.with({ wall: () => new Date().toISOString(), sealing }),
        ApplicationsModule,
        BudgetModule,
        CardsModule,
        CouncilModule,
        CycleModule,
        DrawsModule,
        FundsModule,
        LedgerModule,
        MembersModule,
        OutletsModule,
        PayersModule,
        PayoutsModule,
        PurchasesModule,
        SlipsModule,
        SpendingModule,
        TalliesModule,
        TicketsModule,
      ],
      providers: [
        { provide: DIRECTORY_CONNECTION, useExisting: getDataSourceToken() },
        { provide: PracticeBankSettings, useValue: { demonstration: true, seed: 'banque de pratique' } },
        {
          provide: IdentityStore,
          useFactory: (identities: DataSource) => new IdentityStore(identities),
          inject: [getDataSourceToken(IDENTITY)],
        },
      ],
      exports: [DIRECTORY_CONNECTION, PracticeBankSettings, IdentityStore],
    };
  }
}
