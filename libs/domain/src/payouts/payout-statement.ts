// What a payout pays, line by line, as its payee reads it: no names; initials only where the fund's rules say so.
import { type Cents, cents } from '../kernel/money';
import type { PayeeKind, PayoutMethod, PayoutState } from './payout';

/** How something was bought, or why else something is owed. */
export const STATEMENT_MEDIA = [
  'member-phone',
  'outlet-screen',
  'card',
  'paper-ticket',
  'reimbursement-slip',
  'market-tally',
  'other',
] as const;
export type StatementMedium = (typeof STATEMENT_MEDIA)[number];

/** What a line is: something sold, a part of it taken back, or a correction of what was posted before. */
export const STATEMENT_LINE_KINDS = ['sale', 'refund', 'correction'] as const;
export type StatementLineKind = (typeof STATEMENT_LINE_KINDS)[number];

/** One line; amounts in cents, below zero when taken back; days as ISO texts. */
export interface StatementLine {
  /** Its movement in the ledger. */
  readonly movementId: string;
  readonly kind: StatementLineKind;
  readonly medium: StatementMedium;
  /** When it was bought, or given back, where that is known; else when it was booked. */
  readonly on: string;
  readonly bookedOn: string;
  /** The number that ticket or slip carries on paper; null for what has none. */
  readonly number: string | null;
  /** All that was bought; null where only the fund's part is known, and of what is taken back. */
  readonly totalCents: number | null;
  /** What the fund owes for it. */
  readonly accountCents: number;
  /** What the fund keeps of it. */
  readonly feeCents: number;
  /** What is paid for it. */
  readonly netCents: number;
  /** Who bought, e.g. `C. D.`; null unless the rules let outlets see it. */
  readonly initials: string | null;
}

/** Who pays and who is paid, as the statement is headed. */
export interface StatementParties {
  readonly fund: { readonly name: string; readonly place: string; readonly demonstration: boolean };
  readonly payee: { readonly kind: PayeeKind; readonly id: string; readonly name: string };
}

/** A statement whole: what a payout is, and each of its lines. Amounts in cents, days as ISO texts. */
export interface PayoutStatement extends StatementParties {
  readonly payoutId: string;
  readonly payoutNo: number;
  readonly state: PayoutState;
  readonly fromDay: string;
  readonly throughDay: string;
  readonly grossCents: number;
  readonly feeBasisPoints: number;
  readonly feeCents: number;
  readonly netCents: number;
  readonly method: PayoutMethod | null;
  readonly sealedOn: string | null;
  readonly paidOn: string | null;
  readonly paymentReference: string | null;
  readonly rejectedOn: string | null;
  /** Why it was rejected, or not signed. */
  readonly reason: string | null;
  readonly lines: readonly StatementLine[];
}

/**
 * How a fee taken once on a whole falls on its lines, in cents: what the fee on all lines so far has grown by, so that the
 * parts always add up to the fee on the whole. `amounts` are the lines in their order, of either sign.
 */
export function lineFees(amounts: readonly number[], basisPoints: number): Cents[] {
  let sum = 0n;
  let before = 0n;
  return amounts.map((amount) => {
    sum += BigInt(amount);
    const until = floorDivided(sum * BigInt(basisPoints), 10_000n);
    const part = until - before;
    before = until;
    return cents(Number(part));
  });
}

function floorDivided(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a < 0n && quotient * b !== a ? quotient - 1n : quotient;
}
