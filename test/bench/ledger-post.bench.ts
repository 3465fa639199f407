import { alternate, rate } from './alternate';
import { bareAccounts, transferOnce } from './bare-transfer';
import type { Bench } from './bench';
import { anyOf, loadFunds, spendOnce } from './spending-load';

/** One movement through our door, with row-level security and all checks, against the least a transfer can be. */
export const ledgerPost: Bench = {
  name: 'ledger.post',
  against: 'one insert and two updates',
  async run(server, effort) {
    const database = await server.database();
    const funds = await loadFunds(database, { funds: 10, units: 1_000, outlets: 50, history: 1 });
    const accounts = await bareAccounts(database, 10_500);
    const figures = [];
    for (const clients of [1, 8, 32]) {
      const pool = database.pool(clients);
      figures.push(
        await alternate(
          {
            bench: 'ledger.post',
            clients,
            goal: 0.45,
            wanted: 'at-least',
            ours: () => rate(clients, effort.milliseconds, () => spendOnce(pool, anyOf(funds))),
            peer: () => rate(clients, effort.milliseconds, () => transferOnce(pool, accounts)),
          },
          effort,
        ),
      );
    }
    return figures;
  },
};
