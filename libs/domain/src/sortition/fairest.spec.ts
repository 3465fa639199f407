import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkCertificate,
  type DrawProblem,
  fairest,
  feasibility,
  keepsRows,
  type LinearSolver,
  loadHighs,
} from './index';

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadHighs();
});

/** Every allowed panel, by trying all sets. */
function allPanels(problem: DrawProblem): number[][] {
  const sets = Array.from({ length: 2 ** problem.entries.length }, (_, bits) =>
    problem.entries.flatMap((__, place) => ((bits >> place) & 1 ? [place] : [])),
  );
  return sets.filter((panel) => keepsRows(problem, panel).length === 0);
}

/**
 * LEXIMIN over listed panels, by the plain method: raise the smallest as far as it goes, then settle, one by one, whoever cannot
 * have more while all the others keep what they have.
 */
function plainLeximin({ entries }: DrawProblem, panels: readonly number[][]): number[] {
  const settled: (number | null)[] = entries.map((_, place) =>
    panels.some((panel) => panel.includes(place)) ? null : 0,
  );
  const best = (goal: number | null, level: number): number => {
    const open = solver.open({
      columns: [
        { cost: goal === null ? -1 : 0, min: 0, max: null },
        ...panels.map((panel) => ({ cost: goal !== null && panel.includes(goal) ? -1 : 0, min: 0, max: null })),
      ],
      rows: [
        { min: 1, max: 1, terms: panels.map((_, at) => [at + 1, 1]) },
        ...entries.map(({ tickets }, place) => ({
          min: (settled[place] ?? (goal === null ? 0 : level)) * tickets - 1e-9,
          max: null,
          terms: [
            ...panels.flatMap((panel, at) => (panel.includes(place) ? [[at + 1, 1] as const] : [])),
            ...(settled[place] === null && goal === null ? [[0, -tickets] as const] : []),
          ],
        })),
      ],
    });
    try {
      return -open.solve().cost;
    } finally {
      open.close();
    }
  };
  while (settled.includes(null)) {
    const level = best(null, 0);
    settled.forEach((value, place) => {
      const { tickets } = entries[place] ?? { tickets: 1 };
      if (value === null && best(place, level) / tickets < level + 1e-6) settled[place] = level;
    });
  }
  return settled.map((value, place) => (value ?? 0) * (entries[place]?.tickets ?? 1));
}

const problems = fc
  .record({
    people: fc.array(
      fc.record({
        classes: fc.tuple(fc.nat(1), fc.nat(1), fc.nat(2)),
        tickets: fc.constantFrom(1, 1, 1, 2, 3),
        household: fc.constantFrom(null, null, 'a', 'b'),
        cents: fc.integer({ min: -30, max: 50 }),
      }),
      { minLength: 3, maxLength: 9 },
    ),
    seats: fc.integer({ min: 1, max: 4 }),
    looseness: fc.nat(1),
    model: fc.nat(500),
    budget: fc.option(fc.integer({ min: -20, max: 90 })),
  })
  .map(({ people, seats, looseness, model, budget }): DrawProblem => {
    // Quotas around a panel that exists, or nearly: else nearly all would be impossible.
    const some = [...people.keys()].sort((a, b) => ((a * 37 + model) % 11) - ((b * 37 + model) % 11)).slice(0, seats);
    const kinds = [0, 1, 2].flatMap((criterion) => [0, 1, 2].map((value) => [criterion, value] as const));
    const isOf = (place: number, [criterion, value]: readonly [number, number]): number =>
      people[place]?.classes[criterion] === value ? 1 : 0;
    return {
      rows: [
        { key: 'size', min: seats, max: seats },
        ...kinds.map((kind) => {
          const has = some.reduce((sum, place) => sum + isOf(place, kind), 0);
          return { key: `quota/${kind.join('/')}`, min: Math.max(0, has - looseness), max: has + looseness };
        }),
        ...(budget === null ? [] : [{ key: 'budget', min: null, max: budget }]),
      ],
      entries: people.map(({ tickets, household, cents }, place) => ({
        code: `p${place}`,
        tickets,
        household,
        amounts: [1, ...kinds.map((kind) => isOf(place, kind)), ...(budget === null ? [] : [cents])],
      })),
    };
  });

describe('the fairest lottery', () => {
  it('is LEXIMIN over all panels, whatever the pool, and its certificate proves it', () => {
    const seen = { feasible: 0, never: 0, enumerated: 0 };
    fc.assert(
      fc.property(problems, (problem) => {
        const panels = allPanels(problem);
        expect(feasibility(problem, solver).status).toBe(panels.length > 0 ? 'feasible' : 'infeasible');
        if (panels.length === 0) return;
        const lottery = fairest(problem, { solver, method: 'leximin' });
        const expected = plainLeximin(problem, panels);
        lottery.chances.forEach((chance, place) => expect(chance).toBeCloseTo(expected[place] ?? -1, 5));
        expect(checkCertificate(problem, lottery).faults).toEqual([]);
        expect(lottery.status).toBe('optimal');
        seen.feasible += 1;
        if (lottery.neverDrawable.length > 0) seen.never += 1;
        if (lottery.certificate.levels.some(({ proof }) => proof === 'enumeration')) seen.enumerated += 1;
      }),
      { numRuns: 25, seed: 7 },
    );
    // The pools must hold what is hard: people never drawable, and chances that only panels themselves can settle.
    expect(seen.feasible).toBeGreaterThan(10);
    expect(seen.never).toBeGreaterThan(5);
  });
});
