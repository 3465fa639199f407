// Outlets, what is covered there, and what happened to them, for screens and for the rooms that spend. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayOf, instantText } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import type { ApprovalLine } from './approval-line';
import type { Customer } from './outlet-notice';
import type { CameBy, OutletContact, OutletKind, OutletState } from './outlet';

/** An outlet as the fund knows it; days are ISO texts. */
export interface OutletView extends OutletContact {
  readonly outletId: string;
  /** Short, for paper and addresses. */
  readonly outletNo: number;
  readonly name: string;
  readonly kind: OutletKind;
  readonly state: OutletState;
  readonly cameBy: CameBy;
  readonly reviewOn: string | null;
  /** Its announced last day; null: none is. */
  readonly endsOn: string | null;
  readonly recordedAt: string;
  /** The communes of the sites where it sells. */
  readonly communes: readonly string[];
}

/** A step as the outlet reads it. */
export interface StepView {
  readonly stepId: string;
  readonly what: string;
  readonly explanation: string;
  readonly happenedOn: string;
  readonly stateAfter: OutletState | null;
}

/** Which outlets are wanted: one only (null: all), in a state (null: any). */
export interface OutletsWanted {
  readonly only: string | null;
  readonly state: OutletState | null;
}

const OUTLETS = `select o.*, o.review_on::text as review, o.ends_on::text as ends, array(select distinct s.commune from outlets.site s
    where s.tenant_id = $1 and s.outlet_id = o.outlet_id and s.closed_on is null and s.commune is not null
    order by 1) as communes
  from outlets.outlet o where o.tenant_id = $1`;
const LINES = `select l.approval_line_id as "approvalLineId", l.outlet_id as "outletId", l.scope, l.title, l.category,
    l.coverage_percent as "coveragePercent", l.valid_from::text as "validFrom", l.valid_until::text as "validUntil"
  from outlets.approval_line l where l.tenant_id = $1 and l.outlet_id = $2`;
const STEPS = `select s.step_id as "stepId", s.what, s.explanation, s.happened_on::text as "happenedOn",
    s.state_after as "stateAfter"
  from outlets.step s where s.tenant_id = $1 and s.outlet_id = $2`;

/** Reads the outlets of the fund in scope. */
@Injectable()
export class OutletsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** One outlet; null when the fund has none such. */
  async outlet(outletId: string): Promise<OutletView | null> {
    const [row] = await this.query(`${OUTLETS} and o.outlet_id = $2`, outletId);
    return row ? viewOf(row) : null;
  }

  /** The outlet with a number, as it stands on paper and in printed addresses; null when the fund has none such. */
  async numbered(outletNo: number): Promise<OutletView | null> {
    const [row] = await this.query(`${OUTLETS} and o.outlet_no = $2`, outletNo);
    return row ? viewOf(row) : null;
  }

  /** The outlet that came by the form with this receipt. */
  async ofReceipt(receipt: string): Promise<OutletView | null> {
    const [row] = await this.query(`${OUTLETS} and o.receipt = $2`, receipt);
    return row ? viewOf(row) : null;
  }

  /** Outlets in the order in which they came; `after` is the id of the last one seen. */
  async list({ only, state }: OutletsWanted, page: PageRequest): Promise<OutletView[]> {
    const rows = await this.query(
      `${OUTLETS} and ($2::uuid is null or o.outlet_id = $2) and ($3::text is null or o.state = $3)
         and ($4::uuid is null or o.outlet_id > $4) order by o.outlet_id limit $5`,
      only,
      state,
      page.after,
      page.limit,
    );
    return rows.map(viewOf);
  }

  /** The lines that hold at an outlet on a day, whatever state it is in: {@link standingOn} tells that. */
  async linesOn(outletId: string, day: Day): Promise<ApprovalLine[]> {
    const rows = await this.query(
      `${LINES} and l.valid_from <= $3 and (l.valid_until is null or l.valid_until >= $3)
       order by l.coverage_percent desc, l.approval_line_id`,
      outletId,
      day.toString(),
    );
    return rows as unknown as ApprovalLine[];
  }

  /** All lines that an outlet ever had, in the order in which they were recorded. */
  async lines(outletId: string, page: PageRequest): Promise<ApprovalLine[]> {
    const rows = await this.query(
      `${LINES} and ($3::uuid is null or l.approval_line_id > $3) order by l.approval_line_id limit $4`,
      outletId,
      page.after,
      page.limit,
    );
    return rows as unknown as ApprovalLine[];
  }

  /**
   * Where an outlet stood on a day, for what was bought then and comes on paper; null before it was known. The day on which
   * it is suspended or ends still counts as before; a purchase of this moment goes by the outlet's `state`.
   */
  async standingOn(outletId: string, day: Day): Promise<OutletState | null> {
    const [row] = await this.query(
      `select state_after from outlets.step where tenant_id = $1 and outlet_id = $2 and holds_from <= $3
       order by holds_from desc, step_id desc limit 1`,
      outletId,
      day.toString(),
    );
    return (row?.['state_after'] as OutletState | undefined) ?? null;
  }

  /** What happened to an outlet, in order; `after` is the id of the last one seen. */
  async steps(outletId: string, page: PageRequest): Promise<StepView[]> {
    const rows = await this.query(
      `${STEPS} and ($3::uuid is null or s.step_id > $3) order by s.step_id limit $4`,
      outletId,
      page.after,
      page.limit,
    );
    return rows as unknown as StepView[];
  }

  /** Outlets that sell and are to be looked at again until a day, or were to be before; `after` is the last id seen. */
  async toReview(until: Day, page: PageRequest): Promise<OutletView[]> {
    const rows = await this.query(
      `${OUTLETS} and o.state in ('approved', 'suspended') and o.review_on <= $2
         and ($3::uuid is null or o.outlet_id > $3) order by o.outlet_id limit $4`,
      until.toString(),
      page.after,
      page.limit,
    );
    return rows.map(viewOf);
  }

  /** Outlets that still sell, and whose announced last day is over. */
  async over(today: Day): Promise<{ readonly outletId: string; readonly endsOn: Day }[]> {
    const rows = await this.query(
      `select outlet_id, ends_on::text from outlets.outlet
       where tenant_id = $1 and ends_on < $2 and state in ('approved', 'suspended') order by outlet_id`,
      today.toString(),
    );
    return rows.map((row) => ({ outletId: String(row['outlet_id']), endsOn: dayOf(String(row['ends_on'])) }));
  }

  /** Everybody who bought at an outlet since a day, once each. */
  async customersSince(outletId: string, day: Day): Promise<Customer[]> {
    const rows = await this.query(
      `select distinct p.account_unit_id as "accountUnitId", p.person_id as "personId" from purchases.purchase p
       where p.tenant_id = $1 and p.outlet_id = $2 and p.bought_on >= $3 order by 1, 2`,
      outletId,
      day.toString(),
    );
    return rows as unknown as Customer[];
  }

  private query(sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
    return this.transaction.query(sql, [this.transaction.tenantId, ...values]);
  }
}

function viewOf(row: Record<string, unknown>): OutletView {
  const text = (name: string): string | null => (row[name] as string | null) ?? null;
  return {
    outletId: String(row['outlet_id']),
    outletNo: Number(row['outlet_no']),
    name: String(row['name']),
    kind: row['kind'] as OutletKind,
    state: row['state'] as OutletState,
    cameBy: row['came_by'] as CameBy,
    description: text('description'),
    contact: text('contact'),
    email: text('email'),
    phone: text('phone'),
    address: text('address'),
    reviewOn: text('review'),
    endsOn: text('ends'),
    recordedAt: instantText(row['recorded_at']),
    communes: row['communes'] as string[],
  };
}
