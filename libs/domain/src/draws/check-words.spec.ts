import { describe, expect, it } from '@jest/globals';
import { cents } from '../kernel/money';
import { admissionPlan, effectOnFree, type PlanRequest } from '../lotteries/admission-plan';
import { EQUAL_TICKETS } from '../lotteries/tickets';
import { checkKept, type CheckKept } from './check-words';
import type { Checked } from './solving';

const POSSIBLE: Checked = { kind: 'check', feasibility: { status: 'feasible', panel: [] }, served: 0, never: [] };

/** A check of a draw of three places, where so much a month is free and a newcomer takes 70 €. */
function check(roomPerMonth: number, found: Checked = POSSIBLE): CheckKept {
  const units = Math.floor(roomPerMonth / 7_000);
  const room: PlanRequest['room'] = {
    units,
    roomPerMonth: cents(roomPerMonth),
    meanNetCost: cents(7_000),
    prudentNetCost: cents(7_000),
  };
  const plan = admissionPlan({ room, carriedOver: cents(0), waiting: 5, most: 3 });
  const person = { household: null, classes: {}, people: 1, monthsWaited: 2 };
  return checkKept(found, {
    at: '2026-11-22T09:00:00Z',
    people: [1, 2, 3, 4, 5].map((subjectNo) => ({ ...person, subjectNo, subjectId: `demande ${subjectNo}` })),
    leftOut: [],
    admission: {
      terms: {
        kind: 'admission',
        places: { min: 3, max: 3 },
        budget: null,
        tickets: { ...EQUAL_TICKETS, firstAfterMonths: 6 },
        strata: [],
        answerDays: 10,
        reckoned: {},
      },
      listHash: 'ab',
      first: 0,
      ahead: {
        admission: { mode: 'lottery-weighted' } as never,
        waiting: 5,
        plan,
        netCost: cents(7_000),
        effectOf: (places) => effectOnFree({ perMonth: plan.room, end: null }, cents(7_000 * places)),
      },
    },
  });
}

describe('the check of an admission draw', () => {
  it('says what is free before and after', () => {
    const { possible, admission } = check(30_000);
    expect(possible).toBe(true);
    expect(admission?.words).toEqual(['Libre chaque mois : 300,00\u00A0€ avant, 90,00\u00A0€ après.']);
  });

  it('refuses where the fund bears fewer by now, and says how many', () => {
    expect(check(21_000)).toMatchObject({ possible: true });
    const { possible, cause, admission } = check(20_999);
    expect({ possible, cause }).toEqual({ possible: false, cause: 'places' });
    expect(admission?.words[0]).toContain('2 place(s) sur 3');
  });

  it('says what would make one place where there is none', () => {
    const { possible, cause, admission } = check(6_400);
    expect({ possible, cause }).toEqual({ possible: false, cause: 'places' });
    expect(admission?.places.none).toMatchObject({ code: 'room-too-small', missing: 600 });
    expect(admission?.words[0]).toContain('avec 6,00\u00A0€ de plus par mois, une place s’ouvre');
  });

  it('names what is impossible in itself before what is too dear', () => {
    const relaxations = [{ row: 'size', side: 'min' as const, from: 3, to: 2 }];
    const found: Checked = { ...POSSIBLE, feasibility: { status: 'infeasible', cause: 'size', relaxations } };
    expect(check(0, found)).toMatchObject({ possible: false, cause: 'size' });
  });

  it('says to whom longer waits take all when theirs comes first', () => {
    const found: Checked = {
      ...POSSIBLE,
      never: [{ entry: 3, rows: ['first-served'], reasons: [{ code: 'served-first' }] }],
    };
    expect(check(30_000, found).never).toMatchObject([
      { subjectNo: 4, comesFirstInMonths: 4, words: expect.stringContaining('dans 4 mois') },
    ]);
  });
});
