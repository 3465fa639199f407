// Attempts to collect, written a page at a time; at most one of a due is under way (the database says so).
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { dayOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import {
  type AskedCollection,
  type CollectionRequest,
  type CollectionUnderWay,
  type CollectorEvent,
  reasonClassOf,
  type SubmitOutcome,
} from './collectors';
import type { Attempt, Method } from './contribution';

const ATTEMPT_OF_DUE = 'contributions.attempt a join contributions.due d on d.tenant_id = $1 and d.due_id = a.due_id';
const REFERENCE = `concat_ws('/', d.account_unit_id, d.payer_id, to_char(d.contribution_month, 'YYYY-MM'), a.attempt_no)`;

/** The attempts of the fund in scope, for writing. */
@Injectable()
export class AttemptsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /**
   * Schedules a first debit of what is owed of each of a month's open dues of members that this collector never tried,
   * after a due id: for its day, or for today when that is gone. @returns how many, and the last due
   */
  async schedule(request: {
    monthRunId: string;
    collector: string;
    after: string | null;
    limit: number;
    today: string;
  }): Promise<{ done: number; lastId: string | null }> {
    const dues = await this.transaction.query(
      `select d.due_id, d.amount_cents - d.received_cents - d.forgiven_cents as owed,
         greatest(d.due_on, $6::date)::text as target_on,
         (select count(*) + 1 from contributions.attempt a where a.tenant_id = $1 and a.due_id = d.due_id) as attempt_no
       from contributions.due d
       where d.tenant_id = $1 and d.month_run_id = $2 and ($3::uuid is null or d.due_id > $3)
         and d.state in ('open', 'partly-paid') and d.payer_id is null -- a payer is called, never debited
         and not exists (select 1 from contributions.attempt a
           where a.tenant_id = $1 and a.due_id = d.due_id and a.collector = $5)
       order by d.due_id limit $4 for update of d`,
      [this.transaction.tenantId, request.monthRunId, request.after, request.limit, request.collector, request.today],
    );
    await this.transaction.query(
      `insert into contributions.attempt (tenant_id, attempt_id, due_id, attempt_no, collector, method, amount_cents,
         state, target_on)
       select $1, u.id, u.due, u.no, $2, 'direct-debit', u.owed, 'scheduled', u.target_on
       from unnest($3::uuid[], $4::uuid[], $5::bigint[], $6::date[], $7::smallint[]) as u(id, due, owed, target_on, no)
       on conflict do nothing`,
      [
        this.transaction.tenantId,
        request.collector,
        dues.map(newId),
        dues.map((row) => row['due_id']),
        dues.map((row) => row['owed']),
        dues.map((row) => row['target_on']),
        dues.map((row) => row['attempt_no']),
      ],
    );
    const last = dues.at(-1);
    return { done: dues.length, lastId: last && dues.length === request.limit ? String(last['due_id']) : null };
  }

  /**
   * Schedules a debit of each collection asked for, on a day: of what is owed, or of its part. A due that is settled or
   * has an attempt under way gets none, and no collection is made twice. @returns how many
   */
  async scheduleAsked(asked: readonly AskedCollection[], collector: string, on: string): Promise<number> {
    const byDue = new Map(asked.toReversed().map((one) => [one.dueId, one]));
    const dues = await this.transaction.query(
      `select d.due_id, d.amount_cents - d.received_cents - d.forgiven_cents as owed,
         (select count(*) + 1 from contributions.attempt a where a.tenant_id = $1 and a.due_id = d.due_id) as attempt_no
       from contributions.due d
       where d.tenant_id = $1 and d.due_id = any($2::uuid[]) and d.state in ('open', 'partly-paid')
       order by d.due_id for update`,
      [this.transaction.tenantId, [...byDue.keys()]],
    );
    const lines = dues.flatMap((row) => {
      const one = byDue.get(String(row['due_id']));
      const amount = Math.min(Number(row['owed']), one?.mostCents ?? Number.MAX_SAFE_INTEGER);
      return one && amount > 0 ? [{ ...one, amount, no: Number(row['attempt_no']) }] : [];
    });
    const rows = await this.transaction.query(
      `insert into contributions.attempt (tenant_id, attempt_id, due_id, attempt_no, collector, method, amount_cents,
         state, target_on, asked_by)
       select $1, u.id, u.due, u.no, $2, 'direct-debit', u.amount, 'scheduled', $3, u.asked_by
       from unnest($4::uuid[], $5::uuid[], $6::bigint[], $7::smallint[], $8::uuid[]) as u(id, due, amount, no, asked_by)
       on conflict do nothing returning attempt_id`,
      [
        this.transaction.tenantId,
        collector,
        on,
        lines.map(newId),
        lines.map(({ dueId }) => dueId),
        lines.map(({ amount }) => amount),
        lines.map(({ no }) => no),
        lines.map(({ askedBy }) => askedBy),
      ],
    );
    return rows.length;
  }

  /** How many dues of a month are still owed by members themselves. */
  async openDues(monthRunId: string): Promise<number> {
    const [row] = await this.transaction.query(
      `select count(*)::int as dues from contributions.due
       where tenant_id = $1 and month_run_id = $2 and state in ('open', 'partly-paid') and payer_id is null`,
      [this.transaction.tenantId, monthRunId],
    );
    return Number(row?.['dues'] ?? 0);
  }

  /** Scheduled attempts that the collector has not been asked for, or whose answer was lost. */
  async toSubmit(collector: string, limit: number): Promise<CollectionRequest[]> {
    const rows = await this.transaction.query(
      `select a.attempt_id, a.amount_cents, a.target_on::text, ${REFERENCE} as reference from ${ATTEMPT_OF_DUE}
       where a.tenant_id = $1 and a.collector = $2 and a.state = 'scheduled' order by a.attempt_id limit $3`,
      [this.transaction.tenantId, collector, limit],
    );
    return rows.map(requestOf);
  }

  /** Notes what the collector answered. */
  async noteSubmitted(outcomes: readonly SubmitOutcome[], at: string): Promise<void> {
    const reasons = outcomes.map((outcome) => (outcome.kind === 'rejected' ? outcome.reasonCode : null));
    await this.transaction.query(
      `update contributions.attempt a
       set state = u.state, provider_ref = u.ref, submitted_at = $2, reason_code = u.code, reason_class = u.class
       from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[]) as u(id, state, ref, code, class)
       where a.tenant_id = $1 and a.attempt_id = u.id and a.state = 'scheduled'`,
      [
        this.transaction.tenantId,
        at,
        outcomes.map(({ attemptId }) => attemptId),
        outcomes.map(({ kind }) => (kind === 'accepted' ? 'submitted' : kind === 'rejected' ? 'failed' : 'unknown')),
        outcomes.map((outcome) => (outcome.kind === 'accepted' ? outcome.ref : null)),
        reasons,
        reasons.map((code) => (code === null ? null : reasonClassOf(code))),
      ],
    );
  }

  /** Attempts that may have news: under way, or paid since a day if one is named (they can come back for eight weeks). */
  async mayHaveNews(request: {
    collector: string;
    paidSince: string | null;
    after: string | null;
    limit: number;
  }): Promise<CollectionUnderWay[]> {
    const rows = await this.transaction.query(
      `select a.attempt_id, a.amount_cents, a.target_on::text, a.provider_ref, ${REFERENCE} as reference
       from ${ATTEMPT_OF_DUE}
       where a.tenant_id = $1 and a.collector = $2 and ($4::uuid is null or a.attempt_id > $4)
         and (a.state in ('submitted', 'processing') or (a.state = 'unknown' and a.provider_ref is not null)
           or (a.state = 'paid' and a.target_on >= $3))
       order by a.attempt_id limit $5`,
      [this.transaction.tenantId, request.collector, request.paidSince, request.after, request.limit],
    );
    return rows.map((row) => ({ ...requestOf(row), ref: String(row['provider_ref']) }));
  }

  /** The last day on which a collector was asked about all debits that are paid; null when it never was. */
  async sweptOn(collector: string): Promise<string | null> {
    const [row] = await this.transaction.query(
      'select swept_on::text from contributions.news_sweep where tenant_id = $1 and collector = $2',
      [this.transaction.tenantId, collector],
    );
    return (row?.['swept_on'] as string | undefined) ?? null;
  }

  /** Notes that it was asked about all of them on a day. */
  async noteSwept(collector: string, on: string): Promise<void> {
    await this.transaction.query(
      `insert into contributions.news_sweep (tenant_id, collector, swept_on) values ($1, $2, $3)
       on conflict (tenant_id, collector) do update
       set swept_on = greatest(contributions.news_sweep.swept_on, excluded.swept_on)`,
      [this.transaction.tenantId, collector, on],
    );
  }

  /** Keeps events that were not told before. @returns those that are new */
  async keepNews(collector: string, events: readonly CollectorEvent[], at: string): Promise<CollectorEvent[]> {
    const rows = await this.transaction.query(
      `insert into contributions.collector_event (tenant_id, collector, event_ref, attempt_id, kind, received_at)
       select $1, $2, u.ref, u.attempt, u.kind, $3 from unnest($4::text[], $5::uuid[], $6::text[]) as u(ref, attempt, kind)
       on conflict do nothing returning event_ref`,
      [
        this.transaction.tenantId,
        collector,
        at,
        events.map(({ eventRef }) => eventRef),
        events.map(({ attemptId }) => attemptId),
        events.map(({ kind }) => kind),
      ],
    );
    const fresh = new Set(rows.map((row) => row['event_ref']));
    return events.filter(({ eventRef }) => fresh.has(eventRef));
  }

  /** Saves where attempts stand after an answer. */
  async saveAnswered(attempts: readonly Attempt[], at: string): Promise<void> {
    await this.transaction.query(
      `update contributions.attempt a set state = u.state, reason_code = u.code, reason_class = u.class,
         overpaid_cents = u.overpaid, answered_at = $2
       from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::bigint[]) as u(id, state, code, class, overpaid)
       where a.tenant_id = $1 and a.attempt_id = u.id`,
      [
        this.transaction.tenantId,
        at,
        attempts.map(({ attemptId }) => attemptId),
        attempts.map(({ state }) => state),
        attempts.map(({ reasonCode }) => reasonCode),
        attempts.map(({ reasonClass }) => reasonClass),
        attempts.map(({ overpaid }) => overpaid),
      ],
    );
  }

  /** Notes that what was too much has been paid back; false when it was before. */
  async notePaidBack(attemptId: string, on: string): Promise<boolean> {
    const rows = await this.transaction.query(
      `update contributions.attempt set paid_back_on = $3
       where tenant_id = $1 and attempt_id = $2 and paid_back_on is null and overpaid_cents > 0 returning attempt_id`,
      [this.transaction.tenantId, attemptId, on],
    );
    return rows.length > 0;
  }

  /** Whether a due has an attempt under way, and how many it has had. */
  async attemptsOf(dueId: string): Promise<{ underWay: boolean; count: number }> {
    const [row] = await this.transaction.query(
      `select count(*)::int as count,
         coalesce(bool_or(state in ('scheduled', 'notified', 'submitted', 'processing', 'unknown')), false) as under_way
       from contributions.attempt where tenant_id = $1 and due_id = $2`,
      [this.transaction.tenantId, dueId],
    );
    return { underWay: row?.['under_way'] === true, count: Number(row?.['count'] ?? 0) };
  }

  /** Adds a receipt by hand, paid at once, with the fund's next receipt number. */
  async addReceipt(receipt: {
    attemptId: string;
    dueId: string;
    attemptNo: number;
    method: Method;
    amount: number;
    on: string;
    at: string;
  }): Promise<number> {
    await this.transaction.lock('receipt-number');
    const [row] = await this.transaction.query(
      `insert into contributions.attempt (tenant_id, attempt_id, due_id, attempt_no, collector, method, amount_cents,
         state, target_on, submitted_at, answered_at, receipt_no)
       select $1, $2, $3, $4, 'by-hand', $5, $6, 'paid', $7, $8, $8,
         greatest((select coalesce(max(receipt_no), 0) from contributions.attempt where tenant_id = $1),
           (select coalesce(max(receipt_no), 0) from contributions.payer_payment where tenant_id = $1)) + 1
       returning receipt_no`,
      [
        this.transaction.tenantId,
        receipt.attemptId,
        receipt.dueId,
        receipt.attemptNo,
        receipt.method,
        receipt.amount,
        receipt.on,
        receipt.at,
      ],
    );
    return Number(row?.['receipt_no']);
  }
}

function requestOf(row: Record<string, unknown>): CollectionRequest {
  return {
    attemptId: String(row['attempt_id']),
    reference: String(row['reference']),
    amount: cents(Number(row['amount_cents'])),
    targetOn: dayOf(String(row['target_on'])),
  };
}
