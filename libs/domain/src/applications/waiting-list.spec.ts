import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inOrder, nextInvited, placeOf, placesOf, quotasOf, type QuotaStanding, type Waiting } from './waiting-list';

const BANDS = ['A', 'B', 'C', null] as const;
const aDay = fc.integer({ min: 10, max: 28 }).map((day) => `2026-11-${String(day)}`);
/** A list as it comes about: each newcomer is put behind on a day that is not before the last. */
const aList = fc
  .array(fc.record({ day: aDay, band: fc.constantFrom(...BANDS) }), { maxLength: 30 })
  .map((people) => [...people].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)))
  .map((people) =>
    people.map(({ day, band }, index): Waiting => {
      const applicationId = `a${String(index)}`;
      return { applicationId, since: day, no: index + 1, incomeBand: band, area: null };
    }),
  );
const aQuota = fc.record({ wanted: fc.integer({ min: 0, max: 12 }), present: fc.integer({ min: 0, max: 12 }) });
const quotas = fc
  .tuple(aQuota, aQuota)
  .map((both) => both.map((one, index): QuotaStanding => ({ band: BANDS[index] ?? '', leastBasisPoints: 0, ...one })));

describe('the waiting list', () => {
  it('has one order, however it was read: by date, then by number', () => {
    fc.assert(
      fc.property(aList, fc.infiniteStream(fc.nat()), (list, stream) => {
        const shuffled = [...list].sort(() => ((stream.next().value ?? 0) % 3) - 1);
        expect(inOrder(shuffled)).toEqual(list);
      }),
    );
  });

  it('only moves people forward: whoever leaves it or comes to it later puts nobody back', () => {
    fc.assert(
      fc.property(aList, fc.array(fc.nat({ max: 40 })), (list, gone) => {
        const left = list.filter((_one, index) => !gone.includes(index));
        for (const { applicationId } of left) {
          const [before, after] = [placeOf(applicationId, list), placeOf(applicationId, left)];
          expect(after ?? Infinity).toBeLessThanOrEqual(before ?? 0);
        }
        const last = { applicationId: 'new', since: '2026-11-28', no: list.length + 1, incomeBand: null, area: null };
        for (const { applicationId } of list) {
          expect(placeOf(applicationId, [...list, last])).toBe(placeOf(applicationId, list));
        }
        expect(placeOf('nobody', list)).toBeNull();
      }),
    );
  });
});

describe('inviting', () => {
  const free = fc.integer({ min: 0, max: 35 });

  it('fills the places as long as somebody waits, and never offers more than there are', () => {
    fc.assert(
      fc.property(aList, free, quotas, (list, places, bands) => {
        const invited = nextInvited(list, places, bands);
        expect(invited).toHaveLength(Math.min(places, list.length));
        expect(new Set(invited).size).toBe(invited.length);
      }),
    );
  });

  it('keeps to the order within a band, and to the order of the list where no band lacks anybody', () => {
    fc.assert(
      fc.property(aList, free, quotas, (list, places, bands) => {
        const invited = nextInvited(list, places, bands);
        for (const band of BANDS) {
          const of = (people: readonly Waiting[]) => people.filter(({ incomeBand }) => incomeBand === band);
          expect(of(invited)).toEqual(of(list).slice(0, of(invited).length));
        }
        const met = bands.map((one) => ({ ...one, present: one.wanted }));
        expect(nextInvited(list, places, met)).toEqual(list.slice(0, places));
      }),
    );
  });

  it('respects the least share of each band as far as its people wait and places reach', () => {
    fc.assert(
      fc.property(aList, free, quotas, (list, places, bands) => {
        const invited = nextInvited(list, places, bands);
        const count = (people: readonly Waiting[], band: string) =>
          people.filter(({ incomeBand }) => incomeBand === band).length;
        const lacking = bands.map(({ band, wanted, present }) => ({
          band,
          lacks: Math.min(Math.max(0, wanted - present), count(list, band)),
        }));
        const total = lacking.reduce((sum, { lacks }) => sum + lacks, 0);
        if (total <= places) {
          for (const { band, lacks } of lacking) expect(count(invited, band)).toBeGreaterThanOrEqual(lacks);
        } else {
          for (const one of invited)
            expect(lacking.find(({ band }) => band === one.incomeBand)?.lacks).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('takes a least share as rounded up: a third of ten is four', () => {
    expect(quotasOf([{ band: 'A', leastBasisPoints: 3_334 }], new Map([['A', 1]]), 10)).toEqual([
      { band: 'A', leastBasisPoints: 3_334, wanted: 4, present: 1 },
    ]);
  });
});

describe('the places of a fund', () => {
  const taken = new Map<string | null, number>([
    [null, 2],
    ['Nord', 3],
  ]);

  it('are without limit where anybody may enter, and counted where it is first come', () => {
    expect(placesOf({ mode: 'open' }, [], taken)).toEqual([{ area: null, total: null, taken: 5, free: null }]);
    expect(placesOf({ mode: 'first-come', places: 7 }, [], taken)).toMatchObject([{ total: 7, free: 2 }]);
    expect(placesOf({ mode: 'first-come', places: 3 }, [], taken)).toMatchObject([{ free: 0 }]);
    expect(placesOf({ mode: 'first-come', places: null }, [], taken)).toMatchObject([{ free: null }]);
  });

  it('open wave by wave, none before the first', () => {
    const waves = { mode: 'waves' as const, wavePlaces: [4, 6] };
    expect(placesOf(waves, [], taken)).toMatchObject([{ total: 0, free: 0 }]);
    expect(placesOf(waves, [{ no: 1, area: null }], taken)).toMatchObject([{ total: 4, free: 0 }]);
    const both = [
      { no: 1, area: null },
      { no: 2, area: null },
    ];
    expect(placesOf(waves, both, taken)).toMatchObject([{ total: 10, free: 5 }]);
  });

  it('belong to the area in which they were opened', () => {
    const rule = { mode: 'by-area' as const, areas: 2, wavePlaces: [4, 6, 1] };
    const waves = [
      { no: 1, area: 'Nord' },
      { no: 2, area: 'Sud' },
      { no: 3, area: 'Nord' },
    ];
    expect(placesOf(rule, waves, taken)).toEqual([
      { area: 'Nord', total: 5, taken: 3, free: 2 },
      { area: 'Sud', total: 6, taken: 0, free: 6 },
    ]);
  });

  it('are not given in the order of the list where lots are drawn', () => {
    expect(placesOf({ mode: 'lottery-by-balance', when: 'month-end' }, [], taken)).toEqual([]);
  });
});
