// The lots of account units with their dates, for screens, for other rooms and for the work of a day. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayOf, firstDay, lastDay, type Month, monthOf } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import { FundsQuery, type FundTime } from '../funds/funds.query';
import type { DatedLot } from './ended-credit';
import { LotClocksQuery } from './lot-clocks.query';
import { endOfLot, type LotClock } from './lot-dates';
import { type LotMovement, lotsLeft } from './lots-left';

/** Reads the lots of the fund in scope. */
@Injectable()
export class LotsQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly clocks: LotClocksQuery,
  ) {}

  /** What time it is in the fund. */
  time(): Promise<FundTime> {
    return this.funds.time();
  }

  /**
   * What units have left, by unit, each lot with its dates, the oldest first; a unit with nothing left has no lots. A
   * movement that names a lot (an expiry, a separation) names it by `lotMonth` and `expiresOn`; a lot that moves to
   * another unit keeps the date of its `end`.
   */
  async of(unitIds: readonly string[]): Promise<ReadonlyMap<string, readonly DatedLot[]>> {
    const { today } = await this.funds.time();
    const movements = await this.movements(unitIds);
    const clocks = await this.clocks.of(unitIds, today);
    return new Map(
      unitIds.map((id) => {
        const clock = clocks.get(id) ?? UNMOVED;
        const lots = lotsLeft(movements.get(id) ?? []);
        return [id, lots.map((lot) => ({ ...lot, end: endOfLot(lot, clock, today) }))];
      }),
    );
  }

  // The chains, shortened: spendings that follow each other without a credit between them take what their sum takes.
  private async movements(unitIds: readonly string[]): Promise<ReadonlyMap<string, LotMovement[]>> {
    const rows = await this.transaction.query(
      `with chain as (
         select a.owner_id, m.seq, m.direction, m.amount_cents, m.booked_on,
           m.reverses_movement_id is not null or m.source_kind = 'refund' as reverses,
           case when m.reverses_movement_id is null then m.lot_month else o.lot_month end as lot_month,
           case when m.reverses_movement_id is null then m.lot_expires_on else o.lot_expires_on end as expires_on
         from ledger.account a
         join ledger.movement m on m.tenant_id = $1 and m.primary_account_id = a.account_id
         left join lateral (
           select r.lot_month, r.lot_expires_on from ledger.movement r
           where m.reverses_movement_id is not null and r.tenant_id = $1 and r.movement_id = m.reverses_movement_id
         ) o on true
         where a.tenant_id = $1 and a.kind = 'allocation' and a.owner_id = any($2::uuid[])
       ), told as (
         select c.*, c.direction = 'debit' and c.lot_month is null as plain,
           count(*) filter (where not (c.direction = 'debit' and c.lot_month is null))
             over (partition by c.owner_id order by c.seq) as after_told
         from chain c
       )
       select owner_id, direction, sum(amount_cents) as amount, lot_month::text, expires_on::text,
         min(booked_on)::text as booked_on, reverses and direction = 'credit' and lot_month is null as gives_back
       from told
       group by owner_id, after_told, plain, direction, lot_month, expires_on, gives_back
       order by owner_id, min(seq)`,
      [this.transaction.tenantId, unitIds],
    );
    const dates = datesOnce();
    return groupBy(rows, (row) => movementOf(row, dates));
  }

  /** The next units by id that have credit left at all. */
  async unitsWithCredit(after: string | null, limit: number): Promise<string[]> {
    const rows = await this.transaction.query(
      `select a.owner_id from ledger.account a, lateral (
         select m.balance_after from ledger.movement m
         where m.tenant_id = $1 and m.primary_account_id = a.account_id and m.seq is not null
         order by m.tenant_id desc, m.primary_account_id desc, m.seq desc limit 1) h
       where a.tenant_id = $1 and a.kind = 'allocation' and h.balance_after > 0 and ($2::uuid is null or a.owner_id > $2)
       order by a.owner_id limit $3`,
      [this.transaction.tenantId, after, limit],
    );
    return rows.map((row) => String(row['owner_id']));
  }

  /** What came to its end and went back to the pot on the days of a month, in cents. */
  async expiredIn(month: Month): Promise<Cents> {
    const [row] = await this.transaction.query(
      `select coalesce(sum(amount_cents), 0) as cents from lots.expiry
       where tenant_id = $1 and expired_on between $2 and $3`,
      [this.transaction.tenantId, firstDay(month).toString(), lastDay(month).toString()],
    );
    return cents(Number(row?.['cents'] ?? 0));
  }

  /** How many allocation accounts there are. */
  async accounts(): Promise<number> {
    const [row] = await this.transaction.query(
      `select count(*)::int as accounts from ledger.account where tenant_id = $1 and kind = 'allocation'`,
      [this.transaction.tenantId],
    );
    return Number(row?.['accounts'] ?? 0);
  }

  /** Which of these units are paused in a month. */
  async pausedIn(month: Month, unitIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.transaction.query(
      `select distinct account_unit_id from members.pause
       where tenant_id = $1 and account_unit_id = any($2::uuid[]) and from_month <= $3
         and (until_month is null or until_month >= $3)`,
      [this.transaction.tenantId, unitIds, firstDay(month).toString()],
    );
    return new Set(rows.map((row) => String(row['account_unit_id'])));
  }

  /** What is held on the accounts of units, in cents; a unit without a hold is left out. */
  async held(unitIds: readonly string[]): Promise<ReadonlyMap<string, Cents>> {
    const rows = await this.transaction.query(
      `select a.owner_id, sum(h.amount_cents) as cents
       from ledger.account a join ledger.hold h on h.tenant_id = $1 and h.account_id = a.account_id
       where a.tenant_id = $1 and a.kind = 'allocation' and a.owner_id = any($2::uuid[])
         and not exists (select 1 from ledger.hold_release r where r.tenant_id = $1 and r.hold_id = h.hold_id)
       group by a.owner_id`,
      [this.transaction.tenantId, unitIds],
    );
    return new Map(rows.map((row) => [String(row['owner_id']), cents(Number(row['cents']))]));
  }
}

const UNMOVED: LotClock = { pauses: [], extensions: [], end: null };

interface Dates {
  readonly day: (text: string) => Day;
  readonly month: (text: string) => Month;
}

// A page has few different dates: each is read once.
function datesOnce(): Dates {
  const days = new Map<string, Day>();
  const months = new Map<string, Month>();
  return {
    day: (text) => days.get(text) ?? keep(days, text, dayOf(text)),
    month: (text) => months.get(text) ?? keep(months, text, monthOf(text.slice(0, 7))),
  };
}

function keep<Value>(known: Map<string, Value>, text: string, value: Value): Value {
  known.set(text, value);
  return value;
}

function groupBy<Value>(
  rows: readonly Record<string, unknown>[],
  valueOf: (row: Record<string, unknown>) => Value,
): Map<string, Value[]> {
  const grouped = new Map<string, Value[]>();
  for (const row of rows) {
    const owner = String(row['owner_id']);
    const known = grouped.get(owner);
    if (known) known.push(valueOf(row));
    else grouped.set(owner, [valueOf(row)]);
  }
  return grouped;
}

function movementOf(row: Record<string, unknown>, dates: Dates): LotMovement {
  const month = row['lot_month'] as string | null;
  const expiresOn = row['expires_on'] as string | null;
  return {
    direction: row['direction'] as LotMovement['direction'],
    amount: cents(Number(row['amount'])),
    lot:
      month === null
        ? null
        : { month: dates.month(month), expiresOn: expiresOn === null ? null : dates.day(expiresOn) },
    givesBack: row['gives_back'] === true,
    bookedOn: dates.day(String(row['booked_on'])),
  };
}
