// `draw council`: from two files and a seed to a panel, with everybody's chance, the proof and the records.
import { randomBytes } from 'node:crypto';
import {
  councilProblem,
  type CouncilProblem,
  faultText,
  impossibleSums,
  readQuotas,
  readVolunteers,
  relaxationText,
  type Volunteer,
} from '#domain/lotteries';
import { feasibility, fairest, type LinearSolver, loadHighs, type Relaxation } from '#domain/sortition';
import { BadInput } from './bad-input';
import { type Act, actOf, type CouncilOrder } from './council-act';
import { barredGroups, type CouncilAnswer, type Drawn, type Infeasible, percent } from './council-answer';
import { figuresOf } from './figures';
import { hexDigits, oneOf, type Options, readOptions, required, wholeNumber } from './options';
import { readTable } from './read-files';
import { writeRecords } from './record-files';

const TEXTS = ['people', 'quotas', 'seats', 'method', 'panels', 'seed', 'record', 'excluded', 'salt-key'];
const SWITCHES = ['households', 'json'];
/** More panels than five digits can name help nobody. */
const MOST_PANELS = 100_000;

/** Draws a council. @throws BadInput with everything that is wrong in the files or options */
export async function drawCouncil(args: readonly string[]): Promise<CouncilAnswer> {
  const options = readOptions(args, TEXTS, SWITCHES);
  const order = orderOf(options);
  const { volunteers, quotas, warnings } = readFilesOf(options);
  const excluded = excludedOf(options, volunteers);
  const council = councilProblem({ ...order, volunteers, quotas, excluded });
  const solver = await loadHighs();
  const started = performance.now();
  const answered = answer(council, order, solver);
  return { ...answered, warnings, leftOut: council.leftOut, seconds: (performance.now() - started) / 1000 };
}

function orderOf(options: Options): CouncilOrder {
  const { texts } = options;
  const seed = hexDigits(required(options, 'seed', 'la graine du tirage, en chiffres hexadécimaux'), 'seed');
  return {
    seats: wholeNumber(required(options, 'seats', 'le nombre de sièges'), 'seats', [1, 10_000]),
    kind: 'council',
    maxChanceRatio: null,
    households: options.on('households'),
    method: oneOf(texts['method'] ?? 'leximin', 'method', ['leximin', 'maximin', 'equal']),
    panels: wholeNumber(texts['panels'] ?? '1000', 'panels', [1, MOST_PANELS]),
    seed,
    // Salts that could be foretold would let anybody guess lines; a key is given only to write the same record again.
    saltKey:
      texts['salt-key'] === undefined ? randomBytes(32) : Buffer.from(hexDigits(texts['salt-key'], 'salt-key'), 'hex'),
    record: texts['record'],
  };
}

function readFilesOf(options: Options) {
  const read = readQuotas(readTable(required(options, 'quotas', 'le fichier des quotas')));
  const people = readVolunteers(readTable(required(options, 'people', 'le fichier des volontaires')), read.quotas);
  // What a file of quotas that cannot be read lacks would be reported of every volunteer again.
  const faults = [...read.faults, ...(read.faults.length > 0 ? [] : people.faults)];
  if (faults.length > 0) throw new BadInput(faults.map(faultText));
  return { volunteers: people.volunteers, quotas: read.quotas, warnings: people.warnings.map(faultText) };
}

function excludedOf({ texts }: Options, volunteers: readonly Volunteer[]): string[] {
  const path = texts['excluded'];
  if (path === undefined) return [];
  const codes = readTable(path)
    .map(([code]) => (code ?? '').trim())
    .filter((code) => code !== '' && code !== 'id');
  const unknown = codes.filter((code) => !volunteers.some(({ id }) => id === code));
  if (unknown.length > 0) throw new BadInput([`À exclure, mais absents des volontaires : ${unknown.join(', ')}.`]);
  return codes;
}

function answer({ problem }: CouncilProblem, order: CouncilOrder, solver: LinearSolver): Infeasible | Drawn {
  const found = feasibility(problem, solver);
  if (found.status === 'infeasible') {
    return {
      status: 'infeasible',
      cause: found.cause,
      relaxations: found.relaxations.map(withWords),
      explanations: impossibleSums(problem),
    };
  }
  const proof = fairest(problem, { solver, method: order.method });
  if (order.method === 'equal') requireEqual(proof.chances);
  const act = actOf(problem, proof, order);
  const files = writeRecords(act.record, act.sealed, order.record);
  return { status: 'feasible', ...feasibleAnswer(act), neverDrawableWhy: barredGroups(problem, proof, solver), files };
}

/** Equal chances are an answer only where the quotas allow them: no other lottery is put in their place. */
function requireEqual(chances: readonly number[]): void {
  const { minProbability, maxProbability } = figuresOf(chances);
  if (maxProbability - minProbability <= 1e-6) return;
  throw new BadInput([
    `Ces quotas ne permettent pas des chances égales : au plus juste elles vont de ${percent(minProbability)} à ` +
      `${percent(maxProbability)}. Prenez --method leximin, ou changez les quotas.`,
  ]);
}

function withWords(relaxation: Relaxation) {
  return { ...relaxation, message: relaxationText(relaxation) };
}

function feasibleAnswer({ problem, proof, record, checked }: Act) {
  const { draw, lottery, fingerprints } = record;
  const households = new Map(problem.entries.map(({ code, household }) => [code, household]));
  const seated = new Set(draw.panel.flatMap((code) => households.get(code) ?? []));
  const never = new Set(proof.neverDrawable.map((place) => problem.entries[place]?.code ?? ''));
  const mayReplace = (code: string): boolean => !never.has(code) && !seated.has(households.get(code) ?? '');
  return {
    method: proof.method,
    ...figuresOf(proof.chances),
    marginals: Object.fromEntries(problem.entries.map(({ code }, place) => [code, proof.chances[place] ?? 0])),
    neverDrawable: [...never],
    certificate: {
      status: proof.status,
      eps: proof.eps,
      ok: checked.ok,
      bound: checked.bound,
      faults: checked.faults,
      levels: proof.certificate.levels.length,
    },
    panel: draw.panel,
    alternates: draw.reserve.filter(mayReplace),
    number: draw.number,
    panels: lottery.panels.length,
    fingerprints,
  };
}
