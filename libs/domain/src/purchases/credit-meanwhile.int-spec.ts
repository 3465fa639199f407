// A purchase while others write beside it on the same account: what a credit took of the chain, and what a basket repeats.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LivingFund } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import { cents } from '../kernel/money';
import { CREDIT, Market, toShop } from './shopping.spec-support';

let rooms: Rooms;
let market: Market;
let other: LivingFund;
beforeAll(async () => {
  rooms = await Rooms.open({ connections: 8 });
  market = await Market.open(rooms, 2);
  other = await rooms.bystander({ preset: 'flers', rules: toShop() }, async (fund) => {
    await fund.open(50_000);
    await fund.admit();
    await fund.live('2026-11-05');
  });
}, 120_000);
afterAll(() => rooms.close());

describe('a purchase', () => {
  it('follows a credit that took the next place of the account while it was being paid', async () => {
    const [camille, stall] = [market.shopper(0), await market.stall()];
    const before = await other.faults();
    await rooms.database.asOwner('begin');
    await rooms.database.asOwner(
      `insert into ledger.movement (tenant_id, movement_id, entry_id, primary_account_id, primary_kind, counter_account_id,
         counter_kind, direction, amount_cents, seq, balance_after, reason, source_kind, source_id, transition, line, booked_on)
       select m.tenant_id, gen_random_uuid(), gen_random_uuid(), m.primary_account_id, 'allocation', m.counter_account_id,
         m.counter_kind, 'credit', 500, m.seq + 1, m.balance_after + 500, 'credit', 'credit', gen_random_uuid(), 'credited',
         1, '2026-11-10'
       from ledger.account a join ledger.movement m on m.tenant_id = a.tenant_id and m.primary_account_id = a.account_id
       where a.tenant_id = $1 and a.kind = 'allocation' and a.owner_id = $2 order by m.seq desc limit 1`,
      [market.fund.id, camille.unitId],
    );
    const paying = market.pay(camille, stall, 100);
    await untilSomebodyWaits();
    await rooms.database.asOwner('commit');
    const { receipt } = await paying;
    expect(receipt.remainingCents).toBe(CREDIT + 400);
    expect(await market.owed(stall)).toBe(100);
    expect(await market.count('purchases.purchase')).toBe(1);
    expect(await other.faults()).toEqual(before);
  });

  it('takes a basket that names one line twice, and writes both lines', async () => {
    const [dominique, stall] = [market.shopper(1), await market.stall([70, 30])];
    const lines = [0, 1, 0].map((place) => ({ approvalLineId: stall.lineIds[place] ?? '', amount: cents(100) }));
    const { receipt } = await market.pay(dominique, stall, 0, { wish: { amount: null, lines, chosen: null } });
    expect(receipt).toMatchObject({ totalCents: 300, accountCents: 170 });
    expect(await market.count('purchases.purchase_line')).toBe(4);
  });
});

// The credit's own connection asks whether anybody waits for it.
async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const [row] = await rooms.database.asOwner(
      `select exists (select 1 from pg_locks l where not l.granted and pg_backend_pid() = any(pg_blocking_pids(l.pid))) as waits`,
    );
    if (row?.['waits'] === true) return;
  }
}
