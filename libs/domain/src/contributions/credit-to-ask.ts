// A contribution came in: where the fund's credit follows it, its own month is to be credited, however long ago it was.
import type { Rules } from '../rules/rules';
import type { Due } from './contribution';

/** A due as it now stands, the month that called it and the rules it was called under. */
export interface DueReceived {
  readonly due: Due;
  readonly monthRunId: string;
  readonly rules: Rules;
}

/** The months, each once, whose crediting is to be asked for since a due of theirs is paid. */
export function monthsToCredit(received: readonly DueReceived[]): string[] {
  const months = received
    .filter(({ due, rules }) => due.state === 'paid' && rules.credited.mode !== 'day-of-month')
    .map(({ monthRunId }) => monthRunId);
  return [...new Set(months)];
}
