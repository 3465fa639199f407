// All rooms of the domain in this process, on a database of their own, with funds that live by clocks a test sets.
import 'reflect-metadata';
import { expect } from '@jest/globals';
import { dataSource } from '#database';
import { AllocationsModule } from '#domain/allocations';
import { ApplicationsModule } from '#domain/applications';
import { ArrearsModule } from '#domain/arrears';
import { BudgetModule } from '#domain/budget';
import { CardsModule } from '#domain/cards';
import { ContributionsModule, PracticeBankSettings } from '#domain/contributions';
import { CycleModule } from '#domain/cycle';
import { CouncilModule, FillingModule } from '#domain/council';
import { DrawsModule, DrawSolving, SolvingHere, SolvingModule } from '#domain/draws';
import { CreateFundUseCase, DIRECTORY_CONNECTION, FundsModule } from '#domain/funds';
import { presetByKey, type Rules } from '#domain/rules';
import { GuardiansModule } from '#domain/guardians';
import { monthOf } from '#domain/kernel';
import { LotsModule } from '#domain/lots';
import { ImportsModule } from '#domain/imports';
import { MembersModule } from '#domain/members';
import { OutletsModule } from '#domain/outlets';
import { PayersModule } from '#domain/payers';
import { PurchasesModule } from '#domain/purchases';
import { PayoutsModule } from '#domain/payouts';
import { TicketsModule } from '#domain/tickets';
import { SeparationsModule } from '#domain/separations';
import { loadHighs } from '#domain/sortition';
import { SlipsModule } from '#domain/slips';
import { TalliesModule } from '#domain/tallies';
import { SpendingModule } from '#domain/spending';
import { NoticesModule } from '#domain/notices';
import { asTenant, newId, SETUP, TenancyModule, tenantId } from '#tenancy';
import { type DynamicModule, Global, type INestApplicationContext, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { jobTable } from '../../apps/worker/src/delivery/job-table';
import type { JobHandler } from '../../apps/worker/src/queues';
import { HANDLERS } from '../../apps/worker/src/worker.module';
import { type FreshDatabase, freshDatabase } from './fresh-database';
import { LivingFund } from './living-fund';
import { SEALING_OF_TESTS } from './sealing';

/** How a test wants its rooms: outside demonstration mode there is no collector. */
export interface RoomsWanted {
  readonly demonstration?: boolean;
  readonly seed?: string;
  readonly connections?: number;
}

/** A fund to found: after a preset, its rules changed as wished, in force from a month on. */
export interface FundWanted {
  readonly preset?: string;
  readonly rules?: (rules: Rules) => Rules;
  readonly from?: string;
  readonly timeZone?: string;
  readonly slug?: string;
  /** Where its clock stands at first, an instant. */
  readonly at?: string;
}

interface Surroundings {
  readonly clock: { now: string };
  readonly bank: { demonstration: boolean; seed: string };
  readonly connections?: number | undefined;
}

@Global()
@Module({})
class GroundOfTests {
  static with(database: FreshDatabase, { clock, bank, connections = 6 }: Surroundings): DynamicModule {
    return {
      module: GroundOfTests,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ type: 'postgres', retryAttempts: 0 }),
          dataSourceFactory: () => dataSource({ url: database.appUrl, connections, name: 'test' }).initialize(),
        }),
        TenancyModule.with({ wall: () => clock.now, sealing: SEALING_OF_TESTS }),
        AllocationsModule,
        ApplicationsModule,
        ArrearsModule,
        BudgetModule,
        CardsModule,
        ContributionsModule,
        CouncilModule,
        CycleModule,
        DrawsModule,
        FillingModule,
        FundsModule,
        GuardiansModule,
        LotsModule,
        ImportsModule,
        MembersModule,
        OutletsModule,
        PayersModule,
        PurchasesModule,
        PayoutsModule,
        TicketsModule,
        SeparationsModule,
        SlipsModule,
        SolvingModule,
        TalliesModule,
        SpendingModule,
        NoticesModule,
      ],
      providers: [
        { provide: DIRECTORY_CONNECTION, useExisting: getDataSourceToken() },
        { provide: PracticeBankSettings, useValue: bank },
        { provide: DrawSolving, useFactory: () => new SolvingHere(loadHighs) },
        ...HANDLERS,
      ],
      exports: [DIRECTORY_CONNECTION, DrawSolving, PracticeBankSettings],
    };
  }
}

/** The rooms, open. */
export class Rooms {
  private readonly bystanders: { readonly fund: LivingFund; readonly rows: Record<string, string> }[] = [];

  private constructor(
    readonly app: INestApplicationContext,
    readonly database: FreshDatabase,
    /** The wall clock: what a fund without a clock of its own lives by. */
    readonly clock: { now: string },
    /** The practice bank's settings: a test looks for a seed under which what it tells of happens. */
    readonly bank: { demonstration: boolean; seed: string },
  ) {}

  /** Opens all rooms on a database of their own. */
  static async open(wanted: RoomsWanted = {}): Promise<Rooms> {
    const database = await freshDatabase();
    const clock = { now: '2026-11-22T09:00:00.000Z' };
    const bank = { demonstration: wanted.demonstration ?? true, seed: wanted.seed ?? 'tests' };
    const around = { clock, bank, connections: wanted.connections };
    const app = await NestFactory.createApplicationContext(GroundOfTests.with(database, around), {
      logger: false,
      abortOnError: false,
    });
    return new Rooms(app, database, clock, bank);
  }

  /** Whatever a room provides: a use case, a query. */
  get<Thing>(thing: Type<Thing> | (abstract new () => Thing)): Thing {
    return this.app.get<Thing>(thing, { strict: false });
  }

  /** The worker's handlers, by job. */
  handlers(): ReturnType<typeof jobTable> {
    return jobTable(HANDLERS.map((handler) => this.get<JobHandler>(handler)));
  }

  /** Founds a fund. Its clock stands at the beginning of 1 November 2026 in Paris unless told otherwise. */
  async fund(wanted: FundWanted = {}): Promise<LivingFund> {
    const { preset = 'flers', rules = (same) => same, from = '2026-01', timeZone = 'Europe/Paris' } = wanted;
    const id = tenantId(newId());
    const slug = wanted.slug ?? `${preset}-${id.slice(-12)}`;
    await asTenant({ tenantId: id, actor: SETUP }, () =>
      this.get(CreateFundUseCase).run({
        slug,
        name: `d'après ${preset}`,
        place: 'Flers',
        departement: '61',
        region: 'Normandie',
        timeZone,
        demonstration: true,
        presetKey: preset,
        rules: rules(presetByKey(preset).rules),
        from: monthOf(from),
        decisionNote: 'premières règles',
      }),
    );
    const fund = new LivingFund(this, id, timeZone);
    await fund.at(wanted.at ?? '2026-11-01T00:00:00+01:00');
    return fund;
  }

  /** Founds another fund and lets it live a little: from then on nothing may touch it, and {@link close} looks. */
  async bystander(wanted: FundWanted, lives?: (fund: LivingFund) => Promise<unknown>): Promise<LivingFund> {
    const fund = await this.fund(wanted);
    await lives?.(fund);
    this.bystanders.push({ fund, rows: await fund.everyRow() });
    return fund;
  }

  /** Closes everything and throws the database away. Each bystander must be as it was. */
  async close(): Promise<void> {
    try {
      for (const { fund, rows } of this.bystanders) expect(await fund.everyRow()).toEqual(rows);
    } finally {
      await this.app.close();
      await this.database.drop();
    }
  }
}
