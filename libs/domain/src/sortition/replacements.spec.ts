import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DrawProblem, type LinearSolver, loadHighs, replacements } from './index';

let solver: LinearSolver;
beforeAll(async () => {
  solver = await loadHighs();
});

/** People as letters: W or M, young (lower case) or old; household by the second letter. */
function council(people: readonly string[], size: number): DrawProblem {
  const is = (person: string, which: RegExp): number => (which.test(person) ? 1 : 0);
  return {
    rows: [
      { key: 'size', min: size, max: size },
      { key: 'quota/genre/Femme', min: 2, max: 2 },
      { key: 'quota/age/jeune', min: 1, max: 2 },
    ],
    entries: people.map((person, place) => ({
      code: `p${place}`,
      tickets: 1,
      household: person[1] ?? null,
      amounts: [1, is(person, /[Ww]/), is(person, /^[a-z]/)],
    })),
  };
}

describe('replacing who leaves', () => {
  it('takes the earliest of the reserve with whom the rows are kept', () => {
    const problem = council(['W', 'w', 'M', 'M', 'M', 'm', 'W'], 4);
    // The young woman leaves: the man next in line would miss both rows, the young man and the old woman each miss one.
    expect(replacements(problem, [0, 1, 2, 3], { gone: [1], order: [4, 5, 6] }, solver)).toEqual({
      entries: [5],
      deviation: [{ row: 'quota/genre/Femme', side: 'min', from: 2, to: 1 }],
    });
    expect(replacements(problem, [0, 1, 2, 3], { gone: [1, 2], order: [4, 5, 6] }, solver)).toEqual({
      entries: [5, 6],
      deviation: [],
    });
  });

  it('never seats two of a household, nor one with somebody who stays', () => {
    const problem = council(['Wa', 'wb', 'M', 'M', 'wa', 'wc', 'Wc'], 4);
    expect(replacements(problem, [0, 1, 2, 3], { gone: [1], order: [4, 6, 5] }, solver).entries).toEqual([5]);
    const two = replacements(problem, [0, 1, 2, 3], { gone: [1, 2], order: [4, 6, 5] }, solver);
    expect(two.entries).toEqual([5]);
    expect(two.deviation).toEqual([{ row: 'size', side: 'min', from: 4, to: 3 }]);
  });

  it('leaves seats empty when nobody is left, and says so', () => {
    const problem = council(['W', 'w', 'M', 'M'], 4);
    expect(replacements(problem, [0, 1, 2, 3], { gone: [2], order: [] }, solver)).toEqual({
      entries: [],
      deviation: [{ row: 'size', side: 'min', from: 4, to: 3 }],
    });
  });

  it('is what trying every set of replacements gives', () => {
    const letters = fc.constantFrom('W', 'M', 'w', 'm', 'Wa', 'mb', 'ma');
    fc.assert(
      fc.property(
        fc.array(letters, { minLength: 6, maxLength: 10 }),
        fc.integer({ min: 1, max: 2 }),
        (people, leaving) => {
          const problem = council(people, 4);
          const panel = [0, 1, 2, 3];
          const homes = panel.flatMap((place) => problem.entries[place]?.household ?? []);
          fc.pre(new Set(homes).size === homes.length);
          const gone = panel.slice(0, leaving);
          const order = [...people.keys()].slice(4).reverse();
          const answer = replacements(problem, panel, { gone, order }, solver);
          expect(answer.entries).toEqual(byTrying(problem, panel, { gone, order }));
        },
      ),
      { numRuns: 40, seed: 5 },
    );
  });
});

function byTrying(
  problem: DrawProblem,
  panel: readonly number[],
  { gone, order }: { gone: number[]; order: number[] },
): number[] {
  const stay = panel.filter((place) => !gone.includes(place));
  const sets = Array.from({ length: 2 ** order.length }, (_, bits) =>
    order.filter((__, at) => (bits >> at) & 1),
  ).filter((set) => {
    const homes = [...stay, ...set].flatMap((place) => problem.entries[place]?.household ?? []);
    return set.length <= gone.length && new Set(homes).size === homes.length;
  });
  const most = Math.max(...sets.map((set) => set.length));
  const off = (set: readonly number[]): number =>
    problem.rows.reduce((all, { min, max }, row) => {
      const sum = [...stay, ...set].reduce((heads, place) => heads + (problem.entries[place]?.amounts[row] ?? 0), 0);
      return all + Math.max(0, (min ?? sum) - sum, sum - (max ?? sum));
    }, 0);
  const full = sets.filter((set) => set.length === most);
  const least = Math.min(...full.map(off));
  const rank = (set: readonly number[]): string =>
    set.map((place) => String(order.indexOf(place)).padStart(3, '0')).join();
  return full.filter((set) => off(set) === least).sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0] ?? [];
}
