// Dues, written a page at a time.
import { OutboxStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, firstDay, type Month } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import { type Attempt, type Due, type DueState, stateOf } from './contribution';

/** A due about to be opened, with the facts that are frozen beside it. */
export interface NewDue {
  readonly dueId: string;
  readonly accountUnitId: string;
  /** The third party that owes it; null: the unit itself. */
  readonly payerId: string | null;
  readonly amount: Cents;
  readonly dueOn: Day;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What all dues of a page have in common. */
export interface DuesOfMonth {
  readonly monthRunId: string;
  readonly month: Month;
  readonly rulesVersionId: string;
  readonly openedAt: string;
}

/** A due, the month that called it and the rules it was called under. */
export interface DueOfMonth {
  readonly due: Due;
  readonly monthRunId: string;
  readonly rulesVersionId: string;
}

/** A decision not to ask for a part of a due: of two people, or by the rule for those who leave. */
export interface NewForgiveness {
  readonly forgivenessId: string;
  readonly amount: Cents;
  readonly why: 'decided' | 'left';
  readonly reason: string;
  readonly on: Day;
  readonly at: string;
}

/** A due with an attempt to collect it. */
export interface DueWithAttempt extends DueOfMonth {
  readonly attempt: Attempt;
}

/** The dues of the fund in scope, for writing. */
@Injectable()
export class DuesStore {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly outbox: OutboxStore,
  ) {}

  /** Which of some units have no due of a month yet. */
  async uncalled(monthRunId: string, unitIds: readonly string[]): Promise<string[]> {
    const rows = await this.transaction.query(
      `select u.id from unnest($3::uuid[]) as u(id) where not exists (
         select 1 from contributions.due d
         where d.tenant_id = $1 and d.month_run_id = $2 and d.account_unit_id = u.id and d.payer_id is null)
       order by u.id`,
      [this.transaction.tenantId, monthRunId, unitIds],
    );
    return rows.map((row) => String(row['id']));
  }

  /** Opens dues; a unit that has its due for the month keeps it. @returns the ids that are new */
  async open(month: DuesOfMonth, dues: readonly NewDue[]): Promise<ReadonlySet<string>> {
    const rows = await this.transaction.query(
      `insert into contributions.due (tenant_id, due_id, month_run_id, account_unit_id, payer_id, contribution_month,
         amount_cents, state, due_on, rules_version_id, facts, opened_at)
       select $1, u.id, $2, u.unit, u.payer, $3, u.amount, u.state, u.due_on, $4, u.facts, $5
       from unnest($6::uuid[], $7::uuid[], $8::uuid[], $9::bigint[], $10::text[], $11::date[], $12::jsonb[])
         as u(id, unit, payer, amount, state, due_on, facts)
       on conflict do nothing returning due_id`,
      [
        this.transaction.tenantId,
        month.monthRunId,
        firstDay(month.month).toString(),
        month.rulesVersionId,
        month.openedAt,
        dues.map(({ dueId }) => dueId),
        dues.map(({ accountUnitId }) => accountUnitId),
        dues.map(({ payerId }) => payerId),
        dues.map(({ amount }) => amount),
        dues.map(({ amount }) => stateOf(amount, cents(0))),
        dues.map(({ dueOn }) => dueOn.toString()),
        dues.map(({ facts }) => JSON.stringify(facts)),
      ],
    );
    return new Set(rows.map((row) => String(row['due_id'])));
  }

  /** Locks one due; null when the fund has no such due. */
  async lock(dueId: string): Promise<DueOfMonth | null> {
    const [row] = await this.transaction.query(
      `select due_id, account_unit_id, payer_id, amount_cents, received_cents, forgiven_cents, state, rules_version_id,
         month_run_id
       from contributions.due where tenant_id = $1 and due_id = $2 for update`,
      [this.transaction.tenantId, dueId],
    );
    return row ? dueOfMonth(row) : null;
  }

  /** Locks attempts with their dues, in the order of due ids, so that two pages never wait for each other crosswise. */
  async lockWithAttempts(attemptIds: readonly string[]): Promise<DueWithAttempt[]> {
    const rows = await this.transaction.query(
      `select d.due_id, d.account_unit_id, d.payer_id, d.amount_cents, d.received_cents, d.forgiven_cents, d.state,
         d.rules_version_id, d.month_run_id, a.attempt_id, a.method, a.amount_cents as attempt_cents, a.overpaid_cents,
         a.state as attempt_state, a.reason_code, a.reason_class
       from contributions.attempt a join contributions.due d on d.tenant_id = $1 and d.due_id = a.due_id
       where a.tenant_id = $1 and a.attempt_id = any($2::uuid[]) order by d.due_id, a.attempt_id for update of d, a`,
      [this.transaction.tenantId, attemptIds],
    );
    return rows.map((row) => ({
      ...dueOfMonth(row),
      attempt: {
        attemptId: String(row['attempt_id']),
        method: row['method'] as Attempt['method'],
        amount: cents(Number(row['attempt_cents'])),
        overpaid: cents(Number(row['overpaid_cents'])),
        state: row['attempt_state'] as Attempt['state'],
        reasonCode: (row['reason_code'] as string | null) ?? null,
        reasonClass: (row['reason_class'] as string | null) ?? null,
      },
    }));
  }

  /** Whether an attempt of a due is under way, or hangs. */
  async isUnderWay(dueId: string): Promise<boolean> {
    const rows = await this.transaction.query(
      `select 1 from contributions.attempt where tenant_id = $1 and due_id = $2
         and state in ('scheduled', 'notified', 'submitted', 'processing', 'unknown')`,
      [this.transaction.tenantId, dueId],
    );
    return rows.length > 0;
  }

  /** Saves what was forgiven of a due, with the decision that forgave it. */
  async saveForgiven(due: Due, forgiveness: NewForgiveness): Promise<void> {
    await this.transaction.query(
      `update contributions.due set forgiven_cents = $3, state = $4 where tenant_id = $1 and due_id = $2`,
      [this.transaction.tenantId, due.dueId, due.forgiven, due.state],
    );
    await this.transaction.query(
      `insert into contributions.forgiveness (tenant_id, forgiveness_id, due_id, amount_cents, why, reason, forgiven_on, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        this.transaction.tenantId,
        forgiveness.forgivenessId,
        due.dueId,
        forgiveness.amount,
        forgiveness.why,
        forgiveness.reason,
        forgiveness.on.toString(),
        forgiveness.at,
      ],
    );
  }

  /** Saves what has been received of dues, and asks for the crediting of months that it may bring. */
  async saveReceived(dues: readonly Due[], monthsToCredit: readonly string[]): Promise<void> {
    await this.transaction.query(
      `update contributions.due d set received_cents = u.received, state = u.state
       from unnest($2::uuid[], $3::bigint[], $4::text[]) as u(id, received, state)
       where d.tenant_id = $1 and d.due_id = u.id`,
      [
        this.transaction.tenantId,
        dues.map(({ dueId }) => dueId),
        dues.map(({ received }) => received),
        dues.map(({ state }) => state),
      ],
    );
    for (const monthRunId of monthsToCredit)
      await this.outbox.write({ job: 'allocations.credit', subject: { monthRunId } });
  }
}

function dueOfMonth(row: Record<string, unknown>): DueOfMonth {
  return {
    due: dueOf(row),
    monthRunId: String(row['month_run_id']),
    rulesVersionId: String(row['rules_version_id']),
  };
}

/** A due from a row of its own columns; for the stores of this room. */
export function dueOf(row: Record<string, unknown>): Due {
  return {
    dueId: String(row['due_id']),
    accountUnitId: row['account_unit_id'] as Due['accountUnitId'],
    payerId: (row['payer_id'] as Due['payerId']) ?? null,
    amount: cents(Number(row['amount_cents'])),
    received: cents(Number(row['received_cents'])),
    forgiven: cents(Number(row['forgiven_cents'])),
    state: row['state'] as DueState,
  };
}
