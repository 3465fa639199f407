import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeOf } from '../../../../test/support/refusals';
import {
  BEST_MARK,
  checkApprovable,
  checkFound,
  checkGrid,
  type Criterion,
  type Found,
  MEASURES,
  verdictOf,
  WEIGHINGS,
} from './criteria';

const criterion = (rest: Partial<Criterion> = {}): Criterion => ({
  key: 'ab',
  kind: 'label',
  title: 'Label',
  weighing: 'required',
  weight: null,
  measure: 'label',
  limit: null,
  labels: ['AB', 'Nature & Progrès'],
  ...rest,
});
const DISTANCE = criterion({ key: 'km', kind: 'distance', measure: 'at-most', limit: 50, labels: [] });
const WORK = criterion({ key: 'work', weighing: 'weighted', weight: 30, measure: 'mark', labels: [] });
const PRICES = criterion({ key: 'prices', weighing: 'weighted', weight: 10, measure: 'yes-no', labels: [] });
const SIZE = criterion({ key: 'ha', weighing: 'informative', measure: 'at-least', limit: 2, labels: [] });
const GRID = [criterion(), DISTANCE, WORK, PRICES, SIZE];
const found = (criterionKey: string, measure: number | null, label: string | null = null): Found => ({
  criterionKey,
  measure,
  label,
});

const anyCriterion = (key: string): fc.Arbitrary<Criterion> =>
  fc
    .record({
      weighing: fc.constantFrom(...WEIGHINGS),
      measure: fc.constantFrom(...MEASURES),
      weight: fc.integer({ min: 1, max: 100 }),
    })
    .map(({ weighing, measure, weight }) =>
      criterion({
        key,
        weighing,
        measure,
        weight: weighing === 'weighted' ? weight : null,
        limit: measure === 'at-most' || measure === 'at-least' ? 10 : null,
        labels: measure === 'label' ? ['AB'] : [],
      }),
    );
const anyGrid = fc
  .integer({ min: 0, max: 8 })
  .chain((size) => fc.tuple(...Array.from({ length: size }, (_, no) => anyCriterion(`c${no}`))));
const best = ({ key, measure }: Criterion): Found => {
  const most: Readonly<Record<string, number>> = { 'yes-no': 1, 'at-most': 0, 'at-least': 10, mark: BEST_MARK };
  return measure === 'label' ? found(key, null, 'AB') : found(key, most[measure] ?? 0);
};

describe('the criteria of a fund', () => {
  it('say what an outlet is worth: weighed ones by weight, required ones apart, informative ones not at all', () => {
    const all = [found('ab', null, 'AB'), found('km', 12), found('work', 2), found('prices', 1), found('ha', 0)];
    expect(verdictOf(GRID, all)).toEqual({ scorePercent: 62, unmet: [], missing: [] });
    expect(verdictOf(GRID, [...all, found('km', 50.01)])).toMatchObject({ unmet: ['km'] });
    expect(verdictOf(GRID, [found('ab', null, 'Label Rouge')])).toEqual({
      scorePercent: 0,
      unmet: ['ab'],
      missing: ['km', 'work', 'prices'],
    });
    expect(verdictOf([SIZE], [])).toEqual({ scorePercent: null, unmet: [], missing: [] });
  });

  it('let nobody be approved whom a required one keeps out, or was not looked at', () => {
    checkApprovable(GRID, [found('ab', null, 'AB'), found('km', 50)]);
    expect(codeOf(() => checkApprovable(GRID, [found('ab', null, 'AB')]))).toBe('criteria-not-met');
    expect(codeOf(() => checkApprovable(GRID, [found('ab', null), found('km', 5)]))).toBe('criteria-not-met');
  });

  it('are whole: a weight where it is weighed, a limit for a number, labels for a label, each key once', () => {
    checkGrid(GRID);
    const wrong: Partial<Criterion>[] = [{ weight: 3 }, { weighing: 'weighted' }, { limit: 3 }, { labels: [] }];
    for (const one of wrong) expect(codeOf(() => checkGrid([criterion(one)]))).toBe('criterion-inconsistent');
    expect(codeOf(() => checkGrid([{ ...DISTANCE, limit: null }]))).toBe('criterion-inconsistent');
    expect(codeOf(() => checkGrid([DISTANCE, DISTANCE]))).toBe('criterion-inconsistent');
  });

  it('are answered each in its way', () => {
    checkFound(GRID, found('ab', null));
    expect(codeOf(() => checkFound(GRID, found('bio', 1)))).toBe('criterion-unknown');
    const wrong = [
      found('ab', 1),
      found('km', null),
      found('km', -1),
      found('work', 5),
      found('work', 1.5),
      found('prices', 2),
    ];
    for (const one of wrong) expect(codeOf(() => checkFound(GRID, one))).toBe('finding-inconsistent');
  });

  it('whatever they are: the best of everything is worth everything, nothing found approves only what requires nothing', () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        checkGrid(grid);
        for (const one of grid) checkFound(grid, best(one));
        const weighted = grid.some(({ weighing }) => weighing === 'weighted');
        expect(verdictOf(grid, grid.map(best))).toEqual({
          scorePercent: weighted ? 100 : null,
          unmet: [],
          missing: [],
        });
        const requires = grid.some(({ weighing }) => weighing === 'required');
        expect(codeOf(() => checkApprovable(grid, []))).toBe(requires ? 'criteria-not-met' : null);
      }),
    );
  });

  it('never lose by one more good finding', () => {
    fc.assert(
      fc.property(anyGrid, fc.nat(), (grid, place) => {
        const one = grid[place % Math.max(grid.length, 1)];
        if (!one) return;
        const [before, after] = [verdictOf(grid, []), verdictOf(grid, [best(one)])];
        expect(after.scorePercent ?? 0).toBeGreaterThanOrEqual(before.scorePercent ?? 0);
        expect(after.missing.length).toBeLessThanOrEqual(before.missing.length);
      }),
    );
  });
});
