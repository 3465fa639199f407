// Lives a month in a few seconds: moves each fund's clock from one day that matters to the next, and lets the worker
// do what is due, through its queue.
import type { FundView } from '#domain/funds';
import { type Day, type Month, startOfDay } from '#domain/kernel';
import { asTenant, FundClock, OutboxStore, SETUP, TenantTransaction, tenantId } from '#tenancy';
import type { INestApplicationContext } from '@nestjs/common';
import type { Journal } from './journal';

/** The days of a month on which something happens: its beginning, debits settled, allocations, returns, its end. */
const DAYS = [1, 3, 5, 9, 15, 21] as const;

/** The outbox, read through the relay's role: the one that sees every fund's. */
export interface Outbox {
  query(sql: string): Promise<Record<string, unknown>[]>;
}

/** What a month is lived with. */
export interface MonthRunner {
  readonly app: INestApplicationContext;
  readonly relay: Outbox;
  readonly journal: Journal;
}

/** Lives a month for all funds at once; what is behind a fund's clock is not lived again. */
export async function runMonth(
  { app, relay, journal }: MonthRunner,
  funds: readonly FundView[],
  month: Month,
): Promise<void> {
  const days = [...DAYS.map((day) => month.toPlainDate({ day })), month.add({ months: 1 }).toPlainDate({ day: 1 })];
  for (const day of days) {
    const moved = await moveClocks(app, funds, day);
    if (moved === 0) continue;
    await untilIdle(relay, (left) =>
      journal.progress(`  ${day.toString()}  ${funds.length} caisses, ${left} tâche(s) en file`, left === 0),
    );
  }
  journal.endProgress();
}

/** Moves the clocks of funds to the morning of a day and has their calendars look; those already past it stay. */
export async function moveClocks(app: INestApplicationContext, funds: readonly FundView[], day: Day): Promise<number> {
  let moved = 0;
  for (const fund of funds) {
    await asTenant({ tenantId: tenantId(fund.fundId), actor: SETUP, reason: 'demonstration' }, () =>
      app.get(TenantTransaction).run(async () => {
        const clock = app.get(FundClock);
        const target = startOfDay(day, fund.timeZone).add({ hours: 8 });
        const now = await clock.now();
        if (Date.parse(now) >= target.epochMilliseconds) return;
        await clock.moveTo(target.toString());
        await app.get(OutboxStore).write({ job: 'month.plan', subject: {} });
        moved += 1;
      }),
    );
  }
  return moved;
}

/** Waits for the worker by asking the outbox, which is the truth; the queue may forget and be fed again meanwhile. */
export async function untilIdle(relay: Outbox, tell: (left: number) => void): Promise<void> {
  for (;;) {
    const [row] = await relay.query('select count(*)::int as left from tenancy.outbox where done_at is null');
    const left = Number(row?.['left'] ?? 0);
    tell(left);
    if (left === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
