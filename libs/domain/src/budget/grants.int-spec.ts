import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { amount, day, type LivingFund } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { BudgetQuery } from './budget.query';
import type { Grant } from './grant';
import { ReceiveGrantUseCase } from './receive-grant.use-case';

let rooms: Rooms;
let fund: LivingFund;
let dieulefit: LivingFund;

beforeAll(async () => {
  rooms = await Rooms.open();
  fund = await rooms.fund({ preset: 'flers' });
  dieulefit = await rooms.fund({ preset: 'dieulefit' });
  for (const one of [fund, dieulefit]) await one.morning('2026-11-10');
});
afterAll(() => rooms.close());

const receive = (rest: Partial<Grant> = {}) =>
  rooms.get(ReceiveGrantUseCase).run({
    kind: 'grant',
    destination: 'pot',
    moneySource: 'public',
    funder: 'Ville de Flers',
    amount: amount(500_000),
    receivedOn: day('2026-10-30'),
    ...rest,
  });
const sources = (id: string) =>
  rooms.database.asOwner(
    `select reason, money_source::text, amount_cents::int, booked_on::text from ledger.movement where tenant_id = $1
     order by movement_id`,
    [id],
  );

describe('a grant', () => {
  it('comes to the bank for the pot or for running costs, with its source, booked on the day it is known', async () => {
    const untouched = await dieulefit.everyRow();
    await fund.as(() => receive());
    await fund.as(() => receive({ destination: 'running-costs', moneySource: 'private', amount: amount(70_000) }));
    const { held, free, setAside } = await fund.figures('2026-11-30');
    expect({ held, free, setAside }).toEqual({ held: 570_000, free: 500_000, setAside: 70_000 });
    expect(await sources(fund.id)).toEqual([
      { reason: 'grant-received', money_source: 'public', amount_cents: 500_000, booked_on: '2026-11-10' },
      { reason: 'grant-received', money_source: 'private', amount_cents: 70_000, booked_on: '2026-11-10' },
    ]);
    expect(await fund.faults()).toEqual([]);
    expect(await dieulefit.everyRow()).toEqual(untouched);
  });

  it('is listed page by page, in its own fund only', async () => {
    const query = rooms.get(BudgetQuery);
    const all = await fund.read(() => query.grants({ after: null, limit: 10 }));
    expect(all.map(({ funder, amountCents, receivedOn }) => [funder, amountCents, receivedOn])).toEqual([
      ['Ville de Flers', 500_000, '2026-10-30'],
      ['Ville de Flers', 70_000, '2026-10-30'],
    ]);
    expect(await fund.read(() => query.grants({ after: String(all[0]?.grantId), limit: 10 }))).toEqual(all.slice(1));
    expect(await dieulefit.read(() => query.grants({ after: null, limit: 10 }))).toEqual([]);
  });

  it('is refused from the future, and for a pot that lives on contributions alone', async () => {
    expect(await refused(fund, () => receive({ receivedOn: day('2026-11-11') }))).toBe('received-on-in-future');
    expect(await refused(dieulefit, () => receive())).toBe('grants-not-in-rules');
    await dieulefit.as(() => receive({ destination: 'running-costs' }));
    await dieulefit.as(() => receive({ kind: 'opening-balance', moneySource: 'own' }));
    expect((await dieulefit.figures('2026-11-30')).free).toBe(500_000);
  });

  it('is not booked in a day that is closed', async () => {
    await fund.liveMonth('2026-11');
    await fund.morning('2026-11-30');
    expect(await refused(fund, () => receive())).toBe('ledger-period-closed');
  });
});
