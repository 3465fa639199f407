import { alternate, rate } from './alternate';
import type { Bench } from './bench';
import { anyOf, loadFunds, spendOnce } from './spending-load';

/** Purchases on a server of many funds of 50, each with 400 movements behind it, against a server of ten. */
export const growthFunds: Bench = {
  name: 'growth.funds',
  against: 'ten funds',
  async run(server, effort) {
    const size = { units: 50, outlets: 5, history: 8 };
    const small = await server.database();
    const few = await loadFunds(small, { ...size, funds: 10 });
    const figures = [];
    for (const [funds, goal] of effort.long
      ? ([
          [1_000, 0.85],
          [10_000, 0.7],
        ] as const)
      : ([[1_000, 0.85]] as const)) {
      const large = await server.database();
      const many = await loadFunds(large, { ...size, funds });
      const [smallPool, largePool] = [small.pool(8), large.pool(8)];
      figures.push(
        await alternate(
          {
            bench: 'growth.funds',
            clients: 8,
            size: funds,
            goal,
            wanted: 'at-least',
            ours: () => rate(8, effort.milliseconds, () => spendOnce(largePool, anyOf(many))),
            peer: () => rate(8, effort.milliseconds, () => spendOnce(smallPool, anyOf(few))),
          },
          effort,
        ),
      );
    }
    return figures;
  },
};
