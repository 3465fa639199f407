import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ApiProcess, type Asked } from '../support/api-process';
import { build } from '../support/dev-scripts';
import { Rooms } from '../support/rooms';
import { AnswerThief } from './answer-thief';
import { faultyBooks } from './outcome';
import { newKey, openShop, type Shop } from './shop';

let rooms: Rooms;
let shop: Shop;

beforeAll(async () => {
  await build();
  rooms = await Rooms.open();
  shop = await openShop(rooms, 'flers', { buyers: 1, stalls: 1 });
  await rooms.bystander({ slug: 'lavoir' }, (fund) => fund.open(10_000));
}, 240_000);
afterAll(() => rooms.close());

const stored = () =>
  rooms.database.asOwner(
    `select (select count(*)::int from purchases.purchase) as purchases,
       (select count(*)::int from ledger.movement where source_kind = 'purchase') as movements,
       (select count(*)::int from tenancy.audit where action = 'purchase.paid') as acts`,
  );

it('the api is killed after a purchase has committed and before it answers: the retry shows the receipt, nothing is paid twice', async () => {
  const [buyer] = shop.buyers;
  if (!buyer) throw new Error('nobody is there');
  const asked: Asked = {
    by: buyer.caller,
    method: 'POST',
    path: '/api/tills/1/purchases',
    body: { accountUnitId: buyer.unitId, amountCents: 1_250 },
    key: newKey(),
  };
  const before = await shop.fund.balance(buyer.unitId);
  const { appUrl, identityUrl } = rooms.database;
  const thief = await AnswerThief.before(appUrl);
  const first = await ApiProcess.start({ appUrl: thief.url, identityUrl });
  const committed = thief.steal('purchases.pay');
  const unanswered = first.ask(asked).then(
    (told) => `answered ${told.status}`,
    () => 'cut off',
  );
  await Promise.race([committed, unanswered.then((end) => Promise.reject(new Error(end)))]);
  expect(await stored()).toEqual([{ purchases: 1, movements: 1, acts: 1 }]);
  await first.kill();
  expect(await unanswered).toBe('cut off');
  await thief.close();

  const second = await ApiProcess.start({ appUrl, identityUrl });
  try {
    const [again, andAgain] = [await second.ask(asked), await second.ask(asked)];
    expect([again.status, again.replayed]).toEqual([201, true]);
    expect(andAgain).toEqual(again);
    const [purchase] = await rooms.database.asOwner('select purchase_id, account_cents::int from purchases.purchase');
    expect(JSON.parse(again.text)).toMatchObject({
      purchaseId: purchase?.['purchase_id'],
      accountCents: purchase?.['account_cents'],
      remainingCents: before - 1_250,
    });
  } finally {
    await second.kill();
  }
  expect(await stored()).toEqual([{ purchases: 1, movements: 1, acts: 1 }]);
  expect(await shop.fund.balance(buyer.unitId)).toBe(before - 1_250);
  expect(await faultyBooks(appUrl)).toEqual([]);
}, 60_000);
