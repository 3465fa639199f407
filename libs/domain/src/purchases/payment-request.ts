// A payment that an outlet asks for on its screen: its basket, how long it is good for, what the outlet is told of it.
import type { Instant } from '../kernel/calendar';

/** What an outlet's screen shows of its request; never who paid it. */
export type RequestState = 'open' | 'paid' | 'withdrawn' | 'expired';

/** When a request that is made now expires: so many whole minutes later. */
export function expiryOf(now: Instant, minutes: number): Instant {
  return now.add({ minutes });
}

/** How a request stands at an instant: one that nobody paid in time has expired, whatever was written last. */
export function stateAt(state: Exclude<RequestState, 'expired'>, expiresAt: Instant, now: Instant): RequestState {
  return state === 'open' && now.epochNanoseconds >= expiresAt.epochNanoseconds ? 'expired' : state;
}
