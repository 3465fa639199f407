import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareDays, dayOf, daysBetween } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { type CollectionRequest, DAYS_IT_CAN_COME_BACK, reasonClassOf } from './collectors';
import { practiceNews } from './practice-bank';

const LATE = dayOf('2027-12-31');
const request = (reference: string): CollectionRequest => ({
  attemptId: reference,
  reference,
  amount: cents(6_000),
  targetOn: dayOf('2026-11-01'),
});

describe('the practice bank', () => {
  it('says the same again for the same seed and debit, and something else for another seed', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string(), (id, seed) => {
        expect(practiceNews(request(id), seed, LATE)).toEqual(practiceNews(request(id), seed, LATE));
      }),
    );
    const story = (seed: string): string =>
      JSON.stringify(Array.from({ length: 200 }, (_, one) => practiceNews(request(`debit ${one}`), seed, LATE)));
    expect(story('a')).not.toBe(story('b'));
  });

  it('fails about 3.5 % of ten thousand debits and takes back 0.5 %, each with a code that is in our table', () => {
    const all = Array.from({ length: 10_000 }, (_, one) => practiceNews(request(`debit ${one}`), 'tests', LATE));
    const count = (kind: string): number => all.filter((events) => events.at(-1)?.kind === kind).length;
    expect(count('debit-failed')).toBeGreaterThan(280);
    expect(count('debit-failed')).toBeLessThan(420);
    expect(count('debit-returned')).toBeGreaterThan(20);
    expect(count('debit-returned')).toBeLessThan(90);
    for (const { kind, reasonCode } of all.flat()) {
      expect([kind, reasonCode === null]).toEqual([kind, kind === 'debit-paid']);
      if (reasonCode !== null) expect(['unknown', 'technical']).not.toContain(reasonClassOf(reasonCode));
    }
  });

  it('tells nothing before its day, and as time goes on only adds', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.integer({ min: -5, max: 70 }), (id, days) => {
        const target = request(id).targetOn;
        const told = practiceNews(request(id), 'tests', target.add({ days }));
        expect(told.every(({ happenedOn }) => compareDays(happenedOn, target.add({ days })) <= 0)).toBe(true);
        expect(practiceNews(request(id), 'tests', LATE).slice(0, told.length)).toEqual(told);
        const last = practiceNews(request(id), 'tests', LATE).at(-1);
        expect(daysBetween(target, last?.happenedOn ?? LATE)).toBeLessThanOrEqual(DAYS_IT_CAN_COME_BACK);
      }),
    );
  });
});
