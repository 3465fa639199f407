// Market days with three prices in a demonstration: each outlet tells what it took at each price; where the pot would bear
// more than its ceiling of the day, somebody says why it shall.
import { FundsQuery } from '#domain/funds';
import { cents, monthOfDay, RuleBroken, wholeBetween } from '#domain/kernel';
import { EnterTallyUseCase, type TallyEntered } from '#domain/tallies';
import { TenantTransaction } from '#tenancy';
import type { PracticeDay } from './practice-day';
import type { Market } from './practice-market';

/** What an outlet takes at most on a market day at each price, in cents. */
const ACCESSIBLE = 60_000;
const FAIR = 40_000;
const SOLIDARITY = 30_000;

/** Outlets tell their market day. */
export async function tellMarketDay(market: Market, { app, day, chance }: PracticeDay): Promise<void> {
  const version = await app.get(TenantTransaction).read(() => app.get(FundsQuery).rulesInForce(monthOfDay(day)));
  if (version?.document.coverage.mode !== 'three-prices') return;
  for (const { outletId } of market.stalls.filter(({ lines }) => lines.length > 0)) {
    const totals = {
      accessible: cents(wholeBetween(chance, 5_000, ACCESSIBLE)),
      fair: cents(wholeBetween(chance, 0, FAIR)),
      solidarity: cents(wholeBetween(chance, 0, SOLIDARITY)),
    };
    const tell = (beyondCeilingReason: string | null): Promise<TallyEntered | RuleBroken> =>
      market.tries(() => app.get(EnterTallyUseCase).run({ outletId, marketOn: day, totals, beyondCeilingReason }));
    const told = await tell(null);
    if (told instanceof RuleBroken && told.code === 'tally-above-day-ceiling') {
      await tell('Beaucoup de monde ce jour-là (démonstration)');
    }
  }
}
