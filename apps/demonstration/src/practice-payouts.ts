// What outlets are owed in a demonstration is paid: what the worker drafted is prepared by one person, checked and sealed
// by another, and noted as paid two days later.
import { cents } from '#domain/kernel';
import { EndPayoutUseCase, type PayoutState, PayoutsQuery, type PayoutView, SealPayoutsUseCase } from '#domain/payouts';
import { TenantTransaction } from '#tenancy';
import { actingAs, type PracticeDay } from './practice-day';
import type { Market } from './practice-market';

const ALL = { after: null, limit: 1_000 };

/** Drafts are prepared and sealed, but those that wait for the next period. */
export async function signPayouts(market: Market, practice: PracticeDay): Promise<void> {
  const { app, fund } = practice;
  const drafts = (await payouts(practice, 'draft')).filter(
    ({ carriedForward, netCents }) => !carriedForward && netCents > 0,
  );
  if (drafts.length === 0) return;
  const prepared = await actingAs(fund, market.signatories.first, () =>
    app.get(SealPayoutsUseCase).run({
      payouts: drafts.map(({ payoutId, netCents }) => ({ payoutId, net: cents(netCents) })),
      method: 'cheque',
      note: 'Règlements de démonstration',
    }),
  );
  if (prepared.state === 'sealed') return;
  const { approvalId } = prepared;
  await actingAs(fund, market.signatories.second, () => app.get(SealPayoutsUseCase).run({ approvalId }));
}

/** What is sealed was paid. */
export async function payOutlets(_market: Market, practice: PracticeDay): Promise<void> {
  const { app, day } = practice;
  for (const { payoutId, payoutNo } of await payouts(practice, 'sealed')) {
    await app.get(EndPayoutUseCase).run({ payoutId, paidOn: day, reference: `CHQ ${payoutNo}` });
  }
}

async function payouts({ app }: PracticeDay, state: PayoutState): Promise<PayoutView[]> {
  const found = await app.get(TenantTransaction).read(() => app.get(PayoutsQuery).payouts(null, { ...ALL, state }));
  return found.sort((a, b) => a.payoutNo - b.payoutNo);
}
