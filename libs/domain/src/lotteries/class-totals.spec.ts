import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { classOfRow, classRow, classTotals, SMALLEST_TOTAL } from './class-totals';

const row = (key: string) => ({ key, min: 0, max: null });

function linesOf(counts: readonly number[]): { code: string; tickets: number; household: null; counts: object }[] {
  return counts.flatMap((count, place) =>
    Array.from({ length: count }, (_, number) => ({
      code: `${place}-${number}`,
      tickets: 1,
      household: null,
      counts: { [classRow('age', `classe ${place}`)]: 1 },
    })),
  );
}

/** The totals told of one criterion whose classes have so many people. */
function told(counts: readonly number[]): (number | null)[] {
  const rows = counts.map((_, place) => row(classRow('age', `classe ${place}`)));
  const lines = linesOf(counts) as Parameters<typeof classTotals>[1];
  return classTotals(rows, lines, new Set()).map(({ listed }) => listed);
}

describe('totals by class', () => {
  it('are told from five people on, and never so that a smaller one can be found by taking away', () => {
    expect(told([12, 9, 3])).toEqual([12, null, null]);
    expect(told([12, 9, 5])).toEqual([12, 9, 5]);
    expect(told([12, 9, 3, 2])).toEqual([12, 9, null, null]);
    expect(told([20, 1])).toEqual([null, null]);
    expect(told([4])).toEqual([null]);
    expect(told([20, 0])).toEqual([20, null]);
  });

  it('leave nobody in a group of less than five, whatever the counts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 8 }), (counts) => {
        const totals = told(counts);
        const shown = totals.reduce<number>((sum, total) => sum + (total ?? 0), 0);
        const hidden = counts.reduce((sum, count) => sum + count, 0) - shown;
        expect(hidden === 0 || hidden >= SMALLEST_TOTAL || totals.every((total) => total === null)).toBe(true);
        totals.forEach((total, place) => {
          if (total !== null) expect([total, total >= SMALLEST_TOTAL]).toEqual([counts[place], true]);
        });
      }),
    );
  });

  it('name their criterion and class, whatever signs are in them', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (criterion, name) => {
        expect(classOfRow(classRow(criterion, name))).toEqual({ criterion, name });
      }),
    );
    expect(classRow('csp', 'Agri/artisan')).toBe('quota/csp/Agri%2Fartisan');
    expect([classOfRow('size'), classOfRow('budget')]).toEqual([null, null]);
  });
});
