// Slips, batches and what is owed to members for them, for screens. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../kernel/page';
import { slipNumber } from './slip-number';

/** A slip in a list; ceiling in cents. */
export interface SlipView {
  readonly slipId: string;
  readonly slipNumber: string;
  readonly accountUnitId: string;
  readonly label: string;
  readonly ceilingCents: number;
  readonly issuedOn: string;
  readonly state: string;
  readonly closedOn: string | null;
}

/** A batch in a list; amounts in cents. */
export interface BatchView {
  readonly batchId: string;
  readonly batchNo: number;
  readonly state: string;
  readonly controlCount: number;
  readonly controlCents: number;
  readonly typedCount: number;
  readonly typedCents: number;
  readonly openedAt: string;
  readonly bookedOn: string | null;
}

/** A paper of a batch; amounts in cents. */
export interface EntryView {
  readonly entryId: string;
  readonly entryNo: number;
  readonly typed: string;
  readonly label: string | null;
  readonly outletName: string | null;
  readonly boughtOn: string;
  readonly totalCents: number;
  readonly receipt: string | null;
  readonly state: string;
  readonly refusal: string | null;
  readonly remark: string | null;
  readonly paidTo: string | null;
  readonly accountCents: number;
  readonly reimbursedCents: number;
  readonly shortfallCents: number;
}

/** What the fund owes a unit for purchases that it paid itself, in cents. */
export interface ClaimView {
  readonly accountUnitId: string;
  readonly label: string;
  readonly owedCents: number;
}

/** Reads the slips of the fund in scope. */
@Injectable()
export class SlipsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Slips by id, of one unit or in one state where it is named; `after` is the last one seen. */
  async slips(only: { accountUnitId?: string; state?: string }, page: PageRequest): Promise<SlipView[]> {
    const { tenantId } = this.transaction;
    const rows = await this.transaction.query(
      `select s.slip_id as "slipId", s.slip_no as "slipNo", s.account_unit_id as "accountUnitId", u.label,
         s.ceiling_cents::float8 as "ceilingCents", s.issued_on::text as "issuedOn", s.state, s.closed_on::text as "closedOn"
       from slips.slip s join members.account_unit u on u.tenant_id = $1 and u.account_unit_id = s.account_unit_id
       where s.tenant_id = $1 and ($2::uuid is null or s.account_unit_id = $2) and ($3::text is null or s.state = $3)
         and ($4::uuid is null or s.slip_id > $4)
       order by s.slip_id limit $5`,
      [tenantId, only.accountUnitId ?? null, only.state ?? null, page.after, page.limit],
    );
    return rows.map(({ slipNo, ...row }) => ({
      ...(row as unknown as Omit<SlipView, 'slipNumber'>),
      slipNumber: slipNumber(tenantId, Number(slipNo)),
    }));
  }

  /** Batches by id, one alone where it is named; `after` is the last one seen. */
  async batches(batchId: string | null, page: PageRequest): Promise<BatchView[]> {
    const rows = await this.transaction.query(
      `select b.batch_id as "batchId", b.batch_no as "batchNo", b.state, b.control_count as "controlCount",
         b.control_cents::float8 as "controlCents", t.count::int as "typedCount", t.cents::float8 as "typedCents",
         to_char(b.opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "openedAt", b.booked_on::text as "bookedOn"
       from slips.batch b, lateral (
         select count(*) as count, coalesce(sum(e.total_cents), 0) as cents from slips.entry e
         where e.tenant_id = $1 and e.batch_id = b.batch_id and e.state <> 'removed') t
       where b.tenant_id = $1 and ($2::uuid is null or b.batch_id = $2) and ($3::uuid is null or b.batch_id > $3)
       order by b.batch_id limit $4`,
      [this.transaction.tenantId, batchId, page.after, page.limit],
    );
    return rows as unknown as BatchView[];
  }

  /** The papers of a batch by id; `after` is the last one seen. */
  async entries(batchId: string, page: PageRequest): Promise<EntryView[]> {
    const rows = await this.transaction.query(
      `select e.entry_id as "entryId", e.entry_no as "entryNo", e.typed, u.label, o.name as "outletName",
         e.bought_on::text as "boughtOn", e.total_cents::float8 as "totalCents", e.receipt, e.state, e.refusal, e.remark,
         e.paid_to as "paidTo", e.account_cents::float8 as "accountCents", e.reimbursed_cents::float8 as "reimbursedCents",
         e.shortfall_cents::float8 as "shortfallCents"
       from slips.entry e
       left join members.account_unit u on u.tenant_id = $1 and u.account_unit_id = e.account_unit_id
       left join outlets.outlet o on o.tenant_id = $1 and o.outlet_id = e.outlet_id
       where e.tenant_id = $1 and e.batch_id = $2 and ($3::uuid is null or e.entry_id > $3)
       order by e.entry_id limit $4`,
      [this.transaction.tenantId, batchId, page.after, page.limit],
    );
    return rows as unknown as EntryView[];
  }

  /** What is owed to units for purchases they paid themselves, by unit; `after` is the last one seen. */
  async claims(page: PageRequest): Promise<ClaimView[]> {
    const rows = await this.transaction.query(
      `select u.account_unit_id as "accountUnitId", u.label,
         sum(case when (m.direction = 'credit') = (m.primary_account_id = a.account_id)
           then m.amount_cents else -m.amount_cents end)::float8 as "owedCents"
       from ledger.account a
       join members.account_unit u on u.tenant_id = $1 and u.account_unit_id = a.owner_id
       join ledger.movement m on m.tenant_id = $1 and (m.primary_account_id = a.account_id or m.counter_account_id = a.account_id)
       where a.tenant_id = $1 and a.kind = 'claims-payable' and ($2::uuid is null or u.account_unit_id > $2)
       group by u.account_unit_id, u.label
       having sum(case when (m.direction = 'credit') = (m.primary_account_id = a.account_id)
           then m.amount_cents else -m.amount_cents end) <> 0
       order by u.account_unit_id limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows as unknown as ClaimView[];
  }
}
