// One fund as a test lives with it: its clock, its people, its work drained from the outbox without a queue.
import { ReceiveGrantUseCase } from '#domain/budget';
import { type Cents, cents, type Day, dayOf, type Month, monthOf, startOfDay } from '#domain/kernel';
import { type AdmitUnit, AdmitUnitUseCase } from '#domain/members';
import { type MonthDetail, MonthsQuery } from '#domain/cycle';
import { ContributionsQuery, type DueView } from '#domain/contributions';
import { AllocationsQuery, type CreditView } from '#domain/allocations';
import { type Figures, LedgerQuery } from '#domain/ledger';
import {
  asTenant,
  newId,
  OutboxStore,
  type RoleGrant,
  RoleStore,
  SETUP,
  type TenantId,
  TenantTransaction,
  WORKER,
} from '#tenancy';
import type { Type } from '@nestjs/common';
import { carryOut } from '../../apps/worker/src/delivery/job-runner';
import type { JobHandler, JobName } from '../../apps/worker/src/queues';
import { type BooksCheck, checkBooks } from '../../infra/database/books-check';
import type { FreshDatabase } from './fresh-database';

const EVERYTHING = { after: null, limit: 1_000 };

export type { JobName };

/** The rooms a fund lives in: what they provide, the worker's handlers, and the database seen from outside. */
export interface RoomsOfFund {
  readonly database: FreshDatabase;
  get<Thing>(thing: Type<Thing>): Thing;
  handlers(): ReadonlyMap<JobName, JobHandler>;
}

/** A unit to admit; what is left out is made up. */
export type UnitWanted = Partial<Omit<AdmitUnit, 'pledge' | 'joinedOn'>> & {
  readonly pledge?: number | null;
  readonly joinedOn?: string;
};

/** Somebody with a role in a fund; `as` works in their name. */
export interface Somebody {
  readonly id: string;
  as<Result>(work: () => Promise<Result>): Promise<Result>;
}

/** A fund that lives. */
export class LivingFund {
  constructor(
    private readonly rooms: RoomsOfFund,
    readonly id: TenantId,
    readonly timeZone: string,
  ) {}

  /** Works in the name of this fund; each use case opens its own transaction. */
  as<Result>(work: () => Promise<Result>): Promise<Result> {
    return asTenant({ tenantId: this.id, actor: SETUP }, work);
  }

  /** Somebody new with a role here. */
  async somebody(role: RoleGrant['role'], subjectId: string | null = null): Promise<Somebody> {
    const id = newId();
    await this.as(() =>
      this.rooms.get(TenantTransaction).run(() => this.rooms.get(RoleStore).grant(id, { role, subjectId })),
    );
    return { id, as: (work) => asTenant({ tenantId: this.id, actor: { kind: 'identity', id } }, work) };
  }

  /** Reads in the name of this fund. */
  read<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.as(() => this.rooms.get(TenantTransaction).read(work));
  }

  /** Sets the fund's clock, back as well: tests may. */
  async at(instant: string): Promise<void> {
    await this.rooms.database.asOwner(
      `insert into directory.demonstration_clock (tenant_id, now_at) values ($1, $2)
       on conflict (tenant_id) do update set now_at = excluded.now_at`,
      [this.id, instant],
    );
  }

  /** Sets the clock to eight in the morning of a day. */
  morning(day: string): Promise<void> {
    return this.at(startOfDay(dayOf(day), this.timeZone).add({ hours: 8 }).toString());
  }

  /** Lives a morning: asks what is due, does it, and looks twice more as the tick would. */
  async live(day: string, afterEach?: (job: string) => Promise<void>): Promise<void> {
    await this.morning(day);
    for (let tick = 0; tick < 3; tick += 1) {
      await this.ask('month.plan');
      await this.drain(afterEach);
    }
  }

  /** Lives a month on the days that matter, and its close on the first of the next. */
  async liveMonth(month: string, afterEach?: (job: string) => Promise<void>): Promise<void> {
    for (const day of ['01', '03', '05', '09', '15', '21']) await this.live(`${month}-${day}`, afterEach);
    await this.live(monthOf(month).add({ months: 1 }).toPlainDate({ day: 1 }).toString(), afterEach);
  }

  /** Asks for a job. */
  ask(job: JobName, subject: Readonly<Record<string, string>> = {}): Promise<void> {
    return this.as(() =>
      this.rooms.get(TenantTransaction).run(() => this.rooms.get(OutboxStore).write({ job, subject })),
    );
  }

  /** Does what waits in the outbox, as the worker does. */
  async drain(afterEach: (job: string) => Promise<void> = () => Promise.resolve()): Promise<void> {
    const parts = {
      table: this.rooms.handlers(),
      transaction: this.rooms.get(TenantTransaction),
      done: this.rooms.get(OutboxStore),
    };
    for (let round = 0; round < 200; round += 1) {
      const [line] = await this.waiting();
      if (!line) return;
      await carryOut(parts, line.job, { ...line, tenantId: this.id });
      await afterEach(line.job);
    }
    throw new Error('the outbox of a fund does not come to rest');
  }

  /** The lines of the outbox that are not done, oldest first. */
  async waiting(): Promise<{ outboxId: string; job: JobName; subject: Readonly<Record<string, string>> }[]> {
    const rows = await this.rooms.database.asOwner(
      'select outbox_id, job, subject from tenancy.outbox where tenant_id = $1 and done_at is null order by written_at, outbox_id',
      [this.id],
    );
    return rows.map((row) => ({
      outboxId: String(row['outbox_id']),
      job: row['job'] as JobName,
      subject: row['subject'] as Readonly<Record<string, string>>,
    }));
  }

  /** Runs a job as the worker would, without the queue. @returns whether the calendar is to look again */
  run(job: JobName, subject: Readonly<Record<string, string>> = {}): Promise<boolean> {
    const handler = this.rooms.handlers().get(job);
    if (!handler) throw new Error(`no handler for ${job}`);
    return asTenant({ tenantId: this.id, actor: WORKER, reason: job }, () => handler.handle(subject));
  }

  /** Admits a unit of one person. @returns its id */
  async admit({ pledge = 6_000, joinedOn = '2026-10-10', ...rest }: UnitWanted = {}): Promise<string> {
    const { accountUnitId } = await this.as(() =>
      this.rooms.get(AdmitUnitUseCase).run({
        label: 'Foyer Dubois',
        area: null,
        persons: [{ name: 'Camille Dubois', bornIn: null }],
        monthlyNetIncome: null,
        pledge: pledge === null ? null : cents(pledge),
        joinedOn: dayOf(joinedOn),
        ...rest,
      }),
    );
    return accountUnitId;
  }

  /** Brings an opening balance into the pot, in cents. */
  async open(amount: number): Promise<void> {
    await this.as(async () =>
      this.rooms.get(ReceiveGrantUseCase).run({
        kind: 'opening-balance',
        destination: 'pot',
        moneySource: 'own',
        funder: 'Solde repris',
        amount: cents(amount),
        receivedOn: dayOf('2026-01-02'),
      }),
    );
  }

  /** A month as screens show it. @throws Error when it has not begun */
  async month(month: string): Promise<MonthDetail> {
    const found = await this.read(() => this.rooms.get(MonthsQuery).month(monthOf(month)));
    if (!found) throw new Error(`${month} has not begun`);
    return found;
  }

  /** Where a step of a month stands: its state, or its note when it stopped. */
  async step(month: string, step: string): Promise<string | null> {
    const found = (await this.month(month)).steps.find((one) => one.step === step);
    return found ? (found.note ?? found.state) : null;
  }

  /** The dues of a month. */
  dues(month: string): Promise<DueView[]> {
    return this.read(() => this.rooms.get(ContributionsQuery).dues(monthOf(month), EVERYTHING));
  }

  /** The credits of a month. */
  credits(month: string): Promise<CreditView[]> {
    return this.read(() => this.rooms.get(AllocationsQuery).credits(monthOf(month), EVERYTHING));
  }

  /** What was called of a unit for a month, in cents; null when nothing was. */
  async due(unitId: string, month: string): Promise<number | null> {
    return (await this.dues(month)).find(({ accountUnitId }) => accountUnitId === unitId)?.amountCents ?? null;
  }

  /** What a unit was credited for a month, in cents; null when it was not. */
  async credit(unitId: string, month: string): Promise<number | null> {
    return (await this.credits(month)).find(({ accountUnitId }) => accountUnitId === unitId)?.amountCents ?? null;
  }

  /** The four figures at the end of a day. */
  figures(day: string): Promise<Figures> {
    return this.read(() => this.rooms.get(LedgerQuery).figuresOn(dayOf(day)));
  }

  /** What a unit has left to spend at the end of a day, in cents. */
  async balance(unitId: string, day = '2099-12-31'): Promise<number> {
    const found = await this.read(() => this.rooms.get(LedgerQuery).accountOf('allocation', unitId, dayOf(day)));
    return found?.balanceCents ?? 0;
  }

  /** The checks of the fund's books that do not hold. */
  async faults(): Promise<BooksCheck[]> {
    const transaction = this.rooms.get(TenantTransaction);
    const checks = await this.read(() => checkBooks((sql) => transaction.query(sql)));
    return checks.filter(({ ok }) => !ok);
  }

  /** Every row of the fund in every table, as one fingerprint a table: two that are equal mean nothing changed. */
  async everyRow(): Promise<Record<string, string>> {
    const tables = await this.rooms.database.asOwner(
      `select n.nspname || '.' || c.relname as name from pg_attribute a
       join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
       where a.attname = 'tenant_id' and c.relkind in ('r', 'p') and not c.relispartition
         and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
    );
    const rows: Record<string, string> = {};
    for (const name of tables.map((table) => String(table['name']))) {
      const [row] = await this.rooms.database.asOwner(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print
         from ${name} t where t.tenant_id = $1`,
        [this.id],
      );
      rows[name] = String(row?.['print']);
    }
    return rows;
  }
}

/** A month for a use case, written `2026-11`. */
export const month = (text: string): Month => monthOf(text);
/** A day for a use case, written `2026-11-05`. */
export const day = (text: string): Day => dayOf(text);
/** An amount for a use case, in cents. */
export const amount = (number: number): Cents => cents(number);
