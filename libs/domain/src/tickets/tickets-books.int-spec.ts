import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkBooks } from '../../../../infra/database/books-check';
import type { LivingFund } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import { approvedOutlet, paperFund } from '../../../../test/support/ticket-fund';
import { cents } from '../kernel/money';
import { IssueTicketsUseCase } from './issue-tickets.use-case';
import { RedeemTicketsUseCase } from './redeem-tickets.use-case';
import { TakeBackTicketsUseCase } from './take-back-tickets.use-case';

let rooms: Rooms;
let fund: LivingFund;

/** Three tickets: one is out, one was redeemed, one came back. */
beforeAll(async () => {
  rooms = await Rooms.open();
  await rooms.bystander({ preset: 'lavoir' }, (of) => approvedOutlet(rooms, of));
  const { fund: living, units } = await paperFund(rooms, 1);
  fund = living;
  const outlet = { outletId: await approvedOutlet(rooms, fund) };
  const wanted = [{ value: cents(500), count: 3 }];
  const { tickets } = await fund.as(() =>
    rooms.get(IssueTicketsUseCase).run({ accountUnitId: units[0] ?? '', wanted }),
  );
  const [redeemed = '', back = ''] = tickets.map(({ ticketNo }) => ticketNo);
  const paid = { outlet, ticketNos: [redeemed], boughtOn: null, box: null };
  await fund.as(() => rooms.get(RedeemTicketsUseCase).run(paid));
  await fund.as(() => rooms.get(TakeBackTicketsUseCase).run({ ticketNos: [back] }));
});
afterAll(() => rooms.close());

/** The checks that fail after a tampering by the owner of the database, which is then undone. */
async function failingAfter(tampering: string): Promise<string[]> {
  const { database } = rooms;
  await database.asOwner('begin');
  try {
    await database.asOwner(`select set_config('app.tenant_id', $1, true)`, [fund.id]);
    await database.asOwner(`${tampering} and tenant_id = current_setting('app.tenant_id')::uuid`);
    const checks = await checkBooks((sql) => database.asOwner(sql));
    return checks.filter(({ ok }) => !ok).map(({ checkName }) => checkName);
  } finally {
    await database.asOwner('rollback');
  }
}

describe('the independent check of the books, of tickets', () => {
  it('finds nothing in true books', async () => {
    expect(await fund.faults()).toEqual([]);
  });

  it.each<[string, string]>([
    ['tickets are worth what is out', `update tickets.ticket set value_cents = 501 where state = 'issued'`],
    [
      'tickets move where they say',
      `update tickets.ticket set outlet_id = null, bought_on = null, state = 'expired' where state = 'redeemed'`,
    ],
    ['tickets redeemed are purchases', `delete from purchases.purchase where medium = 'paper-ticket'`],
    [
      'tickets redeemed are purchases',
      `update purchases.purchase set outlet_cents = 499 where medium = 'paper-ticket'`,
    ],
    ['every cause has its movements', `delete from ledger.movement where transition = 'redeemed'`],
    ['every cause has its movements', `update tickets.ticket set value_cents = 499 where state = 'taken-back'`],
    ['every movement has its cause', `delete from tickets.ticket where state = 'issued'`],
    [
      'every movement is of its cause',
      `update tickets.ticket set state = 'issued', closed_on = null where state = 'taken-back'`,
    ],
  ])('sees that %s no longer holds after: %s', async (checkName, tampering) => {
    expect(await failingAfter(tampering)).toContain(checkName);
  });
});
