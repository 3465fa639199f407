// What was credited to each unit in a month, and the terms on which, frozen before the first credit.
import { newId, OutboxStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, firstDay, type Month } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import type { CreditTerms, Decision } from './credit-terms';
import type { UnpaidChoice } from './unpaid-choice';

/** A credit about to be made. */
export interface NewCredit {
  readonly creditId: string;
  readonly accountUnitId: string;
  readonly amount: Cents;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What all credits of a page have in common. */
export interface CreditsOfMonth {
  readonly monthRunId: string;
  readonly month: Month;
  readonly rulesVersionId: string;
  readonly expiresOn: Day | null;
  readonly creditedAt: string;
}

/** The credits of the fund in scope, for writing. */
@Injectable()
export class CreditsStore {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly outbox: OutboxStore,
  ) {}

  /** The terms of a month; null while they are not frozen. */
  async terms(monthRunId: string): Promise<CreditTerms | null> {
    const [row] = await this.transaction.query(
      `select units, wanted_cents, mean_cents, decision, scale_numerator, scale_denominator
       from allocations.credit_run where tenant_id = $1 and month_run_id = $2`,
      [this.transaction.tenantId, monthRunId],
    );
    if (!row) return null;
    return {
      units: Number(row['units']),
      wanted: cents(Number(row['wanted_cents'])),
      mean: row['mean_cents'] === null ? null : cents(Number(row['mean_cents'])),
      decision: row['decision'] as Decision,
      scale: { numerator: Number(row['scale_numerator']), denominator: Number(row['scale_denominator']) },
    };
  }

  /** Freezes the terms of a month; those that are frozen stay. */
  async freeze(monthRunId: string, terms: CreditTerms, at: string): Promise<void> {
    await this.transaction.query(
      `insert into allocations.credit_run (tenant_id, month_run_id, units, wanted_cents, mean_cents, decision,
         scale_numerator, scale_denominator, frozen_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
      [
        this.transaction.tenantId,
        monthRunId,
        terms.units,
        terms.wanted,
        terms.mean,
        terms.decision,
        terms.scale.numerator,
        terms.scale.denominator,
        at,
      ],
    );
  }

  /** Adds credits; a unit that has its credit for the month keeps it. @returns the ids that are new */
  async add(month: CreditsOfMonth, credits: readonly NewCredit[]): Promise<ReadonlySet<string>> {
    const rows = await this.transaction.query(
      `insert into allocations.credit (tenant_id, credit_id, month_run_id, account_unit_id, allocation_month,
         amount_cents, expires_on, rules_version_id, facts, credited_at)
       select $1, u.id, $2, u.unit, $3, u.amount, $4, $5, u.facts, $6
       from unnest($7::uuid[], $8::uuid[], $9::bigint[], $10::jsonb[]) as u(id, unit, amount, facts)
       on conflict do nothing returning credit_id`,
      [
        this.transaction.tenantId,
        month.monthRunId,
        firstDay(month.month).toString(),
        month.expiresOn?.toString() ?? null,
        month.rulesVersionId,
        month.creditedAt,
        credits.map(({ creditId }) => creditId),
        credits.map(({ accountUnitId }) => accountUnitId),
        credits.map(({ amount }) => amount),
        credits.map(({ facts }) => JSON.stringify(facts)),
      ],
    );
    return new Set(rows.map((row) => String(row['credit_id'])));
  }

  /** Notes what was decided for a month whose crediting had stopped (the last note holds), and asks for it again. */
  async decide(monthRunId: string, note: { decision: Decision; reason: string; at: string }): Promise<void> {
    await this.transaction.query(
      `insert into allocations.credit_decision (tenant_id, decision_id, month_run_id, decision, reason, decided_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [this.transaction.tenantId, newId(), monthRunId, note.decision, note.reason, note.at],
    );
    await this.outbox.write({ job: 'allocations.credit', subject: { monthRunId } });
  }

  /** Notes what was chosen for an unpaid due (the last choice holds); where it is credit, asks for it. */
  async choose(
    due: { readonly monthRunId: string; readonly accountUnitId: string; readonly dueId: string },
    note: { readonly choice: UnpaidChoice; readonly until: Day | null; readonly reason: string; readonly at: string },
  ): Promise<void> {
    const { monthRunId } = due;
    await this.transaction.query(
      `insert into allocations.unpaid_choice (tenant_id, choice_id, due_id, month_run_id, account_unit_id, choice, until_on,
         reason, decided_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        this.transaction.tenantId,
        newId(),
        due.dueId,
        monthRunId,
        due.accountUnitId,
        note.choice,
        note.until?.toString() ?? null,
        note.reason,
        note.at,
      ],
    );
    if (note.choice === 'credit') await this.outbox.write({ job: 'allocations.credit', subject: { monthRunId } });
  }

  /** The last decision for a month; none: as the rules say. */
  async decided(monthRunId: string): Promise<Decision> {
    const [row] = await this.transaction.query(
      `select decision from allocations.credit_decision where tenant_id = $1 and month_run_id = $2
       order by decision_id desc limit 1`,
      [this.transaction.tenantId, monthRunId],
    );
    return (row?.['decision'] as Decision | undefined) ?? 'as-ruled';
  }
}
