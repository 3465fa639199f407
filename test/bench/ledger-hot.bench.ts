import { alternate, rate } from './alternate';
import type { Bench } from './bench';
import { anyOf, loadFunds, type LoadedFund, spendOnce } from './spending-load';

/** Everybody of one fund pays at one stall, against purchases spread over funds and outlets. */
export const ledgerHot: Bench = {
  name: 'ledger.hot',
  against: 'our own spread load',
  async run(server, effort) {
    const database = await server.database();
    const funds = await loadFunds(database, { funds: 10, units: 1_000, outlets: 50, history: 1 });
    const pool = database.pool(32);
    const [fund] = funds as [LoadedFund];
    const stall = anyOf(fund.outlets);
    return [
      await alternate(
        {
          bench: 'ledger.hot',
          clients: 32,
          goal: 0.9,
          wanted: 'at-least',
          ours: () => rate(32, effort.milliseconds, () => spendOnce(pool, fund, stall)),
          peer: () => rate(32, effort.milliseconds, () => spendOnce(pool, anyOf(funds))),
        },
        effort,
      ),
    ];
  },
};
