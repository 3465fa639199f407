import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allocationFor } from '../allocations/allocation-amount';
import type { LivingFund } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import { presets } from '../rules/presets';
import type { Rules } from '../rules/rules';
import { type Cents, sum } from '../kernel/money';
import { unitsFor } from './month-story.spec-support';

let rooms: Rooms;
let other: LivingFund;

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.fund({ preset: 'grenoble' });
  await other.admit({
    persons: [
      { name: 'Ada', bornIn: null },
      { name: 'Noé', bornIn: null },
    ],
  });
});
afterAll(() => rooms.close());

const isMean = ({ allocation }: Rules): boolean => allocation.mode === 'mean-of-contributions';
const wholeMonthFor = (rules: Rules, ages: readonly (number | null)[]): Cents =>
  allocationFor(rules, {
    composition: ages.map((age) => ({ age, sharePercent: 100 })),
    presence: { numerator: 1, denominator: 1 },
    mean: null,
  });

describe.each(presets().map((preset) => [preset.key, preset] as const))('a fund after %s', (key, preset) => {
  it('lives a month with its books right after every step, and the other fund untouched', async () => {
    const untouched = await other.everyRow();
    const fund = await rooms.fund({ preset: key });
    await fund.open(5_000_000);
    const units = unitsFor(preset.rules);
    for (const unit of units) await fund.admit(unit);
    const jobs: string[] = [];
    await fund.liveMonth('2026-11', async (job) => {
      jobs.push(job);
      expect([job, await fund.faults()]).toEqual([job, []]);
    });
    const { closedAt, atClose, steps } = await fund.month('2026-11');
    expect(closedAt).not.toBeNull();
    expect(steps.map(({ state }) => state)).not.toContain('running');
    const pays = preset.rules.contribution.mode !== 'none';
    expect(jobs.includes('contributions.collect')).toBe(pays);
    expect(atClose?.dues).toBe(pays ? units.length : 0);
    const { receivedCents = 0, failedCents = 0, underWayCents = 0, calledCents = 0 } = atClose ?? {};
    expect(receivedCents + failedCents + underWayCents).toBe(calledCents); // a new try may be under way
    const credited = Number(atClose?.creditedCents);
    if (isMean(preset.rules)) expect(credited).toBeLessThanOrEqual(Number(atClose?.receivedCents));
    else expect(credited).toBe(sum(units.map(({ ages }) => wholeMonthFor(preset.rules, ages))));
    const { held, free, owedToMembers, owedToOutlets, setAside } = await fund.figures('2026-11-30');
    expect(held).toBe(free + owedToMembers + owedToOutlets + setAside);
    expect(owedToMembers).toBe(credited);
    expect(await other.everyRow()).toEqual(untouched);
  }, 120_000);
});

describe('a fund where nobody pays and nothing is credited', () => {
  it('lives a month that rightly moves nothing', async () => {
    const fund = await rooms.fund({ preset: 'lavoir' });
    await fund.liveMonth('2026-11');
    expect((await fund.everyRow())['ledger.movement']).toBe('0 ');
    expect((await fund.month('2026-11')).closedAt).not.toBeNull();
    expect(await fund.faults()).toEqual([]);
  });
});
