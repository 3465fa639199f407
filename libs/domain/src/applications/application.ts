// Somebody asks to join the fund: the states an application goes through, and which may follow which.
import { RuleBroken } from '../kernel/rule-broken';

/**
 * `received`: nobody has decided yet · `waiting`: may join, waits for a place · `invited`: a place is offered, with a
 * deadline · `accepted`: the place is theirs, they are to be admitted · `admitted`: they have an account (never stored:
 * it follows from the account) · `refused`, `withdrawn`, `lapsed` (did not answer in time).
 */
export const APPLICATION_STATES = [
  'received',
  'waiting',
  'accepted',
  'invited',
  'admitted',
  'refused',
  'withdrawn',
  'lapsed',
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** The states that are written; being admitted follows from the account. */
export type StoredState = Exclude<ApplicationState, 'admitted'>;

/** What may follow: a person decides each step but `lapsed`. Refused and lapsed ones may be taken up again. */
const NEXT: Readonly<Record<ApplicationState, readonly StoredState[]>> = {
  received: ['waiting', 'accepted', 'refused', 'withdrawn'],
  waiting: ['invited', 'refused', 'withdrawn'],
  invited: ['accepted', 'lapsed', 'refused', 'withdrawn'],
  accepted: ['refused', 'withdrawn'],
  refused: ['waiting'],
  lapsed: ['waiting'],
  withdrawn: [],
  admitted: [],
};

/** The states in which a place is kept for somebody who is not admitted yet. */
export const KEEPS_A_PLACE: readonly ApplicationState[] = ['invited', 'accepted'];

/** Whether an application may go from one state to another. */
export function mayFollow(from: ApplicationState, to: StoredState): boolean {
  return NEXT[from].includes(to);
}

/** Checks a step. @throws RuleBroken `application-step-impossible` with where it stands and what may follow */
export function checkStep(from: ApplicationState, to: StoredState): void {
  if (!mayFollow(from, to)) throw new RuleBroken('application-step-impossible', { from, to, possible: NEXT[from] });
}

/** Whether somebody may be admitted on an application: only on one whose place is theirs. */
export function mayBeAdmitted(state: ApplicationState): boolean {
  return KEEPS_A_PLACE.includes(state);
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The number that an applicant keeps, 12 signs that cannot be mistaken for each other, out of the random ends of two
 * uuids (60 bits): nobody finds somebody else's by counting. @throws RangeError when they are no uuids
 */
export function receiptFrom(one: string, other: string): string {
  return [one, other].map((id) => signs(id.slice(-8))).join('');
}

function signs(hex: string): string {
  const value = Number.parseInt(hex, 16);
  if (hex.length !== 8 || Number.isNaN(value)) throw new RangeError('a receipt is made of two uuids');
  return Array.from({ length: 6 }, (_, place) => ALPHABET[Math.floor(value / 32 ** place) % 32]).join('');
}
