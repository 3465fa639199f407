import { describe, expect, it } from '@jest/globals';
import { cents } from '../kernel/money';
import { admissionProblem, type AdmissionTerms, type Applicant, servingFirst } from './admission-problem';
import { EQUAL_TICKETS } from './tickets';

const applicant = (code: string, more: Partial<Applicant> = {}): Applicant => ({
  code,
  household: null,
  people: 1,
  monthsWaited: 0,
  classes: {},
  netCost: null,
  ...more,
});
const terms: AdmissionTerms = { places: { min: null, max: 3 }, budget: null, tickets: EQUAL_TICKETS, strata: [] };

describe('the problem of an admission draw', () => {
  it('ignores what people contribute unless the council decided otherwise', () => {
    const cheap = [applicant('a', { netCost: cents(-5_000) }), applicant('b', { netCost: cents(9_000) })];
    const { problem } = admissionProblem(cheap, terms);
    expect(problem.rows).toEqual([{ key: 'size', min: null, max: 3 }]);
    expect(problem.entries.map(({ amounts }) => amounts)).toEqual([[1], [1]]);
  });

  it('takes a household of several units as one entry, with all its places and its longest wait', () => {
    const list = [
      applicant('a', { household: 'h', monthsWaited: 2, netCost: cents(4_000), classes: { area: 'Nord' } }),
      applicant('b'),
      applicant('c', { household: 'h', monthsWaited: 7, netCost: cents(-1_000), classes: { area: 'Sud' } }),
    ];
    const { problem, members } = admissionProblem(
      list.map((one) => ({ ...one, netCost: one.netCost ?? cents(0) })),
      {
        ...terms,
        budget: cents(10_000),
        tickets: { mode: 'waiting', most: null, firstAfterMonths: null },
        strata: [{ column: 'area', value: 'Nord', min: 1, max: null }],
      },
    );
    expect(members).toEqual([[0, 2], [1]]);
    expect(problem.rows.map(({ key }) => key)).toEqual(['size', 'quota/area/Nord', 'budget']);
    expect(problem.entries).toEqual([
      { code: 'a', tickets: 8, household: null, amounts: [2, 1, 3_000] },
      { code: 'b', tickets: 1, household: null, amounts: [1, 0, 0] },
    ]);
  });

  it('counts those who are served first in a row of their own', () => {
    const tickets = { mode: 'equal', most: null, firstAfterMonths: 12 } as const;
    const ready = admissionProblem([applicant('a', { monthsWaited: 12 }), applicant('b', { monthsWaited: 11 })], {
      ...terms,
      tickets,
    });
    const problem = servingFirst(ready, 1);
    expect(problem.rows.at(-1)).toEqual({ key: 'first-served', min: 1, max: null });
    expect(problem.entries.map(({ amounts }) => amounts.at(-1))).toEqual([1, 0]);
  });

  it.each<[string, Partial<AdmissionTerms>, readonly Applicant[]]>([
    ['code-twice', {}, [applicant('a'), applicant('a')]],
    ['net-cost-unknown', { budget: cents(1) }, [applicant('a')]],
    ['places-min-above-max', { places: { min: 4, max: 3 } }, []],
    ['stratum-min-above-max', { strata: [{ column: 'area', value: 'Nord', min: 2, max: 1 }] }, []],
    [
      'stratum-twice',
      {
        strata: [
          { column: 'area', value: 'Nord', min: 2, max: null },
          { column: 'area', value: 'Nord', min: null, max: 3 },
        ],
      },
      [],
    ],
  ])('refuses terms that cannot be: %s', (fault, wrong, list) => {
    expect(() => admissionProblem(list, { ...terms, ...wrong })).toThrow(
      expect.objectContaining({ code: 'admission-terms-impossible', facts: expect.objectContaining({ fault }) }),
    );
  });
});
