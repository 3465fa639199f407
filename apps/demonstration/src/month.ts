// The demonstration that `npm run demo:month` runs: outlets are approved, the members of twelve funds spend for a month by
// all media their rules allow, outlets are paid; the books are checked at the end.
import 'reflect-metadata';
import type { FundView } from '#domain/funds';
import { monthOf } from '#domain/kernel';
import { asTenant, IdentityStore, RoleStore, SETUP, TenantTransaction, tenantId } from '#tenancy';
import type { INestApplicationContext } from '@nestjs/common';
import type { Config } from './config';
import { createFunds } from './create-funds';
import { demonstrate } from './demonstration';
import { secondsSince } from './journal';
import { type Act, type Days, liveDays } from './live-month';
import { reportSpending } from './month-report';
import type { PracticeDay } from './practice-day';
import { Market, openMarket } from './practice-market';
import { payByHand } from './practice-money';
import { handInSlips, handOutSlips } from './practice-paper';
import { payOutlets, signPayouts } from './practice-payouts';
import { bringTickets, handOutTickets } from './practice-tickets';
import { tellMarketDay } from './practice-tallies';
import { goShopping, meetTrouble, takeUpAgain } from './practice-shopping';
import type { MonthRunner } from './run-month';

/** Always the same month, whatever the day: two runs end in the same table. */
const MONTH = monthOf('2026-01');

type Markets = ReadonlyMap<string, Market>;

async function liveOneMonth(runner: MonthRunner, { password }: Config): Promise<boolean> {
  const { app, journal } = runner;
  const started = performance.now();
  const funds = await createFunds(app, MONTH, password);
  const markets: Markets = new Map(await Promise.all(funds.map((fund) => marketOf(app, fund, password))));
  journal.line(`✓ ${funds.length} caisses et leurs membres (${secondsSince(started)})`);
  const spent = performance.now();
  await liveDays(runner, { funds, month: MONTH, days: spending(markets) });
  await liveDays(runner, { funds, month: MONTH.add({ months: 1 }), days: settling(markets) });
  journal.endProgress();
  journal.line(`✓ Le mois ${MONTH.toString()} et ses règlements (${secondsSince(spent)})`);
  const withMarkets = funds.map((fund) => ({ fund, market: marketIn(markets, fund) }));
  return reportSpending(app, journal, { funds: withMarkets, month: MONTH });
}

/** Gives a fund two people who may sign. */
async function marketOf(
  app: INestApplicationContext,
  fund: FundView,
  password: string,
): Promise<readonly [string, Market]> {
  const identities = app.get(IdentityStore);
  const first = await identities.create({ login: `coordination-2@${fund.slug}.demo`, password });
  const second = await identities.create({ login: `tresorerie@${fund.slug}.demo`, password });
  await asTenant({ tenantId: tenantId(fund.fundId), actor: SETUP, reason: 'demonstration' }, () =>
    app.get(TenantTransaction).run(async () => {
      await app.get(RoleStore).grant(first, { role: 'coordinator', subjectId: null });
      await app.get(RoleStore).grant(second, { role: 'treasurer', subjectId: null });
    }),
  );
  return [fund.fundId, new Market({ first, second })];
}

function marketIn(markets: Markets, fund: FundView): Market {
  const market = markets.get(fund.fundId);
  if (!market) throw new Error(`${fund.slug} n’a pas de marché`);
  return market;
}

type MarketAct = (market: Market, day: PracticeDay) => Promise<void>;

/** An act of a market as one of a day, under its own name. */
function acts(markets: Markets): (act: MarketAct) => Act {
  return (act) => {
    const inMarket: Act = (day) => act(marketIn(markets, day.fund), day);
    Object.defineProperty(inMarket, 'name', { value: act.name });
    return inMarket;
  };
}

function spending(markets: Markets): Days {
  const act = acts(markets);
  const [shop, marketDay] = [act(goShopping), act(tellMarketDay)];
  return [
    [1, [act(openMarket)]],
    [5, [payByHand]],
    [9, [payByHand, act(handOutTickets), shop, act(handOutSlips), marketDay]],
    [16, [act(meetTrouble), shop, act(bringTickets), marketDay, payByHand]],
    [23, [act(takeUpAgain), shop, marketDay]],
    [28, [act(handInSlips), act(bringTickets), shop]],
  ];
}

function settling(markets: Markets): Days {
  const act = acts(markets);
  return [
    [1, []],
    [2, [act(signPayouts)]],
    [4, [act(payOutlets)]],
  ];
}

void demonstrate(liveOneMonth);
