import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { amount, type LivingFund, month } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import { LeaveFundUseCase } from '../members/leave-fund.use-case';
import type { Rules } from '../rules/rules';
import { RecordReceiptUseCase } from './record-receipt.use-case';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await Rooms.open();
});
afterAll(() => rooms.close());

interface Life {
  readonly fund: LivingFund;
  readonly leaver: string;
  readonly stayer: string;
}

/** A fund paid by hand, with somebody who leaves after November and somebody who stays; neither has paid all. */
async function life(arrears: Rules['leaving']['arrears']): Promise<Life> {
  const fund = await rooms.fund({
    rules: (rules) => ({
      ...rules,
      collection: { mode: 'by-hand', dayOfMonth: 5 },
      credited: { mode: 'day-of-month', day: 5 },
      leaving: { ...rules.leaving, arrears },
    }),
  });
  await fund.open(1_000_000);
  const leaver = await fund.admit({ label: 'Foyer Morel', pledge: 6_000 });
  const stayer = await fund.admit({ label: 'Foyer Petit', pledge: 4_000 });
  await fund.live('2026-11-06');
  await fund.as(() => rooms.get(LeaveFundUseCase).run({ accountUnitId: leaver, lastMonth: month('2026-11') }));
  return { fund, leaver, stayer };
}

const dueOf = async ({ fund }: Life, unit: string, of = '2026-11') => {
  const due = (await fund.dues(of)).find(({ accountUnitId }) => accountUnitId === unit);
  return due && { dueId: due.dueId, state: due.state, receivedCents: due.receivedCents };
};
const receive = async (one: Life, paid: number): Promise<void> => {
  const due = await dueOf(one, one.leaver);
  await one.fund.as(() =>
    rooms.get(RecordReceiptUseCase).run({ dueId: String(due?.dueId), amount: amount(paid), method: 'cash' }),
  );
};
const remembered = ({ fund }: Life) =>
  rooms.database.asOwner(
    `select a.actor_kind as actor, a.reason, a.facts ->> 'amountCents' as amount, a.facts ->> 'lastMonth' as month
     from tenancy.audit a where a.tenant_id = $1 and a.action = 'due.written-off'`,
    [fund.id],
  );
const forgiven = ({ fund }: Life) =>
  rooms.database.asOwner(
    `select why, amount_cents::int as amount, forgiven_on::text as on from contributions.forgiveness where tenant_id = $1`,
    [fund.id],
  );

describe('what somebody still owes when they have left', () => {
  it('is written off once, after the last month, where the rules say so; elsewhere it stays owed', async () => {
    const one = await life('written-off');
    const elsewhere = await life('stay-owed');
    await receive(one, 1_500);
    await one.fund.live('2026-11-30');
    expect(await forgiven(one)).toEqual([]);
    for (const today of ['2026-12-01', '2026-12-02', '2026-12-03']) {
      await one.fund.live(today);
      await elsewhere.fund.live(today);
    }
    expect(await dueOf(one, one.leaver)).toMatchObject({ state: 'written-off', receivedCents: 1_500 });
    expect(await forgiven(one)).toEqual([{ why: 'left', amount: 4_500, on: '2026-12-01' }]);
    expect(await remembered(one)).toEqual([
      { actor: 'worker', reason: 'arrears.steps', amount: '4500', month: '2026-11' },
    ]);
    expect(await rooms.database.asOwner('select 1 from tenancy.approval where tenant_id = $1', [one.fund.id])).toEqual(
      [],
    );
    // Who stays owes November and December as before.
    expect(await dueOf(one, one.stayer)).toMatchObject({ state: 'open' });
    expect((await one.fund.figures('2026-12-31')).receivable).toBe(8_000);
    expect(await dueOf(elsewhere, elsewhere.leaver)).toMatchObject({ state: 'open' });
    expect(await forgiven(elsewhere)).toEqual([]);
    expect((await elsewhere.fund.figures('2026-12-31')).receivable).toBe(14_000);
    for (const { fund } of [one, elsewhere]) expect(await fund.faults()).toEqual([]);
    const before = await one.fund.everyRow();
    await one.fund.run('arrears.steps');
    expect(await one.fund.everyRow()).toEqual(before);
  });

  it('waits while a payment hangs, and nobody who left is reminded of what is written off', async () => {
    const one = await life('written-off');
    const due = await dueOf(one, one.leaver);
    const owner = (sql: string) => rooms.database.asOwner(sql, [one.fund.id, due?.dueId]);
    await owner(
      `insert into contributions.attempt (tenant_id, attempt_id, due_id, attempt_no, collector, method, amount_cents, state,
         provider_ref, reason_code, reason_class, target_on)
       values ($1, gen_random_uuid(), $2, 1, 'practice-bank', 'direct-debit', 6000, 'unknown', 'ref', 'NEVER', 'unknown',
         '2026-11-06')`,
    );
    for (const today of ['2026-12-01', '2026-12-02']) await one.fund.live(today);
    expect(await dueOf(one, one.leaver)).toMatchObject({ state: 'open' });
    await owner(`update contributions.attempt set state = 'failed' where tenant_id = $1 and due_id = $2`);
    await one.fund.live('2026-12-20');
    expect(await dueOf(one, one.leaver)).toMatchObject({ state: 'written-off', receivedCents: 0 });
    const told = await rooms.database.asOwner(
      `select kind from tenancy.notice where tenant_id = $1 and account_unit_id = $2 and state = 'to-tell'`,
      [one.fund.id, one.leaver],
    );
    expect(told).toEqual([{ kind: 'arrears-forgiven' }]);
    expect(await one.fund.faults()).toEqual([]);
  });
});
