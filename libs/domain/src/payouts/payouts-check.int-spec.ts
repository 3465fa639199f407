import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { checkBooks } from '../../../../infra/database/books-check';
import type { LivingFund } from '../../../../test/support/living-fund';
import { owedTo, PayoutsStory } from '../../../../test/support/payouts-story';
import { Rooms } from '../../../../test/support/rooms';

let rooms: Rooms;
let fund: LivingFund;

const story = new PayoutsStory(() => rooms);

/** One payout that came back after it was paid, and one that was paid; both with a fee. */
beforeAll(async () => {
  rooms = await Rooms.open();
  await rooms.bystander({});
  fund = await rooms.fund({
    at: '2026-11-02T09:00:00+01:00',
    rules: (rules) => ({ ...rules, runningCosts: { ...rules.runningCosts, outletFeeBasisPoints: 250 } }),
  });
  const [ali, bintou] = [await fund.somebody('coordinator'), await fund.somebody('treasurer')];
  const farm = await story.outlet(fund);
  for (const cents of [4_000, 5_000]) await story.owe(fund, owedTo(farm), cents, '2026-10-03');
  for (const comesBack of [true, false]) {
    await story.draft(fund);
    const payoutId = (await story.payouts(fund)).at(-1)?.payoutId ?? '';
    await story.seal(bintou, await story.prepare(ali, [payoutId]));
    await story.pay(ali, payoutId, '2026-11-02');
    if (comesBack) await story.reject(ali, payoutId);
  }
});
afterAll(() => rooms.close());

/** The checks that fail after a tampering by the owner of the database, which is then undone. */
async function failingAfter(tampering: string): Promise<string[]> {
  const { database } = rooms;
  await database.asOwner('begin');
  try {
    await database.asOwner(`select set_config('app.tenant_id', $1, true)`, [fund.id]);
    for (const sql of tampering.split(';')) await database.asOwner(sql);
    const checks = await checkBooks((sql) => database.asOwner(sql));
    return checks.filter(({ ok }) => !ok).map(({ checkName }) => checkName);
  } finally {
    await database.asOwner('rollback');
  }
}

const another = (transition: string): string =>
  `insert into ledger.movement select (jsonb_populate_record(m, '{"line": 9}'::jsonb || jsonb_build_object(
    'movement_id', gen_random_uuid()))).* from ledger.movement m
   where m.source_kind = 'payout' and m.transition = '${transition}' and m.reverses_movement_id is null limit 1`;
const without = (transition: string): string =>
  `delete from ledger.movement where source_kind = 'payout' and transition = '${transition}'`;

it('the independent check finds nothing in payouts that were paid and came back', async () => {
  expect(await fund.faults()).toEqual([]);
});

it.each<[string, string]>([
  ['every movement has its cause', `delete from payouts.payout_line; delete from payouts.payout`],
  ['every cause has its movements', without('sealed')],
  ['every cause has its movements', without('fee')],
  ['every cause has its movements', without('paid')],
  ['every cause has its movements', without('returned')],
  ['every cause has its movements', without('rejected')],
  ['every cause has its movements', `update payouts.payout set fee_cents = 99`],
  ['every movement is of its cause', another('sealed')],
  ['every movement is of its cause', another('paid')],
  [
    'every movement is of its cause',
    `update payouts.payout set state = 'sealed', paid_on = null, payment_reference = null where state = 'paid'`,
  ],
  ['payouts equal their lines', `delete from payouts.payout_line where given_free`],
  ['payouts equal their lines', `update payouts.payout_line set amount_cents = amount_cents - 1`],
  ['payouts equal their lines', `update payouts.payout_line set given_free = true`],
  ['payouts equal their lines', `update payouts.payout set payee_id = gen_random_uuid()`],
  ['payouts go from whom they pay', `update payouts.payout set method = 'cash'`],
])('it sees that %s no longer holds after: %s', async (checkName, tampering) => {
  expect(await failingAfter(tampering)).toContain(checkName);
});
