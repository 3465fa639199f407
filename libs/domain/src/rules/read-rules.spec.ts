import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readRules } from './read-rules';
import { arbitraryRules } from './rules-arbitrary.spec-support';
import { copyOf, flers, gironde, type Json, pointersOf, refusalsOf } from './rules-refusals.spec-support';

describe('reading rules', () => {
  it('gives back any sound document as it was written', () => {
    fc.assert(
      fc.property(arbitraryRules, (rules) => {
        expect(readRules(JSON.parse(JSON.stringify(rules)))).toEqual(rules);
      }),
      { numRuns: 500 },
    );
  });

  it('refuses anything else with named faults and nothing but named faults', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }), (document) => {
        expect(refusalsOf(document).length).toBeGreaterThan(0);
      }),
    );
  });

  it('stays itself whatever one field is changed to, wherever it is', () => {
    fc.assert(
      fc.property(arbitraryRules, fc.nat(), fc.anything(), (rules, at, value) => {
        const document = copyOf(rules);
        mutate(document, at, value);
        for (const { pointer, detail } of refusalsOf(document)) {
          expect(pointer).toMatch(/^(\/|$)/);
          expect(detail).toMatch(/ : /);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

/** Replaces the `at`-th field found walking the document, or adds a field where there are fewer. */
function mutate(document: Json, at: number, value: unknown): void {
  const places: [Json, string][] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push([node as Json, key]);
      walk((node as Json)[key]);
    }
    places.push([node as Json, 'inattendu']);
  };
  walk(document);
  const [node, key] = places[at % places.length] ?? [document, 'inattendu'];
  node[key] = value;
}

describe('a refusal names the field and the remedy', () => {
  it('says that the allocation of a household cannot be negative', () => {
    const allocation = { mode: 'fixed', amountCents: -1 };
    expect(refusalsOf(gironde({ allocation }))).toEqual([
      {
        pointer: '/allocation/amountCents',
        detail: "l'allocation d'un foyer ne peut pas être négative : indiquez 0 ou plus, en centimes",
      },
    ]);
  });

  it('says what would be right for a day of the month, and for an amount too large', () => {
    const changes = {
      collection: { mode: 'direct-debit', dayOfMonth: 32 },
      allocation: { mode: 'fixed', amountCents: 10_000_001 },
    };
    expect(refusalsOf(flers(changes)).map(({ detail }) => detail.replaceAll('\u00a0', ' '))).toEqual([
      "l'allocation d'une personne ne peut pas dépasser 10 000 000 : indiquez un nombre entier de 0 à 10 000 000, en centimes",
      'le jour de la collecte ne peut pas dépasser 31 : indiquez un nombre entier de 1 à 31',
    ]);
  });

  it('says all faults at once', () => {
    const document = flers({
      credited: { mode: 'day-of-month', day: 0 },
      collection: { mode: 'direct-debit', dayOfMonth: 32 },
      unspent: { mode: 'expire', months: 'trois' },
      couleur: 'bleu',
    });
    const pointers = ['/couleur', '/credited/day', '/unspent/months', '/collection/dayOfMonth'];
    expect(pointersOf(document).sort()).toEqual(pointers.sort());
  });

  it.each<[string, Json, string]>([
    ['more than 100 000 €', { allocation: { mode: 'fixed', amountCents: 10_000_001 } }, '/allocation/amountCents'],
    ['half a cent', { allocation: { mode: 'fixed', amountCents: 0.5 } }, '/allocation/amountCents'],
    ['an amount as text', { allocation: { mode: 'fixed', amountCents: '100' } }, '/allocation/amountCents'],
    ['an amount left out', { allocation: { mode: 'fixed' } }, '/allocation/amountCents'],
    ['a field of another mode', { allocation: { mode: 'none', amountCents: 100 } }, '/allocation/amountCents'],
    ['an unknown mode', { allocation: { mode: 'generous' } }, '/allocation/mode'],
    ['an axis left out', { allocation: undefined }, '/allocation'],
    ['an axis that is a list', { coverage: [] }, '/coverage'],
    ['min above max', { contribution: { mode: 'free', minCents: 2_000, maxCents: 1_000 } }, '/contribution/maxCents'],
    ['a step of 0', { contribution: { mode: 'free', minCents: 0, stepCents: 0 } }, '/contribution/stepCents'],
    ['bands out of order', { contribution: { mode: 'bands', bandsCents: [2, 1] } }, '/contribution/bandsCents/1'],
    ['a band twice', { contribution: { mode: 'bands', bandsCents: [1, 1] } }, '/contribution/bandsCents/1'],
    ['no band', { contribution: { mode: 'bands', bandsCents: [] } }, '/contribution/bandsCents'],
    ['more than the whole income', share(10_001), '/contribution/shareBasisPoints'],
    ['no share of the income', share(0), '/contribution/shareBasisPoints'],
    ['a rate above 100 %', { coverage: { mode: 'rate-per-label', ratesPercent: [101] } }, '/coverage/ratesPercent/0'],
    ['no way to pay', { payment: [] }, '/payment'],
    ['one way to pay twice', { payment: ['card', 'card'] }, '/payment/1'],
    ['an unknown way to pay', { payment: ['gold'] }, '/payment/0'],
    ['another version', { schemaVersion: 4 }, '/schemaVersion'],
    ['an unknown unit', { unit: 'village' }, '/unit'],
  ])('refuses %s', (_case, changes, pointer) => {
    expect(pointersOf(flers(changes))).toEqual([pointer]);
  });

  it('is not fooled by field names of the language', () => {
    expect(pointersOf(JSON.parse('{"__proto__": {"unit": "person"}}'))).toContain('/unit');
    expect(pointersOf({ ...flers(), 'a/b~c': 1 })).toEqual(['/a~1b~0c']);
  });
});

function share(shareBasisPoints: number): Json {
  return { contribution: { mode: 'income-share', shareBasisPoints, minCents: 0 } };
}

describe('axes that contradict each other', () => {
  const pot = (mode: string): Json => ({ mode, reserveCents: 0 });
  const none = { mode: 'none' };
  const unpaid = { contribution: none, collection: { mode: 'by-hand', dayOfMonth: 1 } };
  const three = { mode: 'three-prices', ratesPercent: { accessible: 65, fair: 100, solidarity: 125 } };
  const weights = { mode: 'household-weights', firstPersonCents: 1, perExtraPersonCents: 1 };
  const free = { mode: 'free', minCents: 0 };
  const mean = { mode: 'mean-of-contributions' };

  it.each<[string, Json, string]>([
    ['grants only, and a contribution', { potResources: pot('grants-only') }, '/contribution/mode'],
    ['nothing in the pot', { ...unpaid, potResources: pot('contributions-only') }, '/potResources/mode'],
    ['household weights for persons', { allocation: weights }, '/allocation/mode'],
    ['household steps for persons', { allocation: { mode: 'household-steps', stepsCents: [1] } }, '/allocation/mode'],
    ['the mean of no contributions', { ...unpaid, allocation: mean }, '/allocation/mode'],
    ['three prices and an allocation', { coverage: three }, '/allocation/mode'],
    ['per person, of a person', { contribution: { ...free, perPerson: true } }, '/contribution/perPerson'],
    ['extra persons of a person', extra(free), '/contribution/perExtraPersonCents'],
    ['credit when nothing is sent', { ...unpaid, credited: { mode: 'when-sent' } }, '/credited/mode'],
    ['the mean before it is known', { allocation: mean, credited: { mode: 'when-settled' } }, '/credited/mode'],
    ['reimbursement without slips', { allocation: { mode: 'reimbursement', upToCents: 1 } }, '/payment'],
    ['a debit of nothing', { contribution: none }, '/collection/mode'],
    ['a part of nothing', { ...unpaid, runningCosts: costs(1) }, '/runningCosts/contributionBasisPoints'],
  ])('refuses %s', (_case, changes, pointer) => {
    expect(pointersOf(flers(changes))).toEqual([pointer]);
  });

  it('refuses to keep back all that outlets are owed: nothing would be left to pay, ever', () => {
    const keeping = (outletFeeBasisPoints: number): Json => ({
      runningCosts: { contributionBasisPoints: 0, outletFeeBasisPoints },
    });
    expect(pointersOf(gironde(keeping(10_000)))).toEqual(['/runningCosts/outletFeeBasisPoints']);
    expect(pointersOf(gironde(keeping(9_999)))).toEqual([]);
  });

  it('refuses an extra for each person when each person is already counted', () => {
    const contribution = { ...free, perPerson: true, perExtraPersonCents: 500 };
    expect(pointersOf(gironde({ contribution }))).toEqual(['/contribution/perExtraPersonCents']);
  });

  function extra(rule: Json): Json {
    return { contribution: { ...rule, perExtraPersonCents: 500 } };
  }
  function costs(contributionBasisPoints: number): Json {
    return { contributionBasisPoints, outletFeeBasisPoints: 0 };
  }
});
