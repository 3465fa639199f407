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
