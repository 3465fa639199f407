// Which units of a month may be credited now, and what they have left: for the work of the month. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Cents, cents } from '../kernel/money';
import type { Rules } from '../rules/rules';

/** What is known of a unit when it is credited; balance in cents. */
export interface CreditStanding {
  /** A due of the month was opened for it. */
  readonly called: boolean;
  /** That due was sent, or has settled, as the rules ask; a due of nothing counts as settled. */
  readonly answered: boolean;
  readonly credited: boolean;
  readonly balance: Cents;
}

/** Reads the standing of units in the fund in scope. */
@Injectable()
export class CreditEligibilityQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /**
   * The standing of units. A part paid by hand is no due sent.
   */
  async standing(
    monthRunId: string,
    unitIds: readonly string[],
    rules: Rules,
  ): Promise<ReadonlyMap<string, CreditStanding>> {
    const rows = await this.transaction.query(
      `select u.id, coalesce(h.balance_after, 0) as balance,
         d.due_id is not null as called,
         coalesce(d.state = 'paid', false) or ($4 = 'when-sent' and exists (
           select 1 from contributions.attempt t where t.tenant_id = $1 and t.due_id = d.due_id
             and t.state in ('submitted', 'processing'))) as answered,
         exists (select 1 from allocations.credit c
           where c.tenant_id = $1 and c.month_run_id = $2 and c.account_unit_id = u.id) as credited
       from unnest($3::uuid[]) as u(id)
       left join contributions.due d on d.tenant_id = $1 and d.month_run_id = $2 and d.account_unit_id = u.id
         and d.payer_id is null
       left join ledger.account a on a.tenant_id = $1 and a.kind = 'allocation' and a.owner_id = u.id
       left join lateral (
         select m.balance_after from ledger.movement m
         where m.tenant_id = $1 and m.primary_account_id = a.account_id order by m.seq desc limit 1) h on true`,
      [this.transaction.tenantId, monthRunId, unitIds, rules.credited.mode],
    );
    return new Map(
      rows.map((row) => [
        String(row['id']),
        {
          called: row['called'] === true,
          answered: row['answered'] === true,
          credited: row['credited'] === true,
          balance: cents(Number(row['balance'])),
        },
      ]),
    );
  }

  /**
   * What a month's dues have brought so far, in cents: the stated set over which a mean is taken; null while debits are
   * under way and none has come in yet (after an outage), when a mean would be nothing for everyone, for good.
   */
  async received(monthRunId: string): Promise<Cents | null> {
    const [row] = await this.transaction.query(
      `select coalesce(sum(received_cents), 0) as received, exists (
         select 1 from contributions.attempt a join contributions.due u on u.tenant_id = $1 and u.due_id = a.due_id
         where a.tenant_id = $1 and u.month_run_id = $2 and a.state in ('scheduled', 'notified', 'submitted', 'processing')
       ) as under_way
       from contributions.due where tenant_id = $1 and month_run_id = $2`,
      [this.transaction.tenantId, monthRunId],
    );
    const received = cents(Number(row?.['received'] ?? 0));
    return received === 0 && row?.['under_way'] === true ? null : received;
  }
}
