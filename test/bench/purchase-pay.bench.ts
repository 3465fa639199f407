import { alternate, type Aim, rate } from './alternate';
import { bareAccounts, transferOnce } from './bare-transfer';
import type { Bench, Effort, Figure } from './bench';
import type { BenchServer } from './bench-server';
import { anyPurchase, payOnce, type ShoppingFund, shoppingFunds } from './purchase-load';
import { anyOf, type LoadedFund } from './spending-load';
import { twoRowTables, twoRowTransfer } from './two-row-ledger';
import { twoRowPurchase, twoRowPurchases } from './two-row-purchase';

/**
 * One purchase through our door alone (what holds it looked at again, purchase, line, movement, key, record: five rows),
 * against the least a transfer can be, and against a ledger of two locked rows that looks at the same and writes the same
 * cause; \`lean\`: against its transfer alone, without cause, key or record.
 */
export const purchasePay: Bench = {
  name: 'purchase.pay',
  against: 'a bare transfer, two locked rows, our own spread load, ten funds',
  async run(server, effort) {
    return [...(await againstLimits(server, effort)), await asFundsGrow(server, effort)];
  },
};

async function againstLimits(server: BenchServer, effort: Effort): Promise<Figure[]> {
  const database = await server.database();
  const funds = await shoppingFunds(database, { funds: 10, units: 1_000, outlets: 50 });
  const accounts = await bareAccounts(database, 10_500);
  await twoRowTables(database);
  await twoRowPurchases(database);
  const peers = await peerFunds(database);
  const pool = database.pool(32);
  const [fund] = funds as [ShoppingFund];
  const [stall, peerFund] = [anyOf(fund.outlets), peers[0] as LoadedFund];
  const peerStall = anyOf(peerFund.outlets);
  const spread = () => payOnce(pool, anyPurchase(anyOf(funds)));
  const hot = () => payOnce(pool, anyPurchase(fund, stall));
  const bare = () => transferOnce(pool, accounts);
  const measure = (aim: Omit<Aim, 'wanted'> & { clients: number }, ours: Work, peer: Work): Promise<Figure> => {
    const timed = (work: Work) => () => rate(aim.clients, effort.milliseconds, work);
    return alternate({ ...aim, wanted: 'at-least', ours: timed(ours), peer: timed(peer) }, effort);
  };
  const figures: Figure[] = [];
  for (const clients of [1, 8, 32]) {
    figures.push(await measure({ bench: 'purchase.pay', clients, goal: 0.45 }, spread, bare));
  }
  for (const clients of [8, 32]) {
    const bench = 'purchase.pay two-rows';
    figures.push(
      await measure({ bench, clients, goal: 1.3 }, spread, () => twoRowPurchase(pool, anyPurchase(anyOf(funds)))),
    );
  }
  const peerHot = () => twoRowPurchase(pool, anyPurchase(fund, stall));
  figures.push(await measure({ bench: 'purchase.pay two-rows hot', clients: 32, goal: 5 }, hot, peerHot));
  const lean = { bench: 'purchase.pay two-rows lean', clients: 32, goal: null };
  figures.push(await measure(lean, spread, () => twoRowTransfer(pool, anyOf(peers))));
  const leanHot = { bench: 'purchase.pay two-rows lean hot', clients: 32, goal: null };
  figures.push(await measure(leanHot, hot, () => twoRowTransfer(pool, peerFund, peerStall)));
  figures.push(await measure({ bench: 'purchase.pay hot', clients: 32, goal: 0.9 }, hot, spread));
  return figures;
}

type Work = () => Promise<void>;

async function peerFunds(database: {
  asOwner(sql: string): Promise<Record<string, unknown>[]>;
}): Promise<LoadedFund[]> {
  const rows = await database.asOwner(
    `select tenant_id as "tenantId", array_agg(account_id::text) filter (where kind = 'allocation') as units,
       array_agg(account_id::text) filter (where kind = 'outlet-payable') as outlets
     from ledger.account group by tenant_id`,
  );
  return rows as unknown as LoadedFund[];
}

async function asFundsGrow(server: BenchServer, effort: Effort): Promise<Figure> {
  const size = { units: 50, outlets: 5 };
  const [small, large] = [await server.database(), await server.database()];
  const few = await shoppingFunds(small, { ...size, funds: 10 });
  const many = await shoppingFunds(large, { ...size, funds: 1_000 });
  const paying = (pool: ReturnType<typeof small.pool>, funds: readonly ShoppingFund[]) => () =>
    rate(8, effort.milliseconds, () => payOnce(pool, anyPurchase(anyOf(funds))));
  const aim = { bench: 'purchase.pay growth', clients: 8, size: 1_000, goal: 0.85, wanted: 'at-least' as const };
  return alternate({ ...aim, ours: paying(large.pool(8), many), peer: paying(small.pool(8), few) }, effort);
}
