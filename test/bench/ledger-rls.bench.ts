import { alternate, rate } from './alternate';
import type { Bench } from './bench';
import { anyOf, loadFunds, spendOnce } from './spending-load';

/** The same function on the same tables, against a twin database whose policies are switched off. */
export const ledgerRls: Bench = {
  name: 'ledger.rls',
  against: 'the same without policies',
  async run(server, effort) {
    const database = await server.database();
    const funds = await loadFunds(database, { funds: 10, units: 1_000, outlets: 50, history: 1 });
    const twin = await server.copyOf(database);
    for (const table of ['account', 'movement', 'closing', 'hold', 'hold_release']) {
      await twin.asOwner(`alter table ledger.${table} disable row level security, no force row level security`);
    }
    const figures = [];
    for (const clients of [1, 8]) {
      const [withPolicies, without] = [database.pool(clients), twin.pool(clients)];
      figures.push(
        await alternate(
          {
            bench: 'ledger.rls',
            clients,
            goal: 0.85,
            wanted: 'at-least',
            ours: () => rate(clients, effort.milliseconds, () => spendOnce(withPolicies, anyOf(funds))),
            peer: () => rate(clients, effort.milliseconds, () => spendOnce(without, anyOf(funds))),
          },
          effort,
        ),
      );
    }
    return figures;
  },
};
