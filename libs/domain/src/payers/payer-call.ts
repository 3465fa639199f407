// The one call a month to a payer: who it pays for and how much, to be paid by when. Frozen when it is issued.
import type { Day, Month } from '../kernel/calendar';
import { type Cents, sum } from '../kernel/money';
import type { PayerCard } from './payer';

/** One person a payer is called for, amount in cents; `reference` is the payer's own name for them. */
export interface CallLine {
  readonly dueId: string;
  readonly label: string;
  readonly reference: string | null;
  readonly amount: Cents;
}

/** The bank account to pay to: IBAN and BIC without spaces, and whose it is. */
export interface AccountToPay {
  readonly iban: string;
  readonly bic: string | null;
  readonly holder: string;
}

/** Who calls and who is called, as they were on the day of the call. */
export interface CallHeader {
  readonly payer: Pick<PayerCard, 'name' | 'kind' | 'contact' | 'address' | 'reference'>;
  readonly fund: {
    readonly name: string;
    readonly place: string;
    readonly demonstration: boolean;
    /** The account in force on that day; none when the fund had none yet. */
    readonly account?: AccountToPay | null;
  };
}

/** A call before it has its number; `total` is the sum of its lines, in cents. */
export interface NewCall {
  readonly payerId: string;
  readonly month: Month;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  readonly header: CallHeader;
  readonly lines: readonly CallLine[];
  readonly total: Cents;
}

/** What is to be called from one payer for one month. */
export interface ToCall {
  readonly payerId: string;
  readonly card: PayerCard;
  readonly month: Month;
  readonly lines: readonly CallLine[];
}

/** Draws up a call on a day: the payer has its days to pay from then, and the lines stand in the order of names. */
export function callOf({ payerId, card, month, lines }: ToCall, fund: CallHeader['fund'], issuedOn: Day): NewCall {
  const { name, kind, contact, address, reference } = card;
  return {
    payerId,
    month,
    issuedOn,
    dueOn: issuedOn.add({ days: card.daysToPay }),
    header: { payer: { name, kind, contact, address, reference }, fund },
    lines: [...lines].sort((a, b) => a.label.localeCompare(b.label, 'fr') || (a.dueId < b.dueId ? -1 : 1)),
    total: sum(lines.map(({ amount }) => amount)),
  };
}
