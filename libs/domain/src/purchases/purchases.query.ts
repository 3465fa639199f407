// Purchases for screens: those of a unit, of an outlet, one with all that belongs to it. Reads only.
import { type Row, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { instantText, monthOfDay } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import { initialsOf } from './initials';

/** A purchase as its unit sees it, in cents; place and hour are null where the buyer keeps them to themselves. */
export interface UnitPurchase {
  readonly purchaseId: string;
  readonly medium: string;
  readonly totalCents: number;
  readonly accountCents: number;
  readonly refundedCents: number;
  readonly boughtOn: string;
  readonly outletName: string | null;
  readonly occurredAt: string | null;
}

/** A purchase as its outlet sees it, in cents, `accountCents` what the fund pays for it: nobody's name, and initials only where the fund voted so. */
export interface OutletPurchase {
  readonly purchaseId: string;
  readonly outletId: string;
  readonly outletName: string;
  readonly medium: string;
  readonly totalCents: number;
  readonly accountCents: number;
  readonly refundedCents: number;
  readonly boughtOn: string;
  readonly occurredAt: string;
  readonly initials: string | null;
}

/** A purchase whole, in cents; `accountUnitId` is null for who may not know whose it is. */
export interface PurchaseDetail extends Omit<OutletPurchase, 'outletName' | 'occurredAt' | 'outletId'> {
  readonly accountUnitId: string | null;
  readonly outletId: string | null;
  readonly outletName: string | null;
  readonly occurredAt: string | null;
  readonly bookedOn: string;
  readonly lines: readonly {
    readonly title: string;
    readonly category: string;
    readonly coveragePercent: number;
    readonly amountCents: number;
  }[];
  readonly refunds: readonly {
    readonly refundId: string;
    readonly amountCents: number;
    readonly refundedOn: string;
    readonly refundedBy: string;
    readonly reason: string;
  }[];
}

/** Something that was refused; without a name, `accountUnitId` for who keeps the books. */
export interface RefusalView {
  readonly refusalId: string;
  readonly outletId: string | null;
  readonly medium: string;
  readonly reason: string;
  readonly refusedOn: string;
}

/** Who looks at a purchase: an outlet at its own, a person at those of their units, or (both null) who keeps the books. */
export interface Viewer {
  readonly outletId: string | null;
  readonly personId: string | null;
}

const COLUMNS = `p.purchase_id, p.account_unit_id, p.outlet_id, o.name as outlet_name, p.medium, p.total_cents,
  p.account_cents, p.outlet_cents, p.bought_on::text, p.booked_on::text, p.occurred_at, b.name as buyer,
  (select coalesce(sum(r.amount_cents), 0) from purchases.refund r
   where r.tenant_id = p.tenant_id and r.purchase_id = p.purchase_id) as refunded,
  p.medium = 'reimbursement-slip' and exists (select 1 from purchases.refund r
   where r.tenant_id = p.tenant_id and r.purchase_id = p.purchase_id) as slip_undone`;
const JOINED = `purchases.purchase p
  join outlets.outlet o on o.tenant_id = p.tenant_id and o.outlet_id = p.outlet_id
  left join members.person b on b.tenant_id = p.tenant_id and b.person_id = p.person_id`;

/** Whether the viewer may see where and when: their own, somebody's they are in charge of, or with the buyer's consent. */
const SHOWN = `(p.person_id = $2
  or exists (select 1 from guardians.guardian g where g.tenant_id = $1 and g.person_id = $2
    and g.for_person_id = p.person_id and g.from_on <= $3 and (g.until_on is null or g.until_on >= $3))
  or coalesce((select c.shown from purchases.place_consent c
    where c.tenant_id = $1 and c.person_id = p.person_id order by c.consent_id desc limit 1), false))`;

/** Reads the purchases of the fund in scope. */
@Injectable()
export class PurchasesQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
  ) {}

  /** The purchases of a unit, the latest first; `viewer` the person who looks, null for who keeps the books. */
  async ofUnit(accountUnitId: string, viewer: string | null, page: PageRequest): Promise<UnitPurchase[]> {
    const { today } = await this.funds.time();
    const rows = await this.transaction.query(
      `select ${COLUMNS}, $2::uuid is null or ${SHOWN} as shown from ${JOINED}
       where p.tenant_id = $1 and p.account_unit_id = $4 and ($5::uuid is null or p.purchase_id < $5)
       order by p.purchase_id desc limit $6`,
      [this.transaction.tenantId, viewer, today.toString(), accountUnitId, page.after, page.limit],
    );
    return rows.map((row) => ({
      ...amountsOf(row),
      boughtOn: String(row['bought_on']),
      outletName: row['shown'] === true ? String(row['outlet_name']) : null,
      occurredAt: row['shown'] === true ? instantText(row['occurred_at']) : null,
    }));
  }

  /** The purchases at an outlet (null: at all), the latest first. */
  async atOutlet(outletId: string | null, page: PageRequest): Promise<OutletPurchase[]> {
    const initials = await this.seesInitials();
    const rows = await this.transaction.query(
      `select ${COLUMNS} from ${JOINED}
       where p.tenant_id = $1 and ($2::uuid is null or p.outlet_id = $2) and ($3::uuid is null or p.purchase_id < $3)
       order by p.purchase_id desc limit $4`,
      [this.transaction.tenantId, outletId, page.after, page.limit],
    );
    return rows.map((row) => outletPurchaseOf(outletId === null ? row : asPaid(row), initials));
  }

  /** One purchase; null when the viewer may not see it, or the fund has none such. */
  async one(purchaseId: string, { outletId, personId }: Viewer): Promise<PurchaseDetail | null> {
    const { today } = await this.funds.time();
    const [row] = await this.transaction.query(
      `select ${COLUMNS}, $2::uuid is null or ${SHOWN} as shown,
         (select coalesce(json_agg(json_build_object('title', a.title, 'category', l.category,
            'coveragePercent', l.coverage_percent, 'amountCents', l.amount_cents) order by l.line_no), '[]')
          from purchases.purchase_line l
          join outlets.approval_line a on a.tenant_id = $1 and a.approval_line_id = l.approval_line_id
          where l.tenant_id = $1 and l.purchase_id = p.purchase_id) as lines,
         (select coalesce(json_agg(json_build_object('refundId', r.refund_id, 'amountCents', r.amount_cents,
            'refundedOn', r.refunded_on, 'refundedBy', r.refunded_by, 'reason', r.reason) order by r.refund_id), '[]')
          from purchases.refund r where r.tenant_id = $1 and r.purchase_id = p.purchase_id) as refunds
       from ${JOINED}
       where p.tenant_id = $1 and p.purchase_id = $4 and ($5::uuid is null or p.outlet_id = $5)
         and ($2::uuid is null or p.person_id = $2 or exists (
           select 1 from members.unit_person x where x.tenant_id = $1 and x.account_unit_id = p.account_unit_id
             and x.person_id = $2 and (x.until_on is null or x.until_on >= $3)))`,
      [this.transaction.tenantId, personId, today.toString(), purchaseId, outletId],
    );
    if (!row) return null;
    const told = outletId === null ? row : asPaid(row);
    const purchase = outletPurchaseOf(told, outletId !== null && (await this.seesInitials()));
    const shown = row['shown'] === true;
    return {
      ...purchase,
      accountUnitId: outletId === null ? String(row['account_unit_id']) : null,
      outletId: shown ? purchase.outletId : null,
      outletName: shown ? purchase.outletName : null,
      occurredAt: shown ? purchase.occurredAt : null,
      bookedOn: String(row['booked_on']),
      lines: row['lines'] as PurchaseDetail['lines'],
      refunds: told['refunds'] as PurchaseDetail['refunds'],
    };
  }

  /** What was refused, the latest first, without names. */
  async refusals(page: PageRequest): Promise<RefusalView[]> {
    const rows = await this.transaction.query(
      `select refusal_id as "refusalId", outlet_id as "outletId", medium, reason, refused_on::text as "refusedOn"
       from purchases.refusal where tenant_id = $1 and ($2::uuid is null or refusal_id < $2)
       order by refusal_id desc limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows as unknown as RefusalView[];
  }

  private async seesInitials(): Promise<boolean> {
    const { today } = await this.funds.time();
    const rules = await this.funds.rulesInForce(monthOfDay(today));
    return rules?.document.spending.outletsSeeInitials ?? false;
  }
}

function amountsOf(row: Row): Omit<UnitPurchase, 'boughtOn' | 'outletName' | 'occurredAt'> {
  return {
    purchaseId: String(row['purchase_id']),
    medium: String(row['medium']),
    totalCents: Number(row['total_cents']),
    accountCents: Number(row['account_cents']),
    refundedCents: Number(row['refunded']),
  };
}

// An outlet is told what it is paid: that the credit behind a slip was gone is no business of its, nor when it is undone.
function asPaid(row: Row): Row {
  const told = { ...row, account_cents: row['outlet_cents'] };
  if (row['slip_undone'] !== true) return told;
  const refunds = (row['refunds'] as object[] | undefined)?.map((one) => ({
    ...one,
    amountCents: Number(row['outlet_cents']),
  }));
  return { ...told, refunded: row['outlet_cents'], ...(refunds ? { refunds } : {}) };
}

function outletPurchaseOf(row: Row, initials: boolean): OutletPurchase {
  return {
    ...amountsOf(row),
    outletId: String(row['outlet_id']),
    outletName: String(row['outlet_name']),
    boughtOn: String(row['bought_on']),
    occurredAt: instantText(row['occurred_at']),
    initials: initials && row['buyer'] !== null ? initialsOf(String(row['buyer'])) : null,
  };
}
