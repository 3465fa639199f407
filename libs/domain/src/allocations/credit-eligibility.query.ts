// Which units of a month may be credited now, and what they have left: for the work of the month. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { firstDay, type Month } from '../kernel/calendar';
import { type Cents, cents, NO_MONEY } from '../kernel/money';
import type { Rules } from '../rules/rules';
import { bringsCredit, type UnpaidChoice } from './unpaid-choice';

/** What is known of a unit when it is credited; balance in cents, 0 where the rules do not ask for it. */
export interface CreditStanding {
  /** A due of the month was opened for it. */
  readonly called: boolean;
  /** That due was sent, or has settled, as the rules ask, or somebody chose; a due of nothing counts as settled. */
  readonly answered: boolean;
  readonly credited: boolean;
  readonly balance: Cents;
}

/** A month whose units are asked for. */
interface MonthAsked {
  readonly monthRunId: string;
  readonly month: Month;
  readonly rules: Rules;
}

interface OwnDue {
  readonly dueId: string;
  readonly paid: boolean;
}

/** Reads the standing of units in the fund in scope. */
@Injectable()
export class CreditEligibilityQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /**
   * The standing of units. A part paid by hand is no due sent. Each table is asked alone, by key: a join of tables that
   * grew by a whole month since the last statistics is planned as if they were empty, and takes a page times a page.
   */
  async standing(month: MonthAsked, unitIds: readonly string[]): Promise<ReadonlyMap<string, CreditStanding>> {
    const dues = await this.ownDues(month, unitIds);
    const whenSent = month.rules.credited.mode === 'when-sent';
    const sent = whenSent ? await this.sent([...dues.values()].map(({ dueId }) => dueId)) : new Set<string>();
    const choices = await this.choices(month);
    const credited = await this.credited(month.monthRunId, unitIds);
    const balances = month.rules.unspent.mode === 'cap' ? await this.balances(unitIds) : new Map<string, Cents>();
    return new Map(
      unitIds.map((id) => {
        const due = dues.get(id);
        const paid = due !== undefined && (due.paid || sent.has(due.dueId));
        const answered = due !== undefined && bringsCredit(choices.get(due.dueId) ?? null, paid);
        const balance = balances.get(id) ?? NO_MONEY;
        return [id, { called: due !== undefined, answered, credited: credited.has(id), balance }];
      }),
    );
  }

  private async ownDues({ month }: MonthAsked, unitIds: readonly string[]): Promise<ReadonlyMap<string, OwnDue>> {
    const rows = await this.transaction.query(
      `select account_unit_id, due_id, state from contributions.due
       where tenant_id = $1 and account_unit_id = any($2::uuid[]) and contribution_month = $3 and payer_id is null`,
      [this.transaction.tenantId, unitIds, firstDay(month).toString()],
    );
    return new Map(
      rows.map((row) => [
        String(row['account_unit_id']),
        { dueId: String(row['due_id']), paid: row['state'] === 'paid' },
      ]),
    );
  }

  private async sent(dueIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.transaction.query(
      `select due_id from contributions.attempt
       where tenant_id = $1 and due_id = any($2::uuid[]) and state in ('submitted', 'processing')`,
      [this.transaction.tenantId, dueIds],
    );
    return new Set(rows.map((row) => String(row['due_id'])));
  }

  // Few, and only where credit follows the contribution.
  private async choices({ monthRunId, rules }: MonthAsked): Promise<ReadonlyMap<string, UnpaidChoice>> {
    if (rules.credited.mode === 'day-of-month') return new Map();
    const rows = await this.transaction.query(
      `select distinct on (due_id) due_id, choice from allocations.unpaid_choice
       where tenant_id = $1 and month_run_id = $2 order by due_id, choice_id desc`,
      [this.transaction.tenantId, monthRunId],
    );
    return new Map(rows.map((row) => [String(row['due_id']), row['choice'] as UnpaidChoice]));
  }

  private async credited(monthRunId: string, unitIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.transaction.query(
      `select account_unit_id from allocations.credit
       where tenant_id = $1 and month_run_id = $2 and account_unit_id = any($3::uuid[])`,
      [this.transaction.tenantId, monthRunId, unitIds],
    );
    return new Set(rows.map((row) => String(row['account_unit_id'])));
  }

  // The head of each chain, in the order of its index, so that no other way of finding it looks cheaper.
  private async balances(unitIds: readonly string[]): Promise<ReadonlyMap<string, Cents>> {
    const rows = await this.transaction.query(
      `select a.owner_id, h.balance_after from ledger.account a, lateral (
         select m.balance_after from ledger.movement m
         where m.tenant_id = $1 and m.primary_account_id = a.account_id and m.seq is not null
         order by m.tenant_id desc, m.primary_account_id desc, m.seq desc limit 1) h
       where a.tenant_id = $1 and a.kind = 'allocation' and a.owner_id = any($2::uuid[])`,
      [this.transaction.tenantId, unitIds],
    );
    return new Map(rows.map((row) => [String(row['owner_id']), cents(Number(row['balance_after']))]));
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
