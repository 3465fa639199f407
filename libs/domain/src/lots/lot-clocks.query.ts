// What moves or ends the dates of units' lots: pauses, extensions, departures, the end of the project. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayOf, type Month, monthOf, monthOfDay } from '../kernel/calendar';
import { FundsQuery } from '../funds/funds.query';
import { endOfProject, endOfStay } from './ended-credit';
import { type LotClock, type LotEnd, type LotExtension, soonerEnd, type StoppedClock } from './lot-dates';

/** Reads the clocks of the fund in scope. */
@Injectable()
export class LotClocksQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
  ) {}

  /** The clocks of units as known on a day, each with an entry. */
  async of(unitIds: readonly string[], today: Day): Promise<ReadonlyMap<string, LotClock>> {
    const pauses = await this.pauses(unitIds);
    const extensions = await this.extensions(unitIds);
    const stays = await this.endsOfStays(unitIds);
    const inForce = await this.funds.rulesInForce(monthOfDay(today));
    const project = inForce && endOfProject(inForce.document);
    return new Map(
      unitIds.map((id) => [
        id,
        {
          pauses: pauses.get(id) ?? [],
          extensions: extensions.get(id) ?? [],
          end: soonerEnd(stays.get(id) ?? null, project),
        },
      ]),
    );
  }

  private async pauses(unitIds: readonly string[]): Promise<ReadonlyMap<string, StoppedClock[]>> {
    const rows = await this.transaction.query(
      `select account_unit_id as owner_id, from_month::text, until_month::text from members.pause
       where tenant_id = $1 and account_unit_id = any($2::uuid[])`,
      [this.transaction.tenantId, unitIds],
    );
    return byOwner(rows, (row) => ({
      from: storedMonth(row['from_month']),
      until: row['until_month'] === null ? null : storedMonth(row['until_month']),
    }));
  }

  private async extensions(unitIds: readonly string[]): Promise<ReadonlyMap<string, LotExtension[]>> {
    const rows = await this.transaction.query(
      `select account_unit_id as owner_id, lot_month::text, until_on::text, decided_on::text from lots.extension
       where tenant_id = $1 and account_unit_id = any($2::uuid[])`,
      [this.transaction.tenantId, unitIds],
    );
    return byOwner(rows, (row) => ({
      lotMonth: storedMonth(row['lot_month']),
      until: dayOf(String(row['until_on'])),
      decidedOn: dayOf(String(row['decided_on'])),
    }));
  }

  // By the rules in force in the last month of each, whatever was published since.
  private async endsOfStays(unitIds: readonly string[]): Promise<ReadonlyMap<string, LotEnd>> {
    const rows = await this.transaction.query(
      `select account_unit_id as owner_id, last_month::text from members.account_unit
       where tenant_id = $1 and account_unit_id = any($2::uuid[]) and last_month is not null`,
      [this.transaction.tenantId, unitIds],
    );
    const ends = new Map<string, LotEnd>();
    for (const [month, owners] of byMonth(rows)) {
      const version = await this.funds.rulesInForce(storedMonth(month));
      const end = version && endOfStay(version.document, storedMonth(month));
      if (end) for (const owner of owners) ends.set(owner, end);
    }
    return ends;
  }
}

const storedMonth = (value: unknown): Month => monthOf(String(value).slice(0, 7));

function byMonth(rows: readonly Record<string, unknown>[]): ReadonlyMap<string, string[]> {
  const months = new Map<string, string[]>();
  for (const row of rows) {
    const month = String(row['last_month']);
    months.set(month, [...(months.get(month) ?? []), String(row['owner_id'])]);
  }
  return months;
}

function byOwner<Value>(
  rows: readonly Record<string, unknown>[],
  valueOf: (row: Record<string, unknown>) => Value,
): ReadonlyMap<string, Value[]> {
  const grouped = new Map<string, Value[]>();
  for (const row of rows) {
    const owner = String(row['owner_id']);
    grouped.set(owner, [...(grouped.get(owner) ?? []), valueOf(row)]);
  }
  return grouped;
}
