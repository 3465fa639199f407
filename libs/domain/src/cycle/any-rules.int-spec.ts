import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amountDue } from '../contributions/contribution-amount';
import { weighsAges } from '../members/membership-rules';
import { presenceIn } from '../members/presence';
import { amount, day, type LivingFund, month, type UnitWanted } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import type { Rules } from '../rules/rules';
import { arbitraryRules } from '../rules/rules-arbitrary.spec-support';
import { unitForRules } from './unit-for-rules.spec-support';

let rooms: Rooms;
let other: LivingFund;
let untouched: Record<string, string>;

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.fund({ preset: 'grenoble' });
  await other.admit();
  untouched = await other.everyRow();
});
afterAll(() => rooms.close());

const seed = 20_261_122;

describe('any sound rules', () => {
  it.each(fc.sample(arbitraryRules, { numRuns: 8, seed }).map((rules, index) => [index + 1, rules] as const))(
    'can be lived by: no. %i, books right after every job, nobody below nothing, dues to the cent',
    async (_no, rules) => {
      const fund = await rooms.fund({ rules: () => rules });
      await fund.open(2_000_000);
      // One that was there before, and one that joins on the 12th.
      const wanted = ['2026-10-10', '2026-11-12'].map((joinedOn) => unitForRules(rules, joinedOn));
      const ids: string[] = [];
      for (const unit of wanted) {
        await fund.morning(unit.joinedOn > '2026-11-01' ? unit.joinedOn : '2026-11-01');
        ids.push(await fund.admit(unit));
        await fund.live(unit.joinedOn > '2026-11-01' ? unit.joinedOn : '2026-11-01');
      }
      const check = async (job: string): Promise<void> => {
        expect([job, await fund.faults()]).toEqual([job, []]);
      };
      for (const one of ['2026-11-30', '2026-12-01', '2026-12-15', '2026-12-31']) await fund.live(one, check);
      for (const [index, { joinedOn, persons }] of wanted.entries()) {
        const stay = { joinedOn: day(joinedOn), lastMonth: null, pauses: [] };
        for (const one of ['2026-11', '2026-12']) {
          const presence = presenceIn(month(one), rules.entry, stay);
          const composition = persons.map(() => ({ age: weighsAges(rules) ? 11 : null, sharePercent: 100 }));
          const pledge = pledgeOf(rules, wanted[index] ?? {});
          const due = presence && pledge !== null ? amountDue(rules, { pledge, composition, presence }) : null;
          expect([one, await fund.due(String(ids[index]), one)]).toEqual([one, due]);
        }
        expect(await fund.balance(String(ids[index]))).toBeGreaterThanOrEqual(0);
      }
      expect(await other.everyRow()).toEqual(untouched);
    },
    120_000,
  );
});

function pledgeOf({ contribution }: Rules, { pledge, monthlyNetIncome }: UnitWanted) {
  if (contribution.mode !== 'income-share') return pledge == null ? null : amount(pledge);
  const share = Math.floor((Number(monthlyNetIncome) * contribution.shareBasisPoints) / 10_000);
  return amount(Math.max(contribution.minCents, share));
}
