import { alternate, seconds } from './alternate';
import type { Bench } from './bench';
import { MonthLoad } from './month-load';

/** A fund's month of credits through our door, against COPY of the same rows into an identical table. */
export const monthSet: Bench = {
  name: 'month.set',
  against: 'COPY of the same rows',
  async run(server, effort) {
    const figures = [];
    for (const members of effort.quick ? [1_000] : [1_000, 100_000]) {
      const load = await MonthLoad.of(await server.database(), members);
      let copied = 0;
      const figure = await alternate(
        {
          bench: 'month.set',
          size: members,
          goal: 1.5,
          wanted: 'at-most',
          ours: () => timed(load.month(), (transfers) => load.post(transfers)),
          peer: () => timed(load.month(), (transfers) => load.copy(transfers, (copied += 1))),
        },
        // A month of 1 000 takes a few hundredths of a second: more rounds cost nothing.
        { rounds: members > 10_000 ? effort.rounds : effort.rounds * 3 },
      );
      figures.push(figure);
      await load.end();
    }
    return figures;
  },
};

function timed<Input>(input: Input, work: (input: Input) => Promise<unknown>): Promise<number> {
  return seconds(() => work(input));
}
