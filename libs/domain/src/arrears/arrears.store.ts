// Writes what follows a due that did not come: steps, contacts, agreements.
import { newId, tenantScope, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import type { Instalment } from './instalments';
import type { StepKind } from './next-step';

/** A step about to be taken; `no` counts the steps of its kind of the due, `afterAttempt` is the attempt it answers. */
export interface StepToTake {
  readonly dueId: string;
  readonly kind: StepKind;
  readonly no: number;
  readonly why: string;
  readonly afterAttempt: number;
}

/** When something is written, as the fund's clock has it. */
export interface Moment {
  readonly today: Day;
  readonly now: { toString(): string };
}

/** An agreement about to be made. */
export interface NewAgreement {
  readonly accountUnitId: string;
  readonly kind: 'promise' | 'instalments';
  readonly method: 'debit' | 'by-hand';
  readonly parts: readonly Instalment[];
}

/** The arrears of the fund in scope, for writing. */
@Injectable()
export class ArrearsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Lets one at a time pass who decides something about a unit's arrears. */
  lockUnit(accountUnitId: string): Promise<void> {
    return this.transaction.lock(`arrears/${accountUnitId}`);
  }

  /** Lets one run of the steps at a time pass. */
  lockSteps(): Promise<void> {
    return this.transaction.lock('arrears-steps');
  }

  /** Keeps steps; one that was taken stays as it was. @returns the dues whose step is new */
  async take(steps: readonly StepToTake[], { today, now }: Moment): Promise<ReadonlySet<string>> {
    const rows = await this.transaction.query(
      `insert into arrears.step (tenant_id, step_id, due_id, kind, step_no, why, after_attempt_no, taken_on, taken_at)
       select $1, u.id, u.due, u.kind, u.no, u.why, u.after, $2, $3
       from unnest($4::uuid[], $5::uuid[], $6::text[], $7::smallint[], $8::text[], $9::smallint[])
         as u(id, due, kind, no, why, after)
       on conflict do nothing returning due_id`,
      [
        this.transaction.tenantId,
        today.toString(),
        now.toString(),
        steps.map(newId),
        steps.map(({ dueId }) => dueId),
        steps.map(({ kind }) => kind),
        steps.map(({ no }) => no),
        steps.map(({ why }) => why),
        steps.map(({ afterAttempt }) => afterAttempt),
      ],
    );
    return new Set(rows.map((row) => String(row['due_id'])));
  }

  /** Notes that the steps of a day were all looked at. */
  async noteRun(today: Day): Promise<void> {
    await this.transaction.query(
      `insert into arrears.day_run (tenant_id, ran_on) values ($1, $2)
       on conflict (tenant_id) do update set ran_on = greatest(arrears.day_run.ran_on, excluded.ran_on)`,
      [this.transaction.tenantId, today.toString()],
    );
  }

  /** Keeps a contact with a unit, by the actor in scope. @returns its id */
  async addContact(
    contact: { accountUnitId: string; outcome: string; channel: string; note: string; on: Day },
    { now }: Moment,
  ): Promise<string> {
    const contactId = newId();
    await this.transaction.query(
      `insert into arrears.contact (tenant_id, contact_id, account_unit_id, outcome, channel, note, contacted_on,
         actor_id, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        this.transaction.tenantId,
        contactId,
        contact.accountUnitId,
        contact.outcome,
        contact.channel,
        contact.note,
        contact.on.toString(),
        tenantScope().actor.id,
        now.toString(),
      ],
    );
    return contactId;
  }

  /** Keeps an agreement with its parts, by the actor in scope. @returns its id */
  async addAgreement(agreement: NewAgreement, { today, now }: Moment): Promise<string> {
    const agreementId = newId();
    await this.transaction.query(
      `insert into arrears.agreement (tenant_id, agreement_id, account_unit_id, kind, method, made_on, actor_id, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        this.transaction.tenantId,
        agreementId,
        agreement.accountUnitId,
        agreement.kind,
        agreement.method,
        today.toString(),
        tenantScope().actor.id,
        now.toString(),
      ],
    );
    await this.transaction.query(
      `insert into arrears.instalment (tenant_id, instalment_id, agreement_id, instalment_no, due_id, amount_cents,
         through_cents, collect_on)
       select $1, u.id, $2, u.no, u.due, u.amount, u.through, u.collect_on
       from unnest($3::uuid[], $4::smallint[], $5::uuid[], $6::bigint[], $7::bigint[], $8::date[])
         as u(id, no, due, amount, through, collect_on)`,
      [
        this.transaction.tenantId,
        agreementId,
        agreement.parts.map(newId),
        agreement.parts.map(({ instalmentNo }) => instalmentNo),
        agreement.parts.map(({ dueId }) => dueId),
        agreement.parts.map(({ amount }) => amount),
        agreement.parts.map(({ through }) => through),
        agreement.parts.map(({ on }) => on.toString()),
      ],
    );
    return agreementId;
  }

  /** Ends the agreements about dues that still hold. @returns how many ended */
  async endAgreementsOn(dueIds: readonly string[], why: string, today: Day): Promise<number> {
    const rows = await this.transaction.query(
      `update arrears.agreement g set ended_on = $3, ended_why = $4
       where g.tenant_id = $1 and g.ended_on is null and exists (
         select 1 from arrears.instalment i
         where i.tenant_id = $1 and i.agreement_id = g.agreement_id and i.due_id = any($2::uuid[]))
       returning g.agreement_id`,
      [this.transaction.tenantId, dueIds, today.toString(), why],
    );
    return rows.length;
  }

  /** Locks one agreement; null when the fund has no such. @returns the unit it was made with, and whether it has ended */
  async lockAgreement(agreementId: string): Promise<{ accountUnitId: string; hasEnded: boolean } | null> {
    const [row] = await this.transaction.query(
      `select account_unit_id, ended_on is not null as ended from arrears.agreement
       where tenant_id = $1 and agreement_id = $2 for update`,
      [this.transaction.tenantId, agreementId],
    );
    return row ? { accountUnitId: String(row['account_unit_id']), hasEnded: row['ended'] === true } : null;
  }

  /** Ends one agreement. */
  async endAgreement(agreementId: string, why: string, today: Day): Promise<void> {
    await this.transaction.query(
      `update arrears.agreement set ended_on = $3, ended_why = $4 where tenant_id = $1 and agreement_id = $2`,
      [this.transaction.tenantId, agreementId, today.toString(), why],
    );
  }
}
