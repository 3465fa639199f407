// `draw admission`: from a waiting list and a council's terms to who enters, with chances, effect on the money and records.
import { randomBytes } from 'node:crypto';
import { type Cents, cents, RuleBroken } from '#domain/kernel';
import {
  type AdmissionLottery,
  admissionLottery,
  type AdmissionTerms,
  type Applicant,
  bandOf,
  monthsOfList,
  netCostOf,
  noPlacesText,
  planByMean,
  relaxationText,
} from '#domain/lotteries';
import { loadHighs } from '#domain/sortition';
import type { AdmissionAnswer, Admitted, Refused } from './admission-answer';
import { Admission, type AdmissionOrder } from './admission-draw';
import { type AdmissionMoney, moneyOf } from './admission-money';
import { refusalText } from './admission-page';
import { type AdmissionParams, readParams } from './admission-params';
import { BadInput } from './bad-input';
import { hexDigits, type Options, readOptions, required, wholeNumber } from './options';
import { readJson, readTable } from './read-files';
import { readWaiting, type WaitingLine } from './waiting-file';

const TEXTS = ['waiting', 'params', 'panels', 'seed', 'record', 'salt-key'];
const SWITCHES = ['json', 'curve'];

/** Draws who enters. @throws BadInput with everything that is wrong in the files or options */
export async function drawAdmission(args: readonly string[]): Promise<AdmissionAnswer> {
  const options = readOptions(args, TEXTS, SWITCHES);
  const params = readParams(readJson(required(options, 'params', 'le fichier des réglages, en JSON')));
  const lines = readWaiting(readTable(required(options, 'waiting', 'le fichier de la liste d’attente')));
  const applicants = applicantsOf(lines, params);
  const order = orderOf(options, params);
  const started = performance.now();
  const answer = await answerOf(applicants, params, order);
  return { ...answer, warnings: params.warnings, seconds: (performance.now() - started) / 1000 };
}

function orderOf(options: Options, params: AdmissionParams): AdmissionOrder {
  const { texts } = options;
  const salt = texts['salt-key'];
  const panels = texts['panels'];
  return {
    panels: panels === undefined ? (params.panels ?? 1_000) : wholeNumber(panels, 'panels', [1, 100_000]),
    seed: hexDigits(required(options, 'seed', 'la graine du tirage, en chiffres hexadécimaux'), 'seed'),
    saltKey: salt === undefined ? randomBytes(32) : Buffer.from(hexDigits(salt, 'salt-key'), 'hex'),
    record: texts['record'],
    curve: options.on('curve') || params.mode === 'budget',
  };
}

function applicantsOf(lines: readonly WaitingLine[], params: AdmissionParams): Applicant[] {
  const known = new Set(lines.flatMap(({ classes }) => Object.keys(classes)));
  const missing = params.strata.filter(({ column }) => lines.length > 0 && !known.has(column));
  if (missing.length > 0) {
    throw new BadInput(
      missing.map(({ column }) => `Réglages, « strata » : la liste d’attente n’a pas de colonne « ${column} ».`),
    );
  }
  return lines.map((line) => ({
    code: line.id,
    household: line.household,
    people: line.people,
    monthsWaited: line.monthsWaited,
    classes: line.classes,
    netCost: costOf(line, params),
  }));
}

/** What a line costs a month: as it says, or its allocation less what surely comes in of its contribution, by band. */
function costOf(line: WaitingLine, { allocation, bands, defaultBasisPoints }: AdmissionParams): Cents | null {
  if (line.netCost !== null) return cents(line.netCost);
  const credited = line.allocation ?? allocation;
  if (credited === null || line.contribution === null) return null;
  const contribution = bandOf(cents(line.contribution), bands.map(cents));
  return netCostOf({ contribution, allocation: cents(credited) }, defaultBasisPoints);
}

async function answerOf(
  applicants: readonly Applicant[],
  params: AdmissionParams,
  order: AdmissionOrder,
): Promise<Refused | Admitted> {
  const money = moneyOf(params);
  const { most, none } = placesOf(applicants, params, money);
  const draw = new Admission(applicants, { params, money, places: most }, order);
  if (none !== null) return draw.ofNobody({ ...none, message: noPlacesText(none) });
  const terms = termsOf(params, money, most ?? applicants.length, applicants.length);
  const solver = await loadHighs();
  const found = lotteryOf(applicants, terms, { solver });
  if (found.status === 'feasible') return draw.of(found, solver);
  // A budget below nothing is no bad request: there is no place, and so much is missing for one.
  if (found.cause === 'budget' && params.least === null) {
    const short = draw.tooShort();
    if (short !== null) return draw.ofNobody({ ...short, message: noPlacesText(short) });
  }
  return refused(found);
}

/** By the council's number, and where money is known never more than it bears by the prudent mean. */
function placesOf(applicants: readonly Applicant[], { mode, most }: AdmissionParams, { budget }: AdmissionMoney) {
  if (applicants.length === 0) return { most, none: { code: 'nobody-waiting' } as const };
  if (most === 0) return { most, none: { code: 'no-places-voted' } as const };
  if (mode === 'budget' || budget === null) return { most, none: null };
  const costs = applicants.flatMap(({ netCost }) => (netCost === null ? [] : [netCost]));
  if (costs.length < applicants.length) {
    throw new BadInput([
      'Pour déduire les places d’un budget, la liste d’attente a besoin des colonnes « contribution » et « allocation » ; ou donnez "places".',
    ]);
  }
  const plan = planByMean(costs, budget, most);
  return { most: plan.places, none: plan.none };
}

function termsOf(params: AdmissionParams, { budget }: AdmissionMoney, most: number, waiting: number): AdmissionTerms {
  const { tickets, strata, least, maxChanceRatio } = params;
  const firstAfterMonths = tickets.firstAfterMonths === 'list' ? monthsOfList(waiting, most) : tickets.firstAfterMonths;
  return {
    places: { min: least, max: most },
    budget: params.mode === 'budget' ? budget : null,
    tickets: { ...tickets, firstAfterMonths },
    strata,
    maxChanceRatio,
  };
}

const FAULTS: Readonly<Record<string, string>> = {
  'net-cost-unknown':
    'En mode "budget", chaque ligne de la liste d’attente a besoin d’une contribution et d’une allocation : ajoutez les colonnes, ou "allocationCents" aux réglages.',
  'places-min-above-max': 'Réglages : « minSize » est plus grand que « maxSize » ; échangez-les ou corrigez-en un.',
  'stratum-min-above-max': 'Réglages, « strata » : un minimum est plus grand que son maximum ; corrigez-le.',
  'stratum-twice': 'Réglages, « strata » : une classe y est deux fois ; gardez une seule ligne.',
};

function lotteryOf(
  applicants: readonly Applicant[],
  terms: AdmissionTerms,
  work: Parameters<typeof admissionLottery>[2],
): AdmissionLottery {
  try {
    return admissionLottery(applicants, terms, work);
  } catch (error) {
    if (!(error instanceof RuleBroken) || error.code !== 'admission-terms-impossible') throw error;
    throw new BadInput([
      FAULTS[String(error.facts['fault'])] ?? `Réglages impossibles : ${String(error.facts['fault'])}.`,
    ]);
  }
}

function refused({ cause, relaxations }: Extract<AdmissionLottery, { status: 'infeasible' }>): Refused {
  return {
    status: 'infeasible',
    cause,
    relaxations: relaxations.map((one) => ({ ...one, message: relaxationText(one) })),
    message: refusalText(cause),
  };
}
