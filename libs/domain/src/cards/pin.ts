// The short secret that says it is really the member who pays: four to six digits, and few tries.
import { RuleBroken } from '../kernel/rule-broken';

/** After so many wrong ones in a row the PIN is locked, until the fund unlocks it or another one is chosen. */
export const MOST_WRONG_PINS = 5;

const RUN = '01234567890';
const RUN_DOWN = '09876543210';
const DRAWN_DIGITS = 4;

/**
 * A PIN as somebody chooses it. One of the few that everybody tries first (all digits the same, or in a row) is refused.
 * @throws RuleBroken `pin-malformed`, `pin-too-simple`
 */
export function checkPin(pin: string): string {
  if (!/^\d{4,6}$/.test(pin)) throw new RuleBroken('pin-malformed');
  if (isTooSimple(pin)) throw new RuleBroken('pin-too-simple');
  return pin;
}

/** The four digits that a random uuid stands for; null when they would be too simple: draw again. */
export function pinFrom(randomId: string): string | null {
  const pin = String(Number.parseInt(randomId.slice(-10), 16) % 10 ** DRAWN_DIGITS).padStart(DRAWN_DIGITS, '0');
  return isTooSimple(pin) ? null : pin;
}

function isTooSimple(pin: string): boolean {
  return /^(\d)\1+$/.test(pin) || RUN.includes(pin) || RUN_DOWN.includes(pin);
}

/** What a try makes of the count of wrong ones, and how it is answered: null when the PIN was the right one. */
export interface PinTried {
  readonly wrongPins: number;
  readonly refusal: RuleBroken | null;
}

/** One try after `wrongPins` wrong ones. A locked PIN stays locked, even to the right digits: nobody learns them by trying. */
export function tryPin(wrongPins: number, isRight: boolean): PinTried {
  if (wrongPins >= MOST_WRONG_PINS) return { wrongPins, refusal: new RuleBroken('pin-locked') };
  if (isRight) return { wrongPins: 0, refusal: null };
  const left = MOST_WRONG_PINS - wrongPins - 1;
  const refusal = left > 0 ? new RuleBroken('pin-wrong', { triesLeft: left }) : new RuleBroken('pin-locked');
  return { wrongPins: wrongPins + 1, refusal };
}
