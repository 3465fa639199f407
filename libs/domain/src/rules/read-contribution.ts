// What a fund's rules say about contributions, read with every fault named.
import type { Cents } from '../kernel/money';
import {
  amount,
  amountOrNone,
  amountOrNull,
  ascending,
  choice,
  faulty,
  feminine,
  fieldsOf,
  listOf,
  masculine,
  modeOf,
  note,
  type Spot,
  wholeNumber,
  yesOrNo,
} from './document-reading';
import { readGuidedQuestions, readGuidedSentences } from './read-guided';
import type { BandsContribution, ContributionRule, FreeContribution, GuidedContribution } from './rules';

const AXIS = feminine('la règle de cotisation');
const MODE = masculine('le mode de cotisation');
const MODES = ['bands', 'free', 'income-share', 'guided', 'none'] as const;
const EXTRA = masculine('le supplément de cotisation par personne en plus');
const MIN = feminine('la cotisation minimale');
const MAX = feminine('la cotisation maximale');

/** Reads the axis contribution; faults go to the spot's list. Amounts in cents. */
export function readContribution(spot: Spot): ContributionRule {
  switch (modeOf(spot, MODES)) {
    case 'bands':
      return readBands(spot);
    case 'free':
      return readFree(spot);
    case 'income-share':
      return readIncomeShare(spot);
    case 'guided':
      return readGuided(spot);
    case 'none':
      fieldsOf(spot, AXIS, ['mode']);
      return { mode: 'none' };
    case undefined:
      choice(fieldsOf(spot, AXIS, KNOWN_ANYWHERE)('mode'), MODE, MODES);
      return { mode: 'none' };
  }
}

const KNOWN_ANYWHERE = [
  'mode',
  'bandsCents',
  'examplesCents',
  'minCents',
  'maxCents',
  'stepCents',
  'shareBasisPoints',
  'perPerson',
  'perExtraPersonCents',
  'questions',
  'sentences',
  'keepAnswers',
];

function readBands(spot: Spot): BandsContribution {
  const at = fieldsOf(spot, AXIS, ['mode', 'bandsCents', 'perExtraPersonCents']);
  const name = feminine('la liste des paliers de cotisation');
  const bandsCents = listOf(at('bandsCents'), name, 1, (item) => amount(item, masculine('un palier de cotisation')));
  ascending(at('bandsCents'), name, bandsCents);
  return { mode: 'bands', bandsCents, perExtraPersonCents: amountOrNone(at('perExtraPersonCents'), EXTRA) };
}

function readFree(spot: Spot): FreeContribution {
  const known = ['mode', 'minCents', 'maxCents', 'stepCents', 'perPerson', 'perExtraPersonCents'];
  const at = fieldsOf(spot, AXIS, known);
  const rule: FreeContribution = {
    mode: 'free',
    minCents: amount(at('minCents'), MIN),
    maxCents: amountOrNull(at('maxCents'), MAX),
    stepCents: amountOrNull(at('stepCents'), masculine('le pas entre deux cotisations'), 1),
    perPerson: yesOrNo(at('perPerson'), masculine("le choix d'une cotisation par personne")),
    perExtraPersonCents: amountOrNone(at('perExtraPersonCents'), EXTRA),
  };
  minBelowMax(at, rule);
  if (rule.perPerson && rule.perExtraPersonCents > 0) {
    const detail =
      'une cotisation par personne compte déjà chaque personne : mettez le supplément à 0, ou la cotisation par foyer';
    note(at('perExtraPersonCents'), detail);
  }
  return rule;
}

function readIncomeShare(spot: Spot): ContributionRule {
  const at = fieldsOf(spot, AXIS, ['mode', 'shareBasisPoints', 'minCents', 'perExtraPersonCents']);
  const share = { min: 1, max: 10_000, counts: 'centièmes de pour cent (250 pour 2,5 %)' };
  return {
    mode: 'income-share',
    shareBasisPoints: wholeNumber(at('shareBasisPoints'), feminine('la part du revenu'), share),
    minCents: amount(at('minCents'), MIN),
    perExtraPersonCents: amountOrNone(at('perExtraPersonCents'), EXTRA),
  };
}

function readGuided(spot: Spot): GuidedContribution {
  const at = fieldsOf(spot, AXIS, GUIDED_FIELDS);
  const name = feminine('la liste des exemples de cotisation');
  const read = (item: Spot) => amount(item, masculine('un exemple de cotisation'));
  const step = masculine('le pas des cotisations proposées');
  const rule: GuidedContribution = {
    mode: 'guided',
    examplesCents: listOf(at('examplesCents'), name, 0, read),
    minCents: amountOrNone(at('minCents'), MIN),
    maxCents: amountOrNull(at('maxCents'), MAX),
    perExtraPersonCents: amountOrNone(at('perExtraPersonCents'), EXTRA),
    questions: readGuidedQuestions(at('questions')),
    sentences: readGuidedSentences(at('sentences')),
    stepCents: at('stepCents').value === undefined ? ONE_EURO : amount(at('stepCents'), step, { from: 1 }),
    keepAnswers: yesOrNo(at('keepAnswers'), feminine('la conservation des réponses')),
  };
  ascending(at('examplesCents'), name, rule.examplesCents);
  minBelowMax(at, rule);
  somethingToPropose(at('maxCents'), rule);
  return rule;
}

const GUIDED_FIELDS = [
  'mode',
  'examplesCents',
  'minCents',
  'maxCents',
  'perExtraPersonCents',
  'questions',
  'sentences',
  'stepCents',
  'keepAnswers',
];
const ONE_EURO = 100 as Cents;

function somethingToPropose(spot: Spot, rule: GuidedContribution): void {
  const { questions, sentences, maxCents, examplesCents } = rule;
  if (questions.length + sentences.length === 0 || maxCents !== null || examplesCents.length > 0 || faulty(spot))
    return;
  note(spot, "rien ne dit jusqu'où proposer : indiquez une cotisation maximale, ou des exemples");
}

function minBelowMax(at: (field: string) => Spot, rule: FreeContribution | GuidedContribution): void {
  if (faulty(at('minCents')) || faulty(at('maxCents'))) return;
  if (rule.maxCents === null || rule.minCents <= rule.maxCents) return;
  note(at('maxCents'), `${MAX.words} est sous la minimale : indiquez ${rule.minCents} centimes ou plus, ou null`);
}
