// Payers' calls and what came of them, for screens and paper. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../kernel/page';
import type { CallHeader } from './payer-call';

/** A call in a list; amounts in cents. */
export interface CallView {
  readonly callId: string;
  readonly callNo: number;
  readonly payerId: string;
  readonly payerName: string;
  readonly month: string;
  /** 0: the month's own call; from 1: for people who came later. */
  readonly supplement: number;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly people: number;
  readonly totalCents: number;
  readonly receivedCents: number;
  /** What is still to be paid. */
  readonly owedCents: number;
}

/** One person of a call: the payer's part and what of it was received. Nothing of what the person pays itself. */
export interface CallLineView {
  readonly dueId: string;
  readonly label: string;
  readonly reference: string | null;
  readonly amountCents: number;
  readonly receivedCents: number;
}

/** A payment for a call. */
export interface CallPaymentView {
  readonly paymentId: string;
  readonly receiptNo: number;
  readonly method: string;
  readonly amountCents: number;
  readonly receivedOn: string;
  readonly returnedOn: string | null;
}

/** A call whole, as it was issued, with what has come in since. */
export interface CallDetail extends CallView {
  readonly header: CallHeader;
  readonly lines: readonly CallLineView[];
  readonly payments: readonly CallPaymentView[];
}

const CALL = `c.call_id as "callId", c.call_no as "callNo", c.payer_id as "payerId", c.header #>> '{payer,name}' as "payerName",
  left(c.contribution_month::text, 7) as month, c.supplement, c.issued_on::text as "issuedOn", c.due_on::text as "dueOn",
  c.total_cents::float8 as "totalCents",
  (select count(*)::int from payers.call_line l where l.tenant_id = c.tenant_id and l.call_id = c.call_id) as people,
  s.received::float8 as "receivedCents", s.owed::float8 as "owedCents"`;
const CALL_WITH_DUES = `payers.call c, lateral (
    select coalesce(sum(d.received_cents), 0) as received,
      coalesce(sum(d.amount_cents - d.received_cents - d.forgiven_cents)
        filter (where d.state in ('open', 'partly-paid')), 0) as owed
    from payers.call_line l join contributions.due d on d.tenant_id = l.tenant_id and d.due_id = l.due_id
    where l.tenant_id = c.tenant_id and l.call_id = c.call_id) s`;

/** Reads the calls of the fund in scope. */
@Injectable()
export class CallsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Calls by id, of one payer or (null) of all; `after` is the last one seen. */
  async calls(payerId: string | null, page: PageRequest): Promise<CallView[]> {
    const rows = await this.transaction.query(
      `select ${CALL} from ${CALL_WITH_DUES}
       where c.tenant_id = $1 and ($2::uuid is null or c.payer_id = $2) and ($3::uuid is null or c.call_id > $3)
       order by c.call_id limit $4`,
      [this.transaction.tenantId, payerId, page.after, page.limit],
    );
    return rows as unknown as CallView[];
  }

  /** One call; null when the fund, or the payer where one is given, has no such call. */
  async call(callId: string, payerId: string | null = null): Promise<CallDetail | null> {
    const [row] = await this.transaction.query(
      `select ${CALL}, c.header,
         (select json_agg(json_build_object('dueId', d.due_id, 'label', l.label, 'reference', l.reference,
            'amountCents', l.amount_cents, 'receivedCents', d.received_cents) order by l.label, d.due_id)
          from payers.call_line l join contributions.due d on d.tenant_id = $1 and d.due_id = l.due_id
          where l.tenant_id = $1 and l.call_id = $2) as lines,
         (select coalesce(json_agg(json_build_object('paymentId', p.payment_id, 'receiptNo', p.receipt_no,
            'method', p.method, 'amountCents', p.amount_cents, 'receivedOn', p.received_on,
            'returnedOn', p.returned_on) order by p.receipt_no), '[]')
          from contributions.payer_payment p where p.tenant_id = $1 and p.call_id = $2) as payments
       from ${CALL_WITH_DUES}
       where c.tenant_id = $1 and c.call_id = $2 and ($3::uuid is null or c.payer_id = $3)`,
      [this.transaction.tenantId, callId, payerId],
    );
    return row ? (row as unknown as CallDetail) : null;
  }
}
