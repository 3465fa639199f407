// Synthetic purchases of a year, a statement a fund and day: so that credit is spent and expiry has something to compete
// with. Real ones, one by one through the till, are what a month of spending shows; twelve months of them would take many
// times as long. They are marked as such in the books (`practice-purchase`), which any fund that is no demonstration would
// fail the check for.
import { type Chance, cents, idOf, seedOf, wholeBetween } from '#domain/kernel';
import { LedgerStore } from '#domain/ledger';
import { newId, TenantTransaction } from '#tenancy';
import type { PracticeDay } from './practice-day';

/** One unit in so many hardly spends: so that, where credit ends, some of it really does. */
const ONE_SPARING_IN = 6;

/** Everybody who has credit spends a part of it, some little or nothing, at the one synthetic outlet of the fund. */
export async function spend({ app, fund, day, chance }: PracticeDay): Promise<void> {
  const transaction = app.get(TenantTransaction);
  await transaction.run(async () => {
    const outlet = { kind: 'outlet-payable', owner: idOf<'outlet'>(fund.fundId) } as const;
    await app.get(LedgerStore).open([outlet]);
    const accounts = await transaction.query(BALANCES, [transaction.tenantId]);
    const baskets = accounts.flatMap((row) => {
      const share = shareOf(String(row['owner_id']), chance);
      const amount = cents(Math.floor((Number(row['balance']) * share) / 100));
      return amount > 0 ? [{ account: String(row['account_id']), amount }] : [];
    });
    const outcomes = await transaction.query(SPEND, [
      transaction.tenantId,
      ...[newId, newId, newId].map((make) => baskets.map(make)),
      baskets.map(({ account }) => account),
      baskets.map(({ amount }) => amount),
      day.toString(),
    ]);
    const refused = outcomes.filter(({ outcome }) => outcome !== 'posted');
    if (refused.length > 0)
      throw new Error(`un achat de démonstration est refusé : ${String(refused[0]?.['outcome'])}`);
  });
}

/** What a unit spends at once of what it has, in per cent; who is sparing stays so all year. */
function shareOf(ownerId: string, chance: Chance): number {
  if (seedOf(`sparing/${ownerId}`) % ONE_SPARING_IN === 0) return chance() < 0.5 ? 0 : wholeBetween(chance, 2, 10);
  return chance() < 0.15 ? 0 : wholeBetween(chance, 20, 75);
}

const BALANCES = `select a.account_id, a.owner_id, h.balance_after as balance from ledger.account a
  cross join lateral (select m.balance_after from ledger.movement m
    where m.tenant_id = $1 and m.primary_account_id = a.account_id and m.seq is not null order by m.seq desc limit 1) h
  where a.tenant_id = $1 and a.kind = 'allocation' and h.balance_after > 0 order by a.owner_id`;

const SPEND = `select s.outcome from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::bigint[])
    as u(movement, entry, source, account, amount)
  cross join (select account_id from ledger.account where tenant_id = $1 and kind = 'outlet-payable' and owner_id = $1) o
  cross join lateral ledger.spend($1, u.movement, u.entry, u.account, o.account_id, u.amount, 'practice-purchase',
    'practice-purchase', u.source, $7::date) s`;
