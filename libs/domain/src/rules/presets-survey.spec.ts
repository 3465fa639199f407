import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { presetByKey, presets } from './presets';

// The survey that the presets were taken from lies beside the repository on the machines where they were made. Where it
// is missing these cases are left out by name; presets.spec.ts holds the expected values and always runs.
const SURVEY = join(__dirname, '../../../../../shared/presets.json');

type Json = Record<string, unknown>;
interface Surveyed extends Json {
  readonly key: string;
  readonly sourced: readonly string[];
}

/** The survey's English texts as the presets say them in French. */
const IN_FRENCH: Readonly<Record<string, string>> = {
  'AB or Nature & Progrès': 'AB ou Nature & Progrès',
  'no alcohol': "pas d'alcool",
  'no non-food': "rien d'autre que de l'alimentation",
  'approved by the citizens committee': 'conventionnés par le comité citoyen',
  accessibility: 'accessibilité',
  'well-being at work': 'bien-être au travail',
  locality: 'localité',
  'price transparency': 'transparence des prix',
  'sustainable practice': 'pratiques durables',
  'organic producers': 'producteurs bio',
  'food quality': 'qualité des aliments',
  'animal welfare': 'bien-être animal',
  'ecological and social practice': 'pratiques écologiques et sociales',
  trust: 'confiance',
  'within 70 km': 'à moins de 70 km',
  'no imported fresh food': 'pas de produits frais importés',
  'no prepared food': 'pas de plats préparés',
  'no frozen food': 'pas de surgelés',
  'anything but alcohol': "tout sauf l'alcool",
  'organic producers and shops': 'producteurs et magasins bio',
  'solidarity groceries': 'épiceries solidaires',
  'nutrition and ecology': 'nutrition et écologie',
  location: 'lieu',
  'farm size': 'taille de la ferme',
  'working conditions': 'conditions de travail',
  income: 'revenu',
  'disposable income': 'reste à vivre',
  'food budget': 'budget alimentaire',
  'income scale, on trust': 'barème de revenus, sur la confiance',
  means: 'selon ses moyens',
  'contributions cover a quarter of allocations; most spending in two shops of one owner':
    "les cotisations couvrent un quart des allocations ; l'essentiel des dépenses se fait dans deux magasins d'un même propriétaire",
};

const french = (value: unknown): unknown => {
  if (typeof value === 'string') return IN_FRENCH[value] ?? value;
  if (Array.isArray(value)) return value.map(french);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'strata' ? inner : french(inner)]),
  );
};
const at = (document: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((node, key) => (node as Json | undefined)?.[key], document);
const toCents = (euros: unknown): unknown =>
  Array.isArray(euros) ? euros.map(toCents) : Math.round(Number(euros) * 100);
const asItIs = (value: unknown): unknown => value;

/** Where each surveyed figure went in the rules, and how it is written there. Other sourced fields stay facts. */
const IN_RULES: Readonly<Record<string, readonly [readonly string[], (value: unknown) => unknown]>> = {
  unit: [['unit'], asItIs],
  'contribution.mode': [['contribution.mode'], asItIs],
  'contribution.examplesEuros': [['contribution.examplesCents'], toCents],
  'contribution.minEuros': [['contribution.minCents'], toCents],
  'contribution.maxEuros': [['contribution.maxCents'], toCents],
  'contribution.stepEuros': [['contribution.stepCents'], toCents],
  'contribution.perPerson': [['contribution.perPerson'], asItIs],
  'contribution.perExtraPersonEuros': [['contribution.perExtraPersonCents'], toCents],
  'contribution.percentOfNetIncome': [['contribution.shareBasisPoints'], toCents],
  'allocation.mode': [['allocation.mode'], asItIs],
  'allocation.amountEuros': [['allocation.amountCents'], toCents],
  'allocation.baseEuros': [['allocation.baseCents'], toCents],
  'allocation.perPersonEuros': [['allocation.firstPersonCents', 'allocation.perExtraPersonCents'], toCents],
  'allocation.firstPersonEuros': [['allocation.firstPersonCents'], toCents],
  'allocation.extraPersonEuros': [['allocation.perExtraPersonCents'], toCents],
  'allocation.childUnder14Euros': [
    ['allocation.ageWeights'],
    (euros) => [{ underAge: 14, amountCents: toCents(euros) }],
  ],
  'allocation.stepsEuros': [['allocation.stepsCents'], toCents],
  'allocation.upToEuros': [['allocation.upToCents'], toCents],
  'potResources.mode': [['potResources.mode'], asItIs],
  'unspent.mode': [['unspent.mode'], asItIs],
  'coverage.mode': [['coverage.mode'], asItIs],
  'coverage.ratesPercent': [['coverage.ratesPercent'], asItIs],
  'admission.mode': [['admission.mode'], asItIs],
  'admission.when': [['admission.when'], asItIs],
  'admission.strata': [['admission.strata'], asItIs],
  'admission.places': [['admission.places'], asItIs],
  'admission.areas': [['admission.areas'], asItIs],
  'admission.waves': [['admission.wavePlaces'], asItIs],
  'admission.veryLowIncomeShare': [
    ['admission.veryLowIncomeBasisPoints'],
    (share) => Math.round(Number(share) * 10_000),
  ],
  payment: [['payment'], asItIs],
  paperTicketEuros: [['spending.ticketValuesCents'], (euros) => [toCents(euros)]],
  'outletCriteria.no alcohol': [['spending.coversAlcohol'], () => false],
  'outletCriteria.anything but alcohol': [['spending.coversAlcohol'], () => false],
  'outletCriteria.no non-food': [['spending.coversNonFood'], () => false],
  outletFeePercent: [['runningCosts.outletFeeBasisPoints'], toCents],
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The paths of a sourced field: itself, and its own fields or the words of its list when it has some. */
function pathsOf(surveyed: Surveyed, field: string): string[] {
  const value = at(surveyed, field);
  const inside = Array.isArray(value) ? value.map(String) : Object.keys(isObject(value) ? value : {});
  return [field, ...inside.map((name) => `${field}.${name}`)];
}

if (existsSync(SURVEY)) {
  const survey = JSON.parse(readFileSync(SURVEY, 'utf8')) as { presets: Surveyed[] };

  describe('the survey and the presets', () => {
    it('speak of the same funds', () => {
      expect(survey.presets.map(({ key }) => key).sort()).toEqual(
        presets()
          .map(({ key }) => key)
          .sort(),
      );
    });

    it.each(survey.presets.map((surveyed) => [surveyed.key, surveyed] as const))(
      '%s: each sourced fact survives, in its facts or size, and in its rules',
      (key, surveyed) => {
        const { facts, size, rules, sourced } = presetByKey(key);
        for (const field of surveyed.sourced) {
          const kept = field === 'participants' || field === 'households' ? size[field] : at(facts, field);
          expect([field, kept]).toEqual([field, french(at(surveyed, field))]);
          for (const path of pathsOf(surveyed, field)) {
            const [targets, convert] = IN_RULES[path] ?? [[], asItIs];
            for (const target of targets) {
              expect([target, at(rules, target)]).toEqual([target, convert(at(surveyed, path))]);
              expect(sourced).toContain(`/rules/${target.replaceAll('.', '/')}`);
            }
          }
        }
      },
    );

    it.each(survey.presets.map((surveyed) => [surveyed.key, surveyed] as const))(
      '%s: nothing is called sourced that the survey does not call so',
      (key, surveyed) => {
        const known = surveyed.sourced.flatMap((field) => pathsOf(surveyed, field));
        const targets = known.flatMap((path) => IN_RULES[path]?.[0] ?? []);
        const claimed = presetByKey(key).sourced.filter((pointer) => pointer.startsWith('/rules/'));
        expect(claimed.map((pointer) => pointer.slice('/rules/'.length).replaceAll('/', '.')).sort()).toEqual(
          targets.sort(),
        );
      },
    );
  });
} else {
  process.stderr.write(`left out: presets against the survey, because ${SURVEY} is not on this machine\n`);
  describe('the survey and the presets', () => {
    it('LEFT OUT: the survey is not on this machine; presets.spec.ts checks the values written in it', () => {
      expect(existsSync(SURVEY)).toBe(false);
    });
  });
}
