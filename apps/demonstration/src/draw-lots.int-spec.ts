import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type FundView, FundsQuery } from '#domain/funds';
import type { LivingFund } from '../../../test/support/living-fund';
import { Rooms } from '../../../test/support/rooms';
import { drawLots } from './draw-lots';
import { Journal } from './journal';

let rooms: Rooms;
let living: LivingFund[];
beforeAll(async () => {
  rooms = await Rooms.open();
  living = [];
  for (const preset of ['dieulefit', 'gironde', 'flers']) {
    const fund = await rooms.fund({ preset, slug: `demo-${preset}` });
    await fund.morning('2026-11-22');
    await fund.open(10_000_000);
    await fund.admit();
    living.push(fund);
  }
});
afterAll(() => rooms.close());

/** Draws in the demonstration's way, with the funds' own work done in this process. @returns what is printed */
async function printed(): Promise<string> {
  const funds = await Promise.all(living.map((fund) => fund.read(() => rooms.get(FundsQuery).current())));
  let text = '';
  const out = { isTTY: false, write: (words: string) => (text += words) } as unknown as NodeJS.WriteStream;
  const relay = {
    query: async () => {
      for (const fund of living) await fund.drain();
      return [{ left: 0 }];
    },
  };
  await drawLots(
    { app: rooms.app, relay, journal: new Journal(out) },
    funds.filter((fund): fund is FundView => fund !== null),
  );
  return text;
}

it('draws the council of Dieulefit and the new accounts of each fund that admits by lot, and tells them again as they were', async () => {
  const first = await printed();
  expect(first).toMatch(/demo-dieulefit · tirage n° 1, Conseil local de l’alimentation : 22 tirés parmi \d+/);
  expect(first).toMatch(/demo-dieulefit · tirage n° 2, Nouveaux comptes du mois : 4 tirés parmi 12/);
  expect(first).toMatch(/demo-gironde · tirage n° 1, Nouveaux comptes du mois : \d tirés parmi 12/);
  expect(first).not.toMatch(/demo-flers/);
  expect(first.match(/engagement [0-9a-f]{64}/g)).toHaveLength(3);
  expect(await printed()).toBe(first);
});
