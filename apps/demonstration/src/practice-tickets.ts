// Paper tickets in a demonstration: sheets against the account, spent at outlets that bring them in a box; one is brought
// twice.
import { FundsQuery } from '#domain/funds';
import { type Cents, cents, monthOfDay, RuleBroken, wholeBetween } from '#domain/kernel';
import { IssueTicketsUseCase, RedeemTicketsUseCase } from '#domain/tickets';
import { TenantTransaction } from '#tenancy';
import type { PracticeDay } from './practice-day';
import { type CarriedTicket, type Market, stallOf } from './practice-market';

/** The part of people who take a sheet, and of the tickets out that are spent before a box is brought. */
const TAKES_SHEET = 0.35;
const IS_SPENT = 0.6;

/** Whoever wishes takes a sheet of the largest tickets there are. */
export async function handOutTickets(market: Market, { app, day, chance }: PracticeDay): Promise<void> {
  const version = await app.get(TenantTransaction).read(() => app.get(FundsQuery).rulesInForce(monthOfDay(day)));
  const value = version?.document.spending.ticketValuesCents.at(-1);
  if (value === undefined || !version?.document.payment.includes('paper-ticket')) return;
  for (const { accountUnitId } of market.holders) {
    if (chance() >= TAKES_SHEET) continue;
    const wanted = [{ value, count: wholeBetween(chance, 2, 5) }];
    const sheet = await market.tries(() => app.get(IssueTicketsUseCase).run({ accountUnitId, wanted }));
    if (!(sheet instanceof RuleBroken))
      market.tickets.push(...sheet.tickets.map(({ ticketNo }) => ({ ticketNo, value })));
  }
}

/** Outlets bring what was spent with them, each its box with the sum written on it. */
export async function bringTickets(market: Market, { app, chance }: PracticeDay): Promise<void> {
  const boxes = new Map<number, CarriedTicket[]>();
  for (const ticket of market.tickets.splice(0)) {
    const stall = chance() < IS_SPENT ? stallOf(market, chance) : null;
    if (stall) boxes.set(stall.outletNo, [...(boxes.get(stall.outletNo) ?? []), ticket]);
    else market.tickets.push(ticket);
  }
  const bring = (outletNo: number, tickets: readonly CarriedTicket[]): Promise<unknown> =>
    market.tries(() =>
      app.get(RedeemTicketsUseCase).run({
        outlet: { outletNo },
        ticketNos: tickets.map(({ ticketNo }) => ticketNo),
        boughtOn: null,
        box: { controlTotal: totalOf(tickets) },
      }),
    );
  for (const [outletNo, tickets] of boxes) {
    const brought = await bring(outletNo, tickets);
    if (brought instanceof RuleBroken) market.tickets.push(...tickets);
    else if (outletNo === 1) await bring(outletNo, tickets.slice(0, 1));
  }
}

function totalOf(tickets: readonly CarriedTicket[]): Cents {
  return cents(tickets.reduce((sum, { value }) => sum + value, 0));
}
