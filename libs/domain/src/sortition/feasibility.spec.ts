import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  checkCertificate,
  type DrawProblem,
  fairest,
  feasibility,
  keepsRows,
  type LinearSolver,
  loadHighs,
  whyNeverDrawable,
} from './index';

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadHighs();
});

/** People as "class/household"; a quota a class; `size` seats. */
function draw(
  people: readonly string[],
  quotas: Readonly<Record<string, readonly [number, number]>>,
  size: readonly [number, number],
): DrawProblem {
  const classes = Object.entries(quotas);
  return {
    rows: [
      { key: 'size', min: size[0], max: size[1] },
      ...classes.map(([key, [min, max]]) => ({ key: `quota/${key}`, min, max })),
    ],
    entries: people.map((person, place) => {
      const [of = '', household = null] = person.split('/');
      return {
        code: `p${place}`,
        tickets: 1,
        household,
        amounts: [1, ...classes.map(([key]) => (of.includes(key) ? 1 : 0))],
      };
    }),
  };
}

describe('whether a panel is possible', () => {
  it('gives one that keeps the rows', () => {
    const problem = draw(['A', 'A', 'B/h', 'B/h', 'B'], { A: [1, 1], B: [2, 2] }, [3, 3]);
    const answer = feasibility(problem, solver);
    expect(answer.status === 'feasible' && keepsRows(problem, answer.panel)).toEqual([]);
  });

  it('names the class of which one is missing', () => {
    expect(feasibility(draw(['A', 'A', 'A', 'B'], { A: [1, 2], B: [2, 2] }, [3, 3]), solver)).toEqual({
      status: 'infeasible',
      cause: 'quota',
      relaxations: [{ row: 'quota/B', side: 'min', from: 2, to: 1 }],
    });
  });

  it('names the size when the minima do not fit into it, or there is one volunteer too few', () => {
    const narrow = feasibility(draw(['A', 'A', 'A', 'B', 'B'], { A: [2, 3], B: [2, 2] }, [3, 3]), solver);
    expect(narrow).toEqual({
      status: 'infeasible',
      cause: 'size',
      relaxations: [{ row: 'size', side: 'max', from: 3, to: 4 }],
    });
    const few = feasibility(draw(['A', 'B'], { A: [0, 2], B: [0, 2] }, [3, 3]), solver);
    expect(few).toEqual({
      status: 'infeasible',
      cause: 'size',
      relaxations: [{ row: 'size', side: 'min', from: 3, to: 2 }],
    });
  });

  it('names the households when only they stand in the way, a household of five for instance', () => {
    const answer = feasibility(
      draw(['A/f', 'A/f', 'A/f', 'A/f', 'B/f', 'B'], { A: [2, 2], B: [1, 1] }, [3, 3]),
      solver,
    );
    expect(answer.status === 'infeasible' && answer.cause).toBe('household');
  });

  it('names the budget, and never lowers a minimum below 0', () => {
    const problem = draw(['A', 'A', 'B'], { A: [1, 2], B: [1, 1] }, [2, 3]);
    const answer = feasibility(
      {
        rows: [...problem.rows, { key: 'budget', min: null, max: -500 }],
        entries: problem.entries.map((entry, at) => ({ ...entry, amounts: [...entry.amounts, at === 2 ? -300 : 100] })),
      },
      solver,
    );
    expect(answer).toEqual({
      status: 'infeasible',
      cause: 'budget',
      relaxations: [{ row: 'budget', side: 'max', from: -500, to: -200 }],
    });
  });

  it('gives up the minimum of a large class before that of a small one', () => {
    const people = ['A', 'A', 'A', 'A', 'A', 'B', 'B'];
    const answer = feasibility(draw(people, { A: [4, 5], B: [2, 2] }, [5, 5]), solver);
    expect(answer.status === 'infeasible' && answer.relaxations.some(({ row }) => row === 'quota/B')).toBe(false);
  });
});

describe('who can never be drawn', () => {
  it('is set apart, proved and told which row keeps them out; the others share as fairly as can be', () => {
    // An A who is also a C would need a second C, and there is none.
    const problem = draw(['AC', 'A', 'A', 'B', 'B'], { A: [1, 1], B: [1, 1], C: [0, 0] }, [2, 2]);
    const lottery = fairest(problem, { solver, method: 'leximin' });
    expect(lottery.neverDrawable).toEqual([0]);
    lottery.chances.forEach((chance, at) => expect(chance).toBeCloseTo(at === 0 ? 0 : 0.5, 9));
    expect(checkCertificate(problem, lottery).faults).toEqual([]);
    expect(whyNeverDrawable(problem, 0, solver)).toEqual(['quota/C']);
    expect(whyNeverDrawable(problem, 1, solver)).toEqual([]);
  });

  it('is told when only a household keeps them out', () => {
    // B is needed and the only B lives with the second A.
    const problem = draw(['A', 'A/h', 'B/h'], { A: [1, 1], B: [1, 1] }, [2, 2]);
    expect(whyNeverDrawable(problem, 1, solver)).toEqual(['household']);
    expect(fairest(problem, { solver, method: 'leximin' }).neverDrawable).toEqual([1]);
  });
});

describe('hard pools by hand', () => {
  it('gives identical twins, and everybody of a class, the same chance', () => {
    const lottery = fairest(draw(['A', 'A', 'A', 'B', 'B'], { A: [1, 2], B: [1, 1] }, [3, 3]), {
      solver,
      method: 'leximin',
    });
    for (const [at, chance] of [2 / 3, 2 / 3, 2 / 3, 1 / 2, 1 / 2].entries())
      expect(lottery.chances[at]).toBeCloseTo(chance, 9);
  });

  it('draws with tickets: twice the tickets, twice the chance', () => {
    const problem = draw(['A', 'A', 'A'], { A: [0, 1] }, [1, 1]);
    const entries = problem.entries.map((entry, at) => ({ ...entry, tickets: at === 0 ? 2 : 1 }));
    const { chances } = fairest({ ...problem, entries }, { solver, method: 'leximin' });
    for (const [at, chance] of [1 / 2, 1 / 4, 1 / 4].entries()) expect(chances[at]).toBeCloseTo(chance, 9);
  });

  it('lets three pairs that exclude each other in turn share what only whole people can, proved panel by panel', () => {
    // Any two of three are of a common class with room for one: one and a half by arithmetic, one in truth.
    const problem = draw(['AB', 'BC', 'CA', 'D', 'D'], { A: [0, 1], B: [0, 1], C: [0, 1], D: [0, 2] }, [2, 2]);
    const lottery = fairest(problem, { solver, method: 'leximin' });
    for (const [at, chance] of [1 / 3, 1 / 3, 1 / 3, 1 / 2, 1 / 2].entries())
      expect(lottery.chances[at]).toBeCloseTo(chance, 6);
    expect(lottery.certificate.levels.map(({ proof }) => proof)).toContain('enumeration');
    expect(checkCertificate(problem, lottery).faults).toEqual([]);
    const greedy = {
      ...lottery.certificate,
      levels: lottery.certificate.levels.map((level) => ({ ...level, bound: level.bound - 0.01 })),
    };
    expect(checkCertificate(problem, { ...lottery, certificate: greedy }).ok).toBe(false);
  });

  it('refuses to draw when no panel is possible, with the cause', () => {
    const problem = draw(['A'], { A: [2, 2] }, [2, 2]);
    expect(() => fairest(problem, { solver, method: 'leximin' })).toThrow('draw-not-possible');
  });
});
