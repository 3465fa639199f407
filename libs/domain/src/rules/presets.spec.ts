import { describe, expect, it } from '@jest/globals';
import { presetByKey, presets } from './presets';
import { readRules } from './read-rules';

/** Every field of a document two levels deep, as JSON pointers: lists and what is below count as one field. */
function fieldsOf(rules: object): string[] {
  return Object.entries(rules).flatMap(([axis, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value).map((field) => `/${axis}/${field}`)
      : [`/${axis}`],
  );
}

function at(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
}

describe('the twelve presets', () => {
  it('are twelve, each with its own key, place and sources', () => {
    expect(presets().map(({ key }) => key)).toEqual([
      'dieulefit',
      'lavoir',
      'montpellier',
      'gironde',
      'lyon',
      'toulouse',
      'flers',
      'nantes',
      'grenoble',
      'ariege',
      'yonne',
      'cadenet',
    ]);
    for (const { sources, lat, lon } of presets()) {
      expect(sources.length).toBeGreaterThan(0);
      expect(lat > 41 && lat < 52 && lon > -6 && lon < 10).toBe(true);
    }
  });

  it('are found by key, and an unknown key is refused with the known ones', () => {
    expect(presetByKey('flers').name).toBe('CLAF');
    expect(() => presetByKey('paris')).toThrow('preset-unknown');
  });

  it.each(presets().map((preset) => [preset.key, preset] as const))(
    '%s: its rules load unchanged, and each field is either sourced or marked as filler',
    (_key, { rules, sourced, fillers, ...preset }) => {
      expect(readRules(JSON.parse(JSON.stringify(rules)))).toEqual(rules);
      for (const field of fieldsOf(rules).filter((pointer) => pointer !== '/schemaVersion')) {
        const isSourced = sourced.includes(`/rules${field}`);
        const isFilled = fillers.some((filler) => field === filler || field.startsWith(`${filler}/`));
        expect([field, isSourced !== isFilled]).toEqual([field, true]);
      }
      for (const pointer of sourced)
        expect([pointer, at({ ...preset, rules }, pointer)]).not.toEqual([pointer, undefined]);
      for (const pointer of fillers) expect([pointer, at(rules, pointer)]).not.toEqual([pointer, undefined]);
    },
  );
});

describe('what each fund is known for', () => {
  it.each<[string, string, unknown]>([
    ['dieulefit', '/contribution/examplesCents', [4_000, 6_000, 11_500]],
    ['dieulefit', '/allocation/amountCents', 10_000],
    ['dieulefit', '/admission', { mode: 'lottery-by-balance', when: 'month-end' }],
    ['dieulefit', '/potResources/mode', 'contributions-only'],
    ['lavoir', '/coverage/ratesPercent', { accessible: 65, fair: 100, solidarity: 125 }],
    ['montpellier', '/contribution/minCents', 100],
    ['montpellier', '/contribution/maxCents', 25_000],
    ['montpellier', '/allocation/amountCents', 10_000],
    ['montpellier', '/payment', ['member-number-on-outlet-device']],
    ['gironde', '/contribution/perExtraPersonCents', 500],
    ['gironde', '/allocation/baseCents', 7_500],
    ['gironde', '/allocation/perExtraPersonCents', 7_500],
    ['gironde', '/admission/veryLowIncomeBasisPoints', 3_300],
    ['lyon', '/contribution/perPerson', true],
    ['lyon', '/allocation/firstPersonCents', 15_000],
    ['lyon', '/allocation/perExtraPersonCents', 7_500],
    ['lyon', '/allocation/ageWeights', [{ underAge: 14, amountCents: 4_500 }]],
    ['toulouse', '/allocation/amountCents', 10_000],
    ['toulouse', '/payment', ['card', 'paper-ticket']],
    ['toulouse', '/spending/ticketValuesCents', [1_000]],
    ['dieulefit', '/spending/coversAlcohol', false],
    ['flers', '/contribution/stepCents', 500],
    ['nantes', '/allocation/perExtraPersonCents', 5_000],
    ['nantes', '/runningCosts/outletFeeBasisPoints', 0],
    ['grenoble', '/allocation/stepsCents', [10_000, 15_000, 20_000]],
    ['ariege', '/contribution/shareBasisPoints', 250],
    ['yonne', '/allocation/mode', 'mean-of-contributions'],
    ['cadenet', '/allocation/upToCents', 15_000],
    ['cadenet', '/coverage/ratesPercent', [30, 70, 100]],
    ['cadenet', '/potResources/mode', 'grants-only'],
  ])('%s: %s is %j', (key, pointer, value) => {
    expect(at(presetByKey(key).rules, pointer)).toEqual(value);
  });

  it.each<[string, string, unknown]>([
    ['dieulefit', '/facts/council/seatsMax', 24],
    ['montpellier', '/facts/council/seats', 61],
    ['montpellier', '/facts/contribution/meanEuros', 60],
    ['toulouse', '/facts/paperTicketEuros', 10],
    ['lyon', '/size/households', 138],
    ['grenoble', '/facts/contribution/shareBelow10Euros', 0.4],
    ['grenoble', '/facts/outletCount', 12],
    ['cadenet', '/size/participants', 33],
  ])('%s: %s is %j', (key, pointer, value) => {
    expect(at(presetByKey(key), pointer)).toEqual(value);
  });
});
