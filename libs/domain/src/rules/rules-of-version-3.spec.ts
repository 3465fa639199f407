import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { presetByKey } from './presets';
import { readRules } from './read-rules';
import { arbitraryRules } from './rules-arbitrary.spec-support';
import { copyOf, flers, type Json, pointersOf, refusalsOf } from './rules-refusals.spec-support';

const spending = (changes: Json): Json => ({
  spending: { ...copyOf(presetByKey('flers').rules.spending), ...changes },
});
const slip = (changes: Json): Json =>
  spending({ slip: { ceilingCents: 1, paysTo: 'outlet', lateDays: 0, ...changes } });

describe('a refusal of how credit is spent names the field', () => {
  it.each<[string, Json, string]>([
    ['the axis left out', { spending: undefined }, '/spending'],
    ['a field nobody knows', spending({ cashOut: true }), '/spending/cashOut'],
    ['a purchase of at most nothing', spending({ perPurchaseMaxCents: 0 }), '/spending/perPurchaseMaxCents'],
    ['a day of half a cent', spending({ perDayMaxCents: 0.5 }), '/spending/perDayMaxCents'],
    ['a request that expires at once', spending({ requestMinutes: 0 }), '/spending/requestMinutes'],
    ['refunds for ever', spending({ refundDays: 367 }), '/spending/refundDays'],
    ['tickets out of order', spending({ ticketValuesCents: [1_000, 500] }), '/spending/ticketValuesCents/1'],
    ['a value twice', spending({ ticketValuesCents: [500, 500] }), '/spending/ticketValuesCents/1'],
    ['a ticket of 100,01 €', spending({ ticketValuesCents: [10_001] }), '/spending/ticketValuesCents/0'],
    ['a ticket of nothing', spending({ ticketValuesCents: [0] }), '/spending/ticketValuesCents/0'],
    ['a ticket that is never good', spending({ ticketMonths: 0 }), '/spending/ticketMonths'],
    ['a slip that pays a neighbour', slip({ paysTo: 'neighbour' }), '/spending/slip/paysTo'],
    ['a slip without its days', slip({ lateDays: undefined }), '/spending/slip/lateDays'],
    ['payouts once a year', spending({ payouts: { every: 'year', thresholdCents: 0 } }), '/spending/payouts/every'],
    ['initials perhaps', spending({ outletsSeeInitials: 'perhaps' }), '/spending/outletsSeeInitials'],
    ['outlets of no commune', spending({ areas: [] }), '/spending/areas'],
    ['a commune twice', spending({ areas: ['Flers', 'Flers'] }), '/spending/areas/1'],
  ])('of %s', (_case, changes, pointer) => {
    expect(pointersOf(flers(changes))).toEqual([pointer]);
  });

  it('in plain French, with the remedy', () => {
    expect(refusalsOf(flers(spending({ requestMinutes: 0 })))).toEqual([
      {
        pointer: '/spending/requestMinutes',
        detail:
          "la durée d'une demande de paiement doit être d'au moins 1 : indiquez un nombre entier de 1 à 1\u00a0440, en minutes",
      },
    ]);
  });
});

describe('how credit is spent', () => {
  const everyThreshold = { payouts: { every: 'threshold', thresholdCents: 0 } };
  it.each<[string, Json, string]>([
    ['tickets of no value', { payment: ['paper-ticket'], ...spending({ ticketValuesCents: [] }) }, 'ticketValuesCents'],
    ['slips of nothing', { payment: ['reimbursement-slip'], ...slip({ ceilingCents: 0 }) }, 'slip/ceilingCents'],
    ['more at once than a day', spending({ perPurchaseMaxCents: 2, perDayMaxCents: 1 }), 'perPurchaseMaxCents'],
    ['a threshold of nothing', spending(everyThreshold), 'payouts/thresholdCents'],
    ['a market ceiling without three prices', spending({ tallyDayMaxCents: 1 }), 'tallyDayMaxCents'],
  ])('cannot be %s', (_case, changes, field) => {
    expect(pointersOf(flers(changes))).toEqual([`/spending/${field}`]);
  });

  it('may leave out tickets and slips where nobody pays with them, and any limit', () => {
    const document = flers(
      spending({ ticketValuesCents: [], slip: { ceilingCents: 0, paysTo: 'member', lateDays: 0 } }),
    );
    const { perPurchaseMaxCents: _once, perDayMaxCents: _day, areas: _areas, ...left } = document['spending'] as Json;
    expect(readRules({ ...document, spending: left }).spending).toMatchObject({
      perPurchaseMaxCents: null,
      perDayMaxCents: null,
      areas: null,
      ticketValuesCents: [],
    });
  });
});

describe('rules of version 2, published before', () => {
  const asBefore = (document: Json): Json => {
    const { spending: _later, ...kept } = document;
    return { ...kept, schemaVersion: 2 };
  };

  it('mean what they always meant, and get on the new axis what was a matter of course', () => {
    fc.assert(
      fc.property(arbitraryRules, (rules) => {
        const read = readRules(asBefore(copyOf(rules)));
        expect(read).toEqual({ ...rules, spending: read.spending });
        expect(read.spending).toEqual({
          perPurchaseMaxCents: null,
          perDayMaxCents: null,
          requestMinutes: 15,
          refundDays: 30,
          ticketValuesCents: [500, 1_000],
          ticketMonths: 6,
          slip: { ceilingCents: 10_000, paysTo: 'outlet', lateDays: 60 },
          payouts: { every: 'month', thresholdCents: 0 },
          tallyDayMaxCents: null,
          outletsSeeInitials: false,
          coversAlcohol: false,
          coversNonFood: false,
          areas: null,
        });
      }),
    );
  });

  it('come out once and for all: what was read reads the same again', () => {
    const read = readRules(asBefore(flers()));
    expect(read.schemaVersion).toBe(3);
    expect(readRules(copyOf(read))).toEqual(read);
  });
});
