// The lots of account units with their dates, for screens, for other rooms and for the work of a day. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayOf, type Month, monthOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { FundsQuery } from '../funds/funds.query';
import { lastDayToSpend, type LotClock } from './lot-dates';
import { type Lot, type LotMovement, lotsLeft } from './lots-left';

/** What is left of a lot, with the last day it can be spent as known today: pauses, extensions and departures counted. */
export interface DatedLot extends Lot {
  readonly spendableUntil: Day | null;
}

/** Reads the lots of the fund in scope. */
@Injectable()
export class LotsQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
  ) {}

  /**
   * What units have left, by unit, each lot with its dates, the oldest first; a unit with nothing left has no lots. A
   * movement that names a lot (an expiry, a separation) names it by `lotMonth` and `expiresOn`; a lot that moves to
   * another unit keeps the date of `spendableUntil`.
   */
  async of(unitIds: readonly string[]): Promise<ReadonlyMap<string, readonly DatedLot[]>> {
    const { today } = await this.funds.time();
    const movements = await this.movements(unitIds);
    const clocks = await this.clocks(unitIds);
    return new Map(
      unitIds.map((id) => {
        const clock = clocks.get(id) ?? UNMOVED;
        const lots = lotsLeft(movements.get(id) ?? []);
        return [id, lots.map((lot) => ({ ...lot, spendableUntil: lastDayToSpend(lot, clock, today) }))];
      }),
    );
  }

  // The chains, shortened: spendings that follow each other without a credit between them take what their sum takes.
  private async movements(unitIds: readonly string[]): Promise<ReadonlyMap<string, LotMovement[]>> {
    const rows = await this.transaction.query(
      `with chain as (
         select a.owner_id, m.seq, m.direction, m.amount_cents, m.booked_on,
           m.reverses_movement_id is not null as reverses,
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

  private async clocks(unitIds: readonly string[]): Promise<ReadonlyMap<string, LotClock>> {
    const pauses = await this.transaction.query(
      `select account_unit_id as owner_id, from_month::text, until_month::text from members.pause
       where tenant_id = $1 and account_unit_id = any($2::uuid[])`,
      [this.transaction.tenantId, unitIds],
    );
    const { month } = datesOnce();
    const byUnit = groupBy(pauses, (row) => ({
      from: month(String(row['from_month'])),
      until: row['until_month'] === null ? null : month(String(row['until_month'])),
    }));
    return new Map([...byUnit].map(([id, found]) => [id, { ...UNMOVED, pauses: found }]));
  }
}

const UNMOVED: LotClock = { pauses: [], extensions: [], endsOn: null };

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
