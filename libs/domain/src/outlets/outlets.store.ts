// Outlets with their lines and steps, written with their history: nothing is deleted.
import { newId, tenantScope, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayOf } from '../kernel/calendar';
import type { LineDraft } from './approval-line';
import type { CameBy, OutletContact, OutletKind, OutletState } from './outlet';

/** The public form that an outlet came by: its key, the whole of it as text, and the receipt given for it. */
export interface OutletForm {
  readonly key: string;
  readonly print: string;
  readonly receipt: string;
}

/** An outlet about to be kept. */
export interface NewOutlet extends OutletContact {
  readonly name: string;
  readonly kind: OutletKind;
  readonly cameBy: CameBy;
  readonly proposedBy: string | null;
  readonly form: OutletForm | null;
}

/** The outlet that a form stands for; `same` says whether it was made with the very same words. */
export interface OutletOfForm {
  readonly outletId: string;
  readonly outletNo: number;
  readonly receipt: string;
  readonly same: boolean;
}

/** An outlet that is locked for a change. */
export interface LockedOutlet {
  readonly outletId: string;
  readonly name: string;
  readonly state: OutletState;
  /** The communes of its open sites. */
  readonly communes: readonly string[];
}

/** Something that happened, in words for the outlet; `state` where it changed, with its first whole day. */
export interface StepTaken {
  readonly outletId: string;
  readonly what: string;
  readonly explanation: string;
  readonly on: Day;
  readonly at: string;
  readonly state: { readonly after: OutletState; readonly from: Day } | null;
}

/** A line that is locked for its end. */
export interface LockedLine {
  readonly from: Day;
  readonly until: Day | null;
}

/** The outlets of the fund in scope, for writing. */
@Injectable()
export class OutletsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** The outlet that came by a form; the same key is waited for. */
  async ofForm(key: string, print: string): Promise<OutletOfForm | null> {
    await this.transaction.lock('outlet-number');
    const [row] = await this.transaction.query(
      `select outlet_id as "outletId", outlet_no as "outletNo", receipt,
         form_print = encode(sha256(convert_to($3::text, 'UTF8')), 'hex') as same
       from outlets.outlet where tenant_id = $1 and form_key = $2`,
      [this.transaction.tenantId, key, print],
    );
    return row ? (row as unknown as OutletOfForm) : null;
  }

  /** Keeps an outlet, numbered within the fund, in state `proposed`. */
  async add({ form, ...outlet }: NewOutlet, at: string): Promise<{ outletId: string; outletNo: number }> {
    await this.transaction.lock('outlet-number');
    const outletId = newId();
    const [row] = await this.transaction.query(
      `insert into outlets.outlet (tenant_id, outlet_id, outlet_no, name, kind, state, recorded_at, came_by, proposed_by,
         description, contact, email, phone, address, form_key, form_print, receipt)
       select $1, $2, coalesce(max(o.outlet_no), 0) + 1, $3, $4, 'proposed', $5, $6, $7, $8, $9, $10, $11, $12, $13,
         encode(sha256(convert_to($14::text, 'UTF8')), 'hex'), $15
       from outlets.outlet o where o.tenant_id = $1 returning outlet_no`,
      [
        this.transaction.tenantId,
        outletId,
        outlet.name,
        outlet.kind,
        at,
        outlet.cameBy,
        outlet.proposedBy,
        outlet.description,
        outlet.contact,
        outlet.email,
        outlet.phone,
        outlet.address,
        form?.key ?? null,
        form?.print ?? null,
        form?.receipt ?? null,
      ],
    );
    return { outletId, outletNo: Number(row?.['outlet_no']) };
  }

  /** Locks an outlet for a change; null when the fund has none such. */
  async lock(outletId: string): Promise<LockedOutlet | null> {
    const [row] = await this.transaction.query(
      `select o.outlet_id as "outletId", o.name, o.state, array(select s.commune from outlets.site s
           where s.tenant_id = $1 and s.outlet_id = $2 and s.closed_on is null and s.commune is not null) as communes
       from outlets.outlet o where o.tenant_id = $1 and o.outlet_id = $2 for update of o`,
      [this.transaction.tenantId, outletId],
    );
    return row ? (row as unknown as LockedOutlet) : null;
  }

  /** Remembers a step, and where it changed the state: the state. */
  async take(step: StepTaken): Promise<void> {
    await this.transaction.query(
      `insert into outlets.step (tenant_id, step_id, outlet_id, what, explanation, happened_on, state_after, holds_from,
         recorded_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        this.transaction.tenantId,
        newId(),
        step.outletId,
        step.what,
        step.explanation,
        step.on.toString(),
        step.state?.after ?? null,
        step.state?.from.toString() ?? null,
        step.at,
        tenantScope().actor.id,
      ],
    );
    if (!step.state) return;
    await this.transaction.query('update outlets.outlet set state = $3 where tenant_id = $1 and outlet_id = $2', [
      this.transaction.tenantId,
      step.outletId,
      step.state.after,
    ]);
  }

  /** Notes the last day of an approval, which is announced before it. */
  async announceEnd(outletId: string, lastDay: Day): Promise<void> {
    await this.transaction.query('update outlets.outlet set ends_on = $3 where tenant_id = $1 and outlet_id = $2', [
      this.transaction.tenantId,
      outletId,
      lastDay.toString(),
    ]);
  }

  /** Sets when an approval that was decided is looked at again; an end that was announced before is off. */
  async setReview(outletId: string, reviewOn: Day | null): Promise<void> {
    await this.transaction.query(
      'update outlets.outlet set review_on = $3, ends_on = null where tenant_id = $1 and outlet_id = $2',
      [this.transaction.tenantId, outletId, reviewOn?.toString() ?? null],
    );
  }

  /** Adds lines to an approval. @returns their ids, in order */
  async addLines(outletId: string, lines: readonly LineDraft[], on: { today: Day; at: string }): Promise<string[]> {
    const ids = lines.map(newId);
    await this.transaction.query(
      `insert into outlets.approval_line (tenant_id, approval_line_id, outlet_id, scope, title, category, coverage_percent,
         valid_from, recorded_at)
       select $1, u.id, $2, u.scope, u.title, u.category, u.percent, u.valid_from, $3
       from unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::smallint[], $9::date[])
         as u(id, scope, title, category, percent, valid_from)`,
      [
        this.transaction.tenantId,
        outletId,
        on.at,
        ids,
        lines.map(({ scope }) => scope),
        lines.map(({ title }) => title),
        lines.map(({ category }) => category),
        lines.map(({ coveragePercent }) => coveragePercent),
        lines.map(({ validFrom }) => (validFrom ?? on.today).toString()),
      ],
    );
    return ids;
  }

  /** Locks a line of an outlet; null when it has none such. */
  async lockLine(outletId: string, approvalLineId: string): Promise<LockedLine | null> {
    const [row] = await this.transaction.query(
      `select valid_from::text as "from", valid_until::text as "until" from outlets.approval_line
       where tenant_id = $1 and outlet_id = $2 and approval_line_id = $3 for update`,
      [this.transaction.tenantId, outletId, approvalLineId],
    );
    if (!row) return null;
    return { from: dayOf(String(row['from'])), until: row['until'] === null ? null : dayOf(String(row['until'])) };
  }

  /** Ends a line with a day. */
  async endLine(approvalLineId: string, lastDay: Day): Promise<void> {
    await this.transaction.query(
      'update outlets.approval_line set valid_until = $3 where tenant_id = $1 and approval_line_id = $2',
      [this.transaction.tenantId, approvalLineId, lastDay.toString()],
    );
  }

  /** Ends all lines of an outlet that go on, with a day; those that have not begun are withdrawn. */
  async endLines(outletId: string, lastDay: Day): Promise<void> {
    await this.transaction.query(
      `update outlets.approval_line set valid_until = greatest($3::date, valid_from - 1)
       where tenant_id = $1 and outlet_id = $2 and (valid_until is null or valid_until > $3::date)`,
      [this.transaction.tenantId, outletId, lastDay.toString()],
    );
  }
}
