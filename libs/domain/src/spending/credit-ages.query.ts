// How old credit is when it is spent, over all accounts of a fund. Reads only, a few accounts at a time.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { dayOf, monthOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import type { LotMovement } from '../lots/lots-left';
import { type CreditAge, creditAge, creditAges, type Period, type SpentCredit } from './credit-age';

const ACCOUNTS_AT_ONCE = 100;

/** Reads the ages of the fund in scope. */
@Injectable()
export class CreditAgesQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** How old credit was that was spent in a period. */
  async during(period: Period): Promise<CreditAge> {
    const accounts = await this.spenders(period);
    const ages: SpentCredit[] = [];
    for (let at = 0; at < accounts.length; at += ACCOUNTS_AT_ONCE) {
      const chains = await this.chains(accounts.slice(at, at + ACCOUNTS_AT_ONCE), period);
      for (const chain of chains.values()) ages.push(...creditAges(chain, period));
    }
    return creditAge(ages);
  }

  private async spenders({ from, to }: Period): Promise<string[]> {
    const rows = await this.transaction.query(
      `select distinct primary_account_id as account_id from ledger.movement
       where tenant_id = $1 and booked_on between $2 and $3 and primary_kind = 'allocation' and direction = 'debit'`,
      [this.transaction.tenantId, from.toString(), to.toString()],
    );
    return rows.map((row) => String(row['account_id']));
  }

  private async chains(
    accounts: readonly string[],
    { to }: Period,
  ): Promise<ReadonlyMap<string, readonly LotMovement[]>> {
    const rows = await this.transaction.query(
      `select m.primary_account_id, m.direction, m.amount_cents, coalesce(m.lot_month, o.lot_month)::text as lot_month,
         coalesce(m.lot_expires_on, o.lot_expires_on)::text as lot_expires_on, m.booked_on::text,
         m.reverses_movement_id is not null or m.source_kind = 'refund' as gives_back
       from ledger.movement m
       left join ledger.movement o on o.tenant_id = $1 and o.movement_id = m.reverses_movement_id
       where m.tenant_id = $1 and m.primary_account_id = any($2::uuid[]) and m.seq is not null and m.booked_on <= $3
       order by m.primary_account_id, m.seq`,
      [this.transaction.tenantId, accounts, to.toString()],
    );
    const chains = new Map<string, LotMovement[]>();
    for (const row of rows) {
      const account = String(row['primary_account_id']);
      const chain = chains.get(account);
      if (chain) chain.push(movementOf(row));
      else chains.set(account, [movementOf(row)]);
    }
    return chains;
  }
}

function movementOf(row: Record<string, unknown>): LotMovement {
  const lotMonth = row['lot_month'];
  const expiresOn = row['lot_expires_on'];
  const direction = row['direction'] as LotMovement['direction'];
  return {
    direction,
    amount: cents(Number(row['amount_cents'])),
    lot:
      lotMonth === null
        ? null
        : {
            month: monthOf(String(lotMonth).slice(0, 7)),
            expiresOn: expiresOn === null ? null : dayOf(String(expiresOn)),
          },
    givesBack: direction === 'credit' && lotMonth === null && row['gives_back'] === true,
    bookedOn: dayOf(String(row['booked_on'])),
  };
}
