import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, monthOf } from '../kernel/calendar';
import { compositionOn, firstPersonFirst, personsByAgeBand } from './composition';
import { arbitraryComposition } from './composition-arbitrary.spec-support';

const person = { bornIn: null, sharePercent: 100, from: dayOf('2026-01-31'), until: dayOf('2026-02-28') };

describe('who is in a household on a day', () => {
  it.each([
    ['2026-01-30', 0],
    ['2026-01-31', 1],
    ['2026-02-28', 1],
    ['2026-03-01', 0],
  ])('on %s counts %i of a person there from 31 January to 28 February', (day, count) => {
    expect(compositionOn(dayOf(day), [person])).toHaveLength(count);
  });

  it('keeps a person without an end', () => {
    expect(compositionOn(dayOf('2040-01-01'), [{ ...person, until: null }])).toEqual([
      { age: null, sharePercent: 100 },
    ]);
  });

  it.each([
    ['2026-02-28', 13],
    ['2026-03-01', 14],
    ['2027-02-01', 14],
    ['2012-03-31', 0],
    ['2011-12-31', 0],
  ])('on %s a child born in March 2012 is %i', (day, age) => {
    const child = { bornIn: monthOf('2012-03'), sharePercent: 50, from: dayOf('2000-01-01'), until: null };
    expect(compositionOn(dayOf(day), [child])).toEqual([{ age, sharePercent: 50 }]);
  });
});

describe('the first person of a household', () => {
  it('is the one most often there, then the oldest; an unknown age is an adult', () => {
    const household = [
      { age: 10, sharePercent: 100 },
      { age: 40, sharePercent: 50 },
      { age: null, sharePercent: 100 },
      { age: 70, sharePercent: 100 },
    ];
    expect(firstPersonFirst(household).map(({ age }) => age)).toEqual([null, 70, 10, 40]);
  });
});

describe('persons by age band', () => {
  it('counts heads under 14, from 14 on, and of unknown age', () => {
    const household = [
      { age: 13, sharePercent: 50 },
      { age: 14, sharePercent: 100 },
      { age: null, sharePercent: 100 },
    ];
    expect(personsByAgeBand(household, [14])).toEqual({ '0-13': 1, '14+': 1, inconnu: 1 });
    expect(personsByAgeBand(household, [])).toEqual({ '0+': 2, inconnu: 1 });
  });

  it('puts everybody in exactly one band', () => {
    fc.assert(
      fc.property(arbitraryComposition, fc.array(fc.integer({ min: 0, max: 120 })), (composition, bounds) => {
        const counts = Object.values(personsByAgeBand(composition, bounds));
        expect(counts.reduce((a, b) => a + b, 0)).toBe(composition.length);
      }),
    );
  });
});
