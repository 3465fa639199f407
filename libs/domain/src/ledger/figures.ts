// The four figures of a fund, never just "balance": held, owed to members, owed to outlets, and free (settled question 1).
import { type Cents, cents } from '../kernel/money';
import type { AccountKind } from './transfer';

/** What one kind of account has turned over, in cents. */
export interface Turnover {
  readonly kind: AccountKind;
  readonly debit: Cents;
  readonly credit: Cents;
}

/** The four figures and what lies beside them, in cents, on a day. */
export interface Figures {
  /** En banque et en caisse. */
  readonly held: Cents;
  /** Dû aux membres: unspent credit, tickets, claims. */
  readonly owedToMembers: Cents;
  /** Dû aux points de vente; negative when outlets owe the fund (three prices). */
  readonly owedToOutlets: Cents;
  /** For running costs, and money held for others: not the fund's to allocate. */
  readonly setAside: Cents;
  /** Libre: held, less all that is owed or set aside. */
  readonly free: Cents;
  /** Contributions called and not received: shown apart, never counted as held. */
  readonly receivable: Cents;
}

const HELD: readonly AccountKind[] = ['bank', 'cash', 'in-transit'];
const TO_MEMBERS: readonly AccountKind[] = ['allocation', 'tickets', 'claims-payable'];
const ASIDE: readonly AccountKind[] = ['running-costs', 'held-for-others'];

/** The four figures from what each kind of account has turned over. */
export function figures(turnovers: readonly Turnover[]): Figures {
  const debitBalance = (kinds: readonly AccountKind[]): Cents =>
    cents(turnovers.filter(({ kind }) => kinds.includes(kind)).reduce((total, t) => total + t.debit - t.credit, 0));
  const held = debitBalance(HELD);
  const owedToMembers = cents(-debitBalance(TO_MEMBERS));
  const owedToOutlets = cents(-debitBalance(['outlet-payable']));
  const setAside = cents(-debitBalance(ASIDE));
  const free = cents(held - owedToMembers - owedToOutlets - setAside);
  return { held, owedToMembers, owedToOutlets, setAside, free, receivable: debitBalance(['receivable']) };
}

/**
 * How many months *libre* can hold at this rate: *libre* after the reserve divided by the mean monthly net outflow.
 * `null` when nothing flows out (without end), 0 when the reserve is already touched.
 */
export function runwayMonths(free: Cents, reserve: Cents, netOutflow: Cents): number | null {
  if (netOutflow <= 0) return null;
  return Math.max(0, Math.floor((free - reserve) / netOutflow));
}
