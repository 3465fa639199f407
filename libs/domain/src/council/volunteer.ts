// Somebody who is ready to sit in the council: what they say of themselves, and the states they go through.
import { RuleBroken } from '../kernel/rule-broken';
import type { Answers } from './charter';

/** `standing`: may be drawn · `withdrawn`: by their own wish · `excluded`: by a decision with a reason. */
export const VOLUNTEER_STATES = ['standing', 'withdrawn', 'excluded'] as const;
export type VolunteerState = (typeof VOLUNTEER_STATES)[number];

/** What a volunteer says; the address tells who lives together, and is kept as a digest only. */
export interface VolunteerForm {
  readonly personId: string | null;
  readonly name: string;
  readonly channel: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly household: string | null;
  readonly answers: Answers;
}

/** What may be decided of a volunteer. */
export const VOLUNTEER_STEPS = ['withdraw', 'exclude', 'take-back'] as const;
export type VolunteerStep = (typeof VOLUNTEER_STEPS)[number];

const TO: Readonly<Record<VolunteerStep, VolunteerState>> = {
  withdraw: 'withdrawn',
  exclude: 'excluded',
  'take-back': 'standing',
};

/** The state after a step. @throws RuleBroken `volunteer-step-impossible` where it leads nowhere */
export function volunteerAfter(from: VolunteerState, step: VolunteerStep): VolunteerState {
  const to = TO[step];
  if (to === from || (from !== 'standing' && to !== 'standing'))
    throw new RuleBroken('volunteer-step-impossible', { from, step });
  return to;
}
