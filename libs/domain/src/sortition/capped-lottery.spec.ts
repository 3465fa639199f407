import { beforeAll, describe, expect, it } from '@jest/globals';
import { cappedLottery } from './capped-lottery';
import { checkCertificate } from './check-certificate';
import type { DrawProblem } from './draw-problem';
import type { FairLottery } from './fair-lottery';
import { loadHighs } from './highs.gateway';
import type { LinearSolver } from './linear-solver';
import { steadyChance } from './panel-search';

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadHighs();
});

/** A waiting list with places and a budget: amounts are a place, and what one costs a month. */
function waiting(costs: readonly number[], most: number, budget: number, tickets: readonly number[] = []): DrawProblem {
  return {
    rows: [
      { key: 'size', min: null, max: most },
      { key: 'budget', min: null, max: budget },
    ],
    entries: costs.map((cost, place) => ({
      code: `c${place}`,
      tickets: tickets[place] ?? 1,
      household: null,
      amounts: [1, cost],
    })),
  };
}

const perTicket = ({ entries }: DrawProblem, { chances, neverDrawable }: FairLottery): number[] =>
  chances.flatMap((chance, place) => (neverDrawable.includes(place) ? [] : [chance / (entries[place]?.tickets ?? 1)]));

/** The greatest smallest chance per ticket under a cap, from all panels there are. */
function byAllPanels({ rows, entries }: DrawProblem, ratio: number, by: LinearSolver): number {
  const panels = Array.from({ length: 2 ** entries.length }, (_, mask) =>
    entries.map((_, place) => (mask >> place) & 1),
  ).filter((seated) =>
    rows.every(({ min, max }, row) => {
      const sum = entries.reduce((all, { amounts }, place) => all + (seated[place] ?? 0) * (amounts[row] ?? 0), 0);
      return sum >= (min ?? -Infinity) && sum <= (max ?? Infinity);
    }),
  );
  const drawable = [...entries.keys()].filter((place) => panels.some((seated) => seated[place] === 1));
  const terms = (place: number, factor: number): [number, number][] => [
    ...panels.flatMap((seated, at): [number, number][] => (seated[place] === 1 ? [[at, 1]] : [])),
    [panels.length, -factor * (entries[place]?.tickets ?? 1)],
  ];
  const model = by.open({
    columns: [...panels.map(() => ({ cost: 0, min: 0, max: null })), { cost: -1, min: 0, max: null }],
    rows: [
      { min: 1, max: 1, terms: panels.map((_, at): [number, number] => [at, 1]) },
      ...drawable.map((place) => ({ min: 0, max: null, terms: terms(place, 1) })),
      ...drawable.map((place) => ({ min: null, max: 0, terms: terms(place, ratio) })),
    ],
  });
  const { cost } = model.solve();
  model.close();
  return -cost;
}

describe('the lottery under a cap', () => {
  it('gives equal chances at 1, though some bring more than they take', () => {
    const problem = waiting([6_000, 6_000, 4_000, 4_000, -3_000, 2_000], 3, 8_000);
    const lottery = cappedLottery(problem, { solver, ratio: 1 });
    const chances = perTicket(problem, lottery);
    expect(Math.max(...chances) - Math.min(...chances)).toBeLessThan(1e-9);
    // 19 000 for all of them would leave 8/19 each; but 8 000 is met by no set of panels that hold all equally often.
    expect(chances[0]).toBeCloseTo(0.4, 9);
    expect(checkCertificate(problem, lottery)).toMatchObject({ ok: true, faults: [], bound: 8 / 19 });
  });

  it('raises the smallest chance with the cap, and never passes it', () => {
    const problem = waiting([9_000, 9_000, 8_000, 7_000, -6_000, -6_000, 3_000, 2_000], 5, 5_000);
    const smallest = [1, 1.5, 2, 4].map((ratio) => {
      const lottery = cappedLottery(problem, { solver, ratio });
      expect(checkCertificate(problem, lottery)).toMatchObject({ ok: true });
      const chances = perTicket(problem, lottery);
      expect(Math.max(...chances)).toBeLessThanOrEqual(ratio * Math.min(...chances) + 1e-9);
      return Math.min(...chances);
    });
    expect([...smallest].sort((a, b) => a - b)).toEqual(smallest);
    expect(smallest[2]).toBeGreaterThan((smallest[0] ?? 0) * 1.2);
  });

  it('is as good as all panels together allow, on many small lists', () => {
    const chance = steadyChance(77);
    for (let list = 0; list < 12; list += 1) {
      const costs = Array.from({ length: 5 + chance.below(4) }, () => 1_000 * (chance.below(12) - 3));
      const tickets = costs.map(() => 1 + chance.below(3));
      const problem = waiting(costs, 2 + chance.below(3), 1_000 * (3 + chance.below(9)), tickets);
      const ratio = [1, 1.5, 3][chance.below(3)] ?? 1;
      const lottery = cappedLottery(problem, { solver, ratio });
      const reached = Math.min(...perTicket(problem, lottery));
      const best = byAllPanels(problem, ratio, solver);
      const check = checkCertificate(problem, lottery);
      expect({ list, check }).toEqual({ list, check: { ok: true, faults: [], bound: check.bound } });
      expect(best).toBeLessThanOrEqual(check.bound + 1e-7);
      expect(reached).toBeLessThanOrEqual(best + 1e-7);
      expect(reached).toBeGreaterThanOrEqual(best - (ratio === 1 ? 1e-6 : lottery.eps));
    }
  });

  it('leaves out who can never be drawn, and holds nobody down for who is drawn for sure', () => {
    const problem = waiting([50_000, 1_000, 1_000], 3, 5_000, [1, 1, 4]);
    const lottery = cappedLottery(problem, { solver, ratio: 1 });
    expect(lottery.neverDrawable).toEqual([0]);
    expect(lottery.chances.slice(1)).toEqual([1, 1]);
    expect(checkCertificate(problem, lottery)).toMatchObject({ ok: true });
  });

  it('draws nobody when equal chances cost more than there is', () => {
    const problem = waiting([5_000, 5_000, -5_000], 3, 0);
    const lottery = cappedLottery(problem, { solver, ratio: 1 });
    expect(lottery.chances).toEqual([0, 0, 0]);
    expect(checkCertificate(problem, lottery)).toMatchObject({ ok: true, bound: 0 });
  });

  it('says when no lottery keeps the cap', () => {
    const quota = waiting([1, 1, 1, 1], 2, 100);
    const problem: DrawProblem = {
      rows: [...quota.rows, { key: 'quota/area/Nord', min: 1, max: null }],
      entries: quota.entries.map((entry, place) => ({ ...entry, amounts: [...entry.amounts, place === 0 ? 1 : 0] })),
    };
    expect(() => cappedLottery(problem, { solver, ratio: 1 })).toThrow(
      expect.objectContaining({ code: 'draw-not-possible', facts: { cause: 'cap' } }),
    );
    expect(cappedLottery(problem, { solver, ratio: 4 }).chances[0]).toBeCloseTo(1, 9);
  });

  it('is found out when its proof, its chances or its cap are tampered with', () => {
    const problem = waiting([6_000, 6_000, 4_000, 4_000, -3_000, 2_000], 3, 8_000);
    const lottery = cappedLottery(problem, { solver, ratio: 1.5 });
    const cap = lottery.certificate.cap;
    if (cap === undefined) throw new RangeError('no proof');
    const faulty = (changed: Partial<typeof cap>): readonly string[] =>
      checkCertificate(problem, { ...lottery, certificate: { ...lottery.certificate, cap: { ...cap, ...changed } } })
        .faults;
    expect(faulty({})).toEqual([]);
    expect(faulty({ bound: cap.bound * 0.9 })).toContain('cap-bound');
    expect(faulty({ bound: cap.bound * 1.1 })).toContain('cap-not-reached');
    expect(faulty({ ratio: 1.2 }).some((fault) => fault.startsWith('cap-exceeded'))).toBe(true);
    expect(faulty({ sure: [0] })).toContain('cap-sure-0');
    expect(faulty({ atLeast: cap.atLeast.map(([place, weight]) => [place, weight * 2]) })).toContain('cap-weights');
    expect(faulty({ rows: cap.rows.map(([row, multiplier]) => [row, multiplier / 2]) })).toContain('cap-bound');
  });

  it('is the same lottery each time', () => {
    const problem = waiting([9_000, 9_000, 8_000, 7_000, -6_000, -6_000, 3_000, 2_000], 5, 5_000);
    const once = JSON.stringify(cappedLottery(problem, { solver, ratio: 1.5 }));
    expect(JSON.stringify(cappedLottery(problem, { solver, ratio: 1.5 }))).toBe(once);
  });
});
