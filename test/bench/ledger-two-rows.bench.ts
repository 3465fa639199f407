import { alternate, rate } from './alternate';
import type { Bench } from './bench';
import { anyOf, loadFunds, type LoadedFund, spendOnce } from './spending-load';
import { twoRowTables, twoRowTransfer } from './two-row-ledger';

/** Our door against a ledger that locks both balance rows: payments spread out, and all at one stall. */
export const ledgerTwoRows: Bench = {
  name: 'ledger.two-rows',
  against: 'two locked balance rows',
  async run(server, effort) {
    const database = await server.database();
    const funds = await loadFunds(database, { funds: 10, units: 1_000, outlets: 50, history: 1 });
    await twoRowTables(database);
    const pool = database.pool(32);
    const compare = (clients: number, goal: number, bench: string, load: Load) =>
      alternate(
        {
          bench,
          clients,
          goal,
          wanted: 'at-least',
          ours: () => rate(clients, effort.milliseconds, () => spendOnce(pool, anyOf(load.funds), load.outlet)),
          peer: () => rate(clients, effort.milliseconds, () => twoRowTransfer(pool, anyOf(load.funds), load.outlet)),
        },
        effort,
      );
    const spread = { funds };
    const [fund] = funds as [LoadedFund];
    const hot = { funds: [fund], outlet: anyOf(fund.outlets) };
    return [
      await compare(8, 1.3, 'ledger.two-rows', spread),
      await compare(32, 1.3, 'ledger.two-rows', spread),
      await compare(32, 5, 'ledger.two-rows hot', hot),
    ];
  },
};

interface Load {
  readonly funds: readonly LoadedFund[];
  readonly outlet?: string;
}
