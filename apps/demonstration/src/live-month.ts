// One month of twelve funds: the clock goes from one day that matters to the next, the worker does what is due, people
// live; then each fund's books are checked.
import { checkBooks } from '#database';
import { MonthsQuery } from '#domain/cycle';
import type { FundView } from '#domain/funds';
import { chanceFrom, type Day, type Month, seedOf, startOfDay } from '#domain/kernel';
import { asTenant, SETUP, TenantTransaction, tenantId, withSeededIds } from '#tenancy';
import type { INestApplicationContext } from '@nestjs/common';
import type { PracticeDay } from './practice-day';
import { decideStoppedCredit, payByHand, payCalls } from './practice-money';
import { comeAndGo } from './practice-people';
import { spend } from './practice-spending';
import { type MonthRunner, moveClocks, untilIdle } from './run-month';

/** A fund at the end of a month, amounts in cents. */
export interface LivedMonth {
  readonly fundId: string;
  readonly month: string;
  readonly units: number;
  readonly calledCents: number;
  readonly receivedCents: number;
  readonly payersCents: number;
  readonly arrearsCents: number;
  readonly creditedCents: number;
  readonly spentCents: number;
  readonly expiredCents: number;
  readonly freeCents: number;
  /** What the independent check of the books found; none when they are right. */
  readonly faults: readonly string[];
}

/** What happens on a day beside what is due by itself. Its name is part of the seed of what it does. */
export type Act = (day: PracticeDay) => Promise<void>;

/** The days of a month on which something happens, and what; the worker has done what is due on them before. */
export type Days = readonly (readonly [number, readonly Act[]])[];

const DAYS: Days = [
  [1, []],
  [5, [payByHand]],
  [9, [payByHand, spend, comeAndGo]],
  [16, [payByHand, payCalls, decideStoppedCredit, spend]],
  [23, [decideStoppedCredit, spend, payByHand, payCalls]],
];

/** Lives a month for all funds at once, to the first day of the next. */
export async function liveMonth(runner: MonthRunner, funds: readonly FundView[], month: Month): Promise<LivedMonth[]> {
  await liveDays(runner, { funds, month, days: DAYS });
  await workThrough(runner, funds, month.add({ months: 1 }).toPlainDate({ day: 1 }));
  runner.journal.endProgress();
  const ends: LivedMonth[] = [];
  for (const fund of funds) ends.push(await endOf(runner.app, fund, month));
  return ends;
}

/** Lives days of a month for all funds at once: on each what is due by itself, then what people do. */
export async function liveDays(
  runner: MonthRunner,
  { funds, month, days }: { funds: readonly FundView[]; month: Month; days: Days },
): Promise<void> {
  for (const [number, acts] of days) {
    const day = month.toPlainDate({ day: number });
    await workThrough(runner, funds, day);
    for (const fund of funds) {
      for (const act of acts) await inFund(runner.app, { fund, day }, act);
    }
  }
}

async function workThrough({ app, relay, journal }: MonthRunner, funds: readonly FundView[], day: Day): Promise<void> {
  await moveClocks(app, funds, day);
  await untilIdle(relay, (left) => journal.progress(`  ${day.toString()}  ${left} tâche(s) en file`));
}

/** Acts in the name of a fund, with chance and ids that follow from fund, day and act alone. */
function inFund(app: INestApplicationContext, { fund, day }: { fund: FundView; day: Day }, act: Act): Promise<void> {
  const seed = `${fund.slug}/${day.toString()}/${act.name}`;
  const ids = { chance: chanceFrom(seedOf(`ids/${seed}`)), msecs: startOfDay(day, fund.timeZone).epochMilliseconds };
  return asTenant({ tenantId: tenantId(fund.fundId), actor: SETUP, reason: 'demonstration' }, () =>
    withSeededIds(ids, () => act({ app, fund, day, chance: chanceFrom(seedOf(seed)) })),
  );
}

function endOf(app: INestApplicationContext, fund: FundView, month: Month): Promise<LivedMonth> {
  const transaction = app.get(TenantTransaction);
  return asTenant({ tenantId: tenantId(fund.fundId), actor: SETUP, reason: 'report' }, () =>
    transaction.read(async () => {
      const checks = await checkBooks((sql) => transaction.query(sql));
      const detail = await app.get(MonthsQuery).month(month);
      const told = detail?.atClose ?? detail?.toDate;
      const [moved] = await transaction.query(MOVED, [transaction.tenantId, month.toPlainDate({ day: 1 }).toString()]);
      const amount = (name: string): number => Number(moved?.[name] ?? 0);
      const wrong = checks.filter(({ ok }) => !ok).map(({ checkName, detail: what }) => `${checkName} — ${what}`);
      const open = detail?.closedAt ? [] : [`le mois ${month.toString()} n’est pas clos`];
      return {
        fundId: fund.fundId,
        month: month.toString(),
        units: amount('units'),
        calledCents: told?.calledCents ?? 0,
        receivedCents: amount('received'),
        payersCents: amount('from_payers'),
        arrearsCents: amount('arrears'),
        creditedCents: told?.creditedCents ?? 0,
        spentCents: amount('spent'),
        expiredCents: amount('expired'),
        freeCents: told?.figures.free ?? 0,
        faults: [...open, ...wrong],
      };
    }),
  );
}

/** What the books of a month moved, and who was there. */
const MOVED = `select
  (select count(*) from members.account_unit where tenant_id = $1 and joined_on < $2::date + interval '1 month'
     and (last_month is null or last_month >= $2)) as units,
  (select coalesce(sum(d.amount_cents - d.received_cents), 0) from contributions.due d
   where d.tenant_id = $1 and d.contribution_month <= $2 and d.state in ('open', 'partly-paid')) as arrears,
  sum(amount_cents) filter (where reason = 'due-paid' and line = 1) as received,
  sum(amount_cents) filter (where reason = 'due-paid' and line = 1 and exists (
    select 1 from contributions.attempt a join contributions.due d on d.tenant_id = $1 and d.due_id = a.due_id
    where a.tenant_id = $1 and a.attempt_id = m.source_id and d.payer_id is not null)) as from_payers,
  sum(amount_cents) filter (where reason = 'practice-purchase') as spent,
  sum(amount_cents) filter (where reason = 'credit-expired') as expired
  from ledger.movement m
  where tenant_id = $1 and booked_on >= $2 and booked_on < $2::date + interval '1 month'`;
