// Batches of slips and what was typed into them.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayOf } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import type { BatchState, Counted } from './batch';
import type { Remark } from './paper';

/** A batch that is locked for a change. */
export interface LockedBatch {
  readonly batchId: string;
  readonly state: BatchState;
  readonly control: Counted;
  /** Who opened, closed or typed any of it. */
  readonly typists: readonly (string | null)[];
}

/** A paper that was typed in. */
export interface NewEntry {
  readonly batchId: string;
  readonly typed: string;
  readonly slipId: string | null;
  readonly accountUnitId: string | null;
  readonly outletId: string | null;
  readonly boughtOn: Day;
  readonly total: Cents;
  readonly receipt: string | null;
  /** Why it is counted and not paid; null when it is to be paid. */
  readonly refusal: string | null;
  /** What whoever signs the batch must decide about it. */
  readonly remark: Remark | null;
  readonly lines: readonly { readonly approvalLineId: string; readonly amount: Cents }[];
  readonly enteredBy: string | null;
  readonly enteredOn: Day;
  readonly enteredAt: string;
}

/** A paper that waits to be validated. */
export interface AwaitingEntry {
  readonly entryId: string;
  readonly slipId: string | null;
  readonly accountUnitId: string;
  readonly outletId: string;
  readonly boughtOn: Day;
  readonly enteredOn: Day;
  readonly total: Cents;
  readonly remark: Remark | null;
  readonly lines: readonly { readonly approvalLineId: string; readonly amount: Cents }[];
}

/** The batches of the fund in scope, for writing. */
@Injectable()
export class BatchesStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Opens a batch under the fund's next number. */
  async open(control: Counted, by: string | null, at: string): Promise<{ batchId: string; batchNo: number }> {
    await this.transaction.lock('slip-batches');
    const batchId = newId();
    const [row] = await this.transaction.query(
      `insert into slips.batch (tenant_id, batch_id, batch_no, state, control_count, control_cents, opened_by, opened_at)
       select $1, $2, coalesce((select max(batch_no) from slips.batch where tenant_id = $1), 0) + 1, 'open', $3, $4, $5, $6
       returning batch_no`,
      [this.transaction.tenantId, batchId, control.count, control.total, by, at],
    );
    return { batchId, batchNo: Number(row?.['batch_no']) };
  }

  /** Locks a batch for a change; null when the fund has no such batch. */
  async lock(batchId: string): Promise<LockedBatch | null> {
    const [row] = await this.transaction.query(
      `select state, control_count, control_cents, opened_by, closed_by from slips.batch
       where tenant_id = $1 and batch_id = $2 for update`,
      [this.transaction.tenantId, batchId],
    );
    if (!row) return null;
    const typed = await this.transaction.query(
      'select distinct entered_by from slips.entry where tenant_id = $1 and batch_id = $2',
      [this.transaction.tenantId, batchId],
    );
    const people = [row['opened_by'], row['closed_by'], ...typed.map((one) => one['entered_by'])];
    return {
      batchId,
      state: row['state'] as BatchState,
      control: { count: Number(row['control_count']), total: cents(Number(row['control_cents'])) },
      typists: people.map((one) => (one as string | null) ?? null),
    };
  }

  /** How many papers of a batch were typed, refused ones too, and what they come to. */
  async counted(batchId: string): Promise<Counted> {
    const [row] = await this.transaction.query(
      `select count(*)::int as count, coalesce(sum(total_cents), 0) as total from slips.entry
       where tenant_id = $1 and batch_id = $2 and state <> 'removed'`,
      [this.transaction.tenantId, batchId],
    );
    return { count: Number(row?.['count']), total: cents(Number(row?.['total'])) };
  }

  /** Whether a slip waits in a batch or was paid. */
  async isEntered(slipId: string): Promise<boolean> {
    const rows = await this.transaction.query(
      `select 1 from slips.entry where tenant_id = $1 and slip_id = $2 and state in ('entered', 'accepted')`,
      [this.transaction.tenantId, slipId],
    );
    return rows.length > 0;
  }

  /**
   * Whether a bare receipt of the same unit, outlet, day and amount waits or was paid; receipts that both bear a reference
   * are the same only when the references are. One request at a time gets the answer.
   */
  async hasReceipt(
    receipt: Pick<NewEntry, 'accountUnitId' | 'outletId' | 'boughtOn' | 'total' | 'receipt'>,
  ): Promise<boolean> {
    await this.transaction.lock('bare-receipts');
    const rows = await this.transaction.query(
      `select 1 from slips.entry where tenant_id = $1 and slip_id is null and account_unit_id = $2 and outlet_id = $3
         and bought_on = $4 and total_cents = $5 and ($6::text is null or receipt is null or receipt = $6)
         and state in ('entered', 'accepted') limit 1`,
      [
        this.transaction.tenantId,
        receipt.accountUnitId,
        receipt.outletId,
        receipt.boughtOn.toString(),
        receipt.total,
        receipt.receipt,
      ],
    );
    return rows.length > 0;
  }

  /** Adds a paper to a batch. */
  async add(entry: NewEntry): Promise<string> {
    const entryId = newId();
    const { tenantId } = this.transaction;
    await this.transaction.query(
      `insert into slips.entry (tenant_id, entry_id, batch_id, entry_no, typed, slip_id, account_unit_id, outlet_id,
         bought_on, total_cents, receipt, state, refusal, remark, entered_by, entered_on, entered_at)
       select $1, $2, $3, (select count(*) + 1 from slips.entry where tenant_id = $1 and batch_id = $3), $4, $5, $6, $7, $8, $9,
         $10, case when $11::text is null then 'entered' else 'refused' end, $11, $12, $13, $14, $15`,
      [
        tenantId,
        entryId,
        entry.batchId,
        entry.typed,
        entry.slipId,
        entry.accountUnitId,
        entry.outletId,
        entry.boughtOn.toString(),
        entry.total,
        entry.receipt,
        entry.refusal,
        entry.remark,
        entry.enteredBy,
        entry.enteredOn.toString(),
        entry.enteredAt,
      ],
    );
    await this.transaction.query(
      `insert into slips.entry_line (tenant_id, entry_id, line_no, approval_line_id, amount_cents)
       select $1, $2, u.no, u.line, u.amount from unnest($3::uuid[], $4::bigint[]) with ordinality as u(line, amount, no)`,
      [
        tenantId,
        entryId,
        entry.lines.map(({ approvalLineId }) => approvalLineId),
        entry.lines.map(({ amount }) => amount),
      ],
    );
    return entryId;
  }

  /** Takes a paper out of a batch; again changes nothing. @returns whether the batch has or had it */
  async remove(batchId: string, entryId: string): Promise<boolean> {
    const rows = await this.transaction.query(
      `update slips.entry set state = 'removed', refusal = null
       where tenant_id = $1 and batch_id = $2 and entry_id = $3 and state <> 'accepted' returning entry_id`,
      [this.transaction.tenantId, batchId, entryId],
    );
    return rows.length > 0;
  }

  /** Writes that a batch waits for its second person, or is typed again. */
  async move(batchId: string, state: 'open' | 'to-validate', by: string | null): Promise<void> {
    await this.transaction.query(
      'update slips.batch set state = $3, closed_by = $4 where tenant_id = $1 and batch_id = $2',
      [this.transaction.tenantId, batchId, state, by],
    );
  }

  /** Writes anew what stands on the envelope: somebody counted wrongly. */
  async recount(batchId: string, control: Counted): Promise<void> {
    await this.transaction.query(
      'update slips.batch set control_count = $3, control_cents = $4 where tenant_id = $1 and batch_id = $2',
      [this.transaction.tenantId, batchId, control.count, control.total],
    );
  }

  /** The papers of a batch that wait, in the order they were typed. */
  async awaiting(batchId: string): Promise<AwaitingEntry[]> {
    const rows = await this.transaction.query(
      `select e.entry_id, e.slip_id, e.account_unit_id, e.outlet_id, e.bought_on::text, e.entered_on::text, e.total_cents, e.remark,
         (select json_agg(json_build_object('approvalLineId', l.approval_line_id, 'amount', l.amount_cents) order by l.line_no)
          from slips.entry_line l where l.tenant_id = $1 and l.entry_id = e.entry_id) as lines
       from slips.entry e where e.tenant_id = $1 and e.batch_id = $2 and e.state = 'entered' order by e.entry_no`,
      [this.transaction.tenantId, batchId],
    );
    return rows.map((row) => ({
      entryId: String(row['entry_id']),
      slipId: (row['slip_id'] as string | null) ?? null,
      accountUnitId: String(row['account_unit_id']),
      outletId: String(row['outlet_id']),
      boughtOn: dayOf(String(row['bought_on'])),
      enteredOn: dayOf(String(row['entered_on'])),
      total: cents(Number(row['total_cents'])),
      remark: row['remark'] as Remark | null,
      lines: row['lines'] as AwaitingEntry['lines'],
    }));
  }

  /** Writes that a batch is in the books. */
  async validate(
    batchId: string,
    by: { who: string | null; at: string; bookedOn: Day; relaxed: boolean },
  ): Promise<void> {
    await this.transaction.query(
      `update slips.batch set state = 'validated', validated_by = $3, validated_at = $4, booked_on = $5, relaxed = $6
       where tenant_id = $1 and batch_id = $2`,
      [this.transaction.tenantId, batchId, by.who, by.at, by.bookedOn.toString(), by.relaxed],
    );
  }
}
