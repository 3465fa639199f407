// Facts about lots that never change: what came to its end, and what was extended by hand.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, firstDay, type Month } from '../kernel/calendar';
import type { EndedCredit } from './ended-credit';

/** What a unit's lot had left when it came to its end. */
export interface NewExpiry extends EndedCredit {
  readonly expiryId: string;
  readonly accountUnitId: string;
}

/** An extension by hand. */
export interface NewExtension {
  readonly accountUnitId: string;
  readonly lotMonth: Month;
  readonly until: Day;
  readonly reason: string;
}

/** The lots of the fund in scope, for writing. */
@Injectable()
export class LotsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Notes what came to its end; a lot that was noted on this day stays as it was. @returns the ids that are new */
  async addExpiries(expiries: readonly NewExpiry[], at: { on: Day; now: string }): Promise<ReadonlySet<string>> {
    const rows = await this.transaction.query(
      `insert into lots.expiry (tenant_id, expiry_id, account_unit_id, lot_month, lot_expires_on, last_day_on, cause,
         amount_cents, expired_on, expired_at)
       select $1, u.id, u.unit, u.month, u.booked, u.last_day, u.cause, u.amount, $2, $3
       from unnest($4::uuid[], $5::uuid[], $6::date[], $7::date[], $8::date[], $9::text[], $10::bigint[])
         as u(id, unit, month, booked, last_day, cause, amount)
       on conflict do nothing returning expiry_id`,
      [
        this.transaction.tenantId,
        at.on.toString(),
        at.now,
        expiries.map(({ expiryId }) => expiryId),
        expiries.map(({ accountUnitId }) => accountUnitId),
        expiries.map(({ lot }) => firstDay(lot.lotMonth).toString()),
        expiries.map(({ lot }) => lot.expiresOn?.toString() ?? null),
        expiries.map(({ end }) => end.day.toString()),
        expiries.map(({ end }) => end.cause),
        expiries.map(({ amount }) => amount),
      ],
    );
    return new Set(rows.map((row) => String(row['expiry_id'])));
  }

  /** Notes that a unit may spend what is left of a month's credit until a later day. @returns its id */
  async extend(extension: NewExtension, at: { on: Day; now: string }): Promise<string> {
    const extensionId = newId();
    await this.transaction.query(
      `insert into lots.extension (tenant_id, extension_id, account_unit_id, lot_month, until_on, reason, decided_on, decided_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        this.transaction.tenantId,
        extensionId,
        extension.accountUnitId,
        firstDay(extension.lotMonth).toString(),
        extension.until.toString(),
        extension.reason,
        at.on.toString(),
        at.now,
      ],
    );
    return extensionId;
  }
}
