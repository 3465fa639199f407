// The one table of what time alone sets going. A tick never decides anything: it asks every fund what is due at its now.

/** A recurring job: every so many ticks (real time) each fund is asked for the job named. */
export interface Recurring {
  readonly name: string;
  readonly asks: 'month.plan' | 'audit.chain';
  readonly everyTicks: number;
}

/** Everything that recurs. */
export const SCHEDULE: readonly Recurring[] = [
  { name: 'tick', asks: 'month.plan', everyTicks: 1 },
  { name: 'seal', asks: 'audit.chain', everyTicks: 5 },
];
