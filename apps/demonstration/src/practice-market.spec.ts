import { describe, expect, it } from '@jest/globals';
import { chanceFrom, RuleBroken, seedOf } from '#domain/kernel';
import { basketOf, Market, type Stall, stallOf } from './practice-market';

const stall = (outletNo: number, ...percents: number[]): Stall => ({
  outletId: `outlet ${outletNo}`,
  outletNo,
  lines: percents.map((percent, at) => ({ approvalLineId: `${outletNo}/${at}`, percent })),
});
const aMarket = (): Market => new Market({ first: 'a', second: 'b' });

describe('a market of the demonstration', () => {
  it('counts what is refused by its reason, and lets whatever is no refusal through', async () => {
    const market = aMarket();
    const tries = (code: string): Promise<unknown> => market.tries(() => Promise.reject(new RuleBroken(code)));
    for (const code of ['pin-wrong', 'balance-too-low', 'pin-wrong', 'card-blocked']) await tries(code);
    expect(await market.tries(() => Promise.resolve(5))).toBe(5);
    expect(market.reasons()).toEqual([
      ['pin-wrong', 2],
      ['balance-too-low', 1],
      ['card-blocked', 1],
    ]);
    await expect(market.tries(() => Promise.reject(new Error('no refusal')))).rejects.toThrow('no refusal');
  });

  it('sends nobody where nothing is covered, and most people to the first outlets', () => {
    const market = aMarket();
    market.stalls.push(stall(1, 100), stall(2, 100), stall(3));
    const chance = chanceFrom(seedOf('market'));
    const visits = Array.from({ length: 400 }, () => stallOf(market, chance)?.outletNo);
    const [first, second] = [1, 2].map((number) => visits.filter((visit) => visit === number).length);
    expect(visits).not.toContain(3);
    expect(Number(first)).toBeGreaterThan(Number(second));
    expect(stallOf(aMarket(), chance)).toBeNull();
  });

  it('puts the amount into what is covered, and now and then something that never is', () => {
    const chance = chanceFrom(seedOf('baskets'));
    const baskets = Array.from({ length: 200 }, () => basketOf(stall(1, 30, 70, 0), 999, chance));
    for (const basket of baskets) {
      const covered = basket.filter(({ approvalLineId }) => approvalLineId !== '1/2');
      expect(covered.reduce((sum, { amount }) => sum + amount, 0)).toBe(999);
    }
    expect(baskets.some((basket) => basket.some(({ approvalLineId }) => approvalLineId === '1/2'))).toBe(true);
  });
});
