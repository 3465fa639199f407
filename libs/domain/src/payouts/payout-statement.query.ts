// What a payout pays, line by line, from the ledger's movements and what each was about. Reads only.
import { type Row, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import {
  lineFees,
  type PayoutStatement,
  type StatementLine,
  type StatementLineKind,
  type StatementMedium,
} from './payout-statement';
import { initialsOf } from '../purchases/initials';
import { slipNumber } from '../slips/slip-number';
import { type OnlyPayees, PayoutsQuery } from './payouts.query';

// What a line is about is its cause, or what that gives back of, or the cause of the movement that it undoes. A ticket
// redeemed and a slip accepted are purchases of the same id.
const LINES = `select l.movement_id, l.booked_on::text as booked_on, l.amount_cents, m.source_kind,
    m.reverses_movement_id is not null as reverses, coalesce(o.source_kind, m.source_kind) as about,
    b.medium, coalesce(b.total_cents, t.fair_value_cents) as total_cents,
    coalesce(f.refunded_on, b.bought_on, t.market_on)::text as on_day, s.slip_no, k.ticket_no, m.source_id,
    x.name
  from payouts.payout_line l
  join ledger.movement m on m.tenant_id = $1 and m.movement_id = l.movement_id
  left join ledger.movement o on o.tenant_id = $1 and o.movement_id = m.reverses_movement_id
  left join purchases.refund f on f.tenant_id = $1 and f.refund_id = m.source_id
  left join purchases.purchase b on b.tenant_id = $1 and b.purchase_id = coalesce(f.purchase_id, o.source_id, m.source_id)
  left join slips.entry e on e.tenant_id = $1 and e.entry_id = coalesce(o.source_id, m.source_id)
  left join slips.slip s on s.tenant_id = $1 and s.slip_id = e.slip_id
  left join tickets.ticket k on k.tenant_id = $1 and k.ticket_id = coalesce(o.source_id, m.source_id)
  left join tallies.tally t on t.tenant_id = $1 and t.tally_id = coalesce(o.source_id, m.source_id)
  left join members.person x on x.tenant_id = $1 and x.person_id = b.person_id and $3
  where l.tenant_id = $1 and l.payout_id = $2
  order by coalesce(f.refunded_on, b.bought_on, t.market_on, l.booked_on), l.movement_id`;

const MEDIA_OF_CAUSES: Readonly<Record<string, StatementMedium>> = {
  ticket: 'paper-ticket',
  slip: 'reimbursement-slip',
  tally: 'market-tally',
};

/** Reads the statements of the fund in scope. */
@Injectable()
export class PayoutStatementQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly payouts: PayoutsQuery,
    private readonly funds: FundsQuery,
  ) {}

  /** The statement of a payout, from its first draft on; null when the fund, or these payees, have no such payout. */
  async statement(payoutId: string, only: OnlyPayees): Promise<PayoutStatement | null> {
    const payout = await this.payouts.payout(payoutId, only);
    if (!payout) return null;
    const terms = await this.termsOf(payoutId);
    const rows = onePaperOneLine(
      await this.transaction.query(LINES, [this.transaction.tenantId, payoutId, terms.initials]),
    );
    const basisPoints = payout.feeCents > 0 ? terms.basisPoints : 0;
    const fees = lineFees(
      rows.map((row) => Number(row['amount_cents'])),
      basisPoints,
    );
    const fund = await this.funds.current();
    const { payeeKind, payeeId, payeeName, lines: _count, carriedForward: _waits, approvalId: _who, ...rest } = payout;
    return {
      ...rest,
      feeBasisPoints: basisPoints,
      fund: { name: fund?.name ?? '', place: fund?.place ?? '', demonstration: fund?.demonstration ?? false },
      payee: { kind: payeeKind, id: payeeId, name: payeeName },
      lines: rows.map((row, place) => lineOf(row, fees[place] ?? 0, this.transaction.tenantId)),
    };
  }

  /** To whom a sealed payout goes: the holder as it was sealed, the last four signs of the account; nulls before. */
  async paidTo(payoutId: string): Promise<{ holder: string | null; accountEnds: string | null }> {
    const [row] = await this.transaction.query(
      `select p.holder, a.iban_last_4 from payouts.payout p
       left join outlets.bank_account a on a.tenant_id = $1 and a.bank_account_id = p.bank_account_id
       where p.tenant_id = $1 and p.payout_id = $2`,
      [this.transaction.tenantId, payoutId],
    );
    return {
      holder: (row?.['holder'] as string | null | undefined) ?? null,
      accountEnds: (row?.['iban_last_4'] as string | null | undefined) ?? null,
    };
  }

  private async termsOf(payoutId: string): Promise<{ basisPoints: number; initials: boolean }> {
    const [row] = await this.transaction.query(
      'select fee_basis_points, rules_version_id from payouts.payout where tenant_id = $1 and payout_id = $2',
      [this.transaction.tenantId, payoutId],
    );
    const { document } = await this.funds.version(String(row?.['rules_version_id']));
    return { basisPoints: Number(row?.['fee_basis_points']), initials: document.spending.outletsSeeInitials };
  }
}

// A slip whose credit was gone is two movements. Whoever is paid for it reads one line: an outlet that saw the parts would
// know by the number on the paper who has little. Undone, it is one line again, beside the one that it takes back.
function onePaperOneLine(rows: readonly Row[]): Row[] {
  const read = new Map<unknown, Row>();
  for (const row of rows) {
    const paper =
      row['source_kind'] === 'slip' ? `${String(row['source_id'])} ${String(row['reverses'])}` : row['movement_id'];
    const first = read.get(paper);
    const amount = Number(first?.['amount_cents'] ?? 0) + Number(row['amount_cents']);
    read.set(paper, { ...(first ?? row), amount_cents: amount });
  }
  return [...read.values()];
}

function lineOf(row: Row, feeCents: number, fundId: string): StatementLine {
  const accountCents = Number(row['amount_cents']);
  const bookedOn = String(row['booked_on']);
  const kind = kindOf(row);
  const total = kind === 'sale' && row['total_cents'] !== null ? Number(row['total_cents']) : null;
  return {
    movementId: String(row['movement_id']),
    kind,
    medium: (row['medium'] as StatementMedium | null) ?? MEDIA_OF_CAUSES[String(row['about'])] ?? 'other',
    on: row['on_day'] === null ? bookedOn : String(row['on_day']),
    bookedOn,
    number: numberOf(row, fundId),
    totalCents: total,
    accountCents,
    feeCents,
    netCents: accountCents - feeCents,
    initials: row['name'] === null ? null : initialsOf(String(row['name'])),
  };
}

function numberOf(row: Row, fundId: string): string | null {
  if (row['slip_no'] !== null) return slipNumber(fundId, Number(row['slip_no']));
  return row['ticket_no'] as string | null;
}

function kindOf(row: Row): StatementLineKind {
  if (row['source_kind'] === 'refund') return 'refund';
  return row['reverses'] === true ? 'correction' : 'sale';
}
