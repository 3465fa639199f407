// The fairest lottery over panels, with its proof: first the chances that no lottery can better, then panels that give them.
import { attain, type Attained, cover } from './attain';
import { classesOf, type ClassProblem } from './classes';
import type { DrawProblem } from './draw-problem';
import { exactLeximin } from './exact-leximin';
import type { FairLottery, Fairness } from './fair-lottery';
import { feasibility } from './feasibility';
import type { LinearSolver } from './linear-solver';
import { classBound, type ClassLevel, forPeople, neverLevels } from './proof';
import { relaxedLeximin, type RelaxedLeximin } from './relaxed-leximin';
import { RuleBroken } from '../kernel/rule-broken';
import { type ClassPanel, countPanel, seatInTurns } from './panels-of';

/** How far the work is: `done` of `of` classes settled, or the distance still to go in millionths. */
export interface Progress {
  readonly phase: 'cover' | 'bound' | 'panels' | 'exact';
  readonly done: number;
  readonly of?: number;
}

/** How to draw fairly. */
export interface FairestOptions {
  readonly solver: LinearSolver;
  readonly method: Fairness;
  /** How near to the optimum is near enough, in chance per ticket: 1e-6 by default, 5e-4 from 400 classes. */
  readonly eps?: number;
  /** Rounds of search at most; the outcome depends on them, never on time. */
  readonly rounds?: number;
  readonly onProgress?: (progress: Progress) => void;
  /** Asked between rounds: true ends the work, and the answer says how near it came. */
  readonly stopped?: () => boolean;
}

const EXACT = 1e-6;
const MANY_CLASSES = 400;
const ROUNDS = 50_000;

/**
 * The fairest lottery. Same problem and options, same lottery to the last bit, on any machine (unless `stopped`).
 * @throws RuleBroken draw-not-possible when no panel keeps the rows
 */
export function fairest(problem: DrawProblem, options: FairestOptions): FairLottery {
  const { solver, onProgress } = options;
  const inClasses = classesOf(problem);
  const first = feasibility(problem, solver);
  if (first.status === 'infeasible') throw new RuleBroken('draw-not-possible', { cause: first.cause });
  onProgress?.({ phase: 'cover', done: 0, of: inClasses.classes.length });
  const { panels: known, barred } = cover(inClasses, solver, countPanel(inClasses, first.panel));
  const draw: Draw = {
    problem,
    inClasses,
    options,
    barred,
    known,
    never: neverLevels(problem, inClasses, barred, solver),
    eps: options.eps ?? (inClasses.classes.length > MANY_CLASSES ? 5e-4 : EXACT),
    most: options.method === 'maximin' ? 1 : Infinity,
  };
  const aim = aimOf(draw);
  const attained = attainAim(draw, aim);
  if (attained.status === 'proved' && attained.short > Math.max(EXACT, draw.eps)) {
    const exact = exactly(draw, attained);
    if (exact !== null) return exact;
  }
  return lotteryOf(
    draw,
    attained,
    aim.levels.map((level) => ({ ...level, proof: 'arithmetic' })),
  );
}

interface Draw {
  readonly problem: DrawProblem;
  readonly inClasses: ClassProblem;
  readonly options: FairestOptions;
  readonly barred: ReadonlySet<number>;
  readonly known: readonly ClassPanel[];
  readonly never: readonly ClassLevel[];
  readonly eps: number;
  readonly most: number;
}

function aimOf({ problem, inClasses, options, barred, most }: Draw): RelaxedLeximin {
  const of = inClasses.classes.length;
  return relaxedLeximin(inClasses, options.solver, {
    barred,
    most,
    boundOf: (level, settled) => classBound(problem, inClasses, { ...level, proof: 'arithmetic' }, settled),
    onLevel: (done) => options.onProgress?.({ phase: 'bound', done, of }),
  });
}

function attainAim({ inClasses, options, barred, known, eps }: Draw, { perTicket }: RelaxedLeximin): Attained {
  return attain(inClasses, options.solver, {
    barred,
    perTicket,
    known,
    // A little nearer than asked, for the rounding of the sums to come.
    eps: eps > EXACT ? eps * 0.99 : EXACT / 2,
    rounds: options.rounds ?? ROUNDS,
    stopped: options.stopped,
    onRound: (short) => options.onProgress?.({ phase: 'panels', done: Math.round(short * 1e6) }),
  });
}

function exactly(draw: Draw, { panels }: Attained): FairLottery | null {
  const { problem, inClasses, options, barred, most } = draw;
  const of = inClasses.classes.length;
  const exact = exactLeximin(problem, inClasses, options.solver, {
    barred,
    known: panels,
    most,
    rounds: options.rounds ?? ROUNDS,
    stopped: options.stopped,
    onLevel: (done) => options.onProgress?.({ phase: 'exact', done, of }),
  });
  return exact === null ? null : lotteryOf(draw, exact, exact.levels);
}

function lotteryOf(
  { problem, inClasses, options, barred, never }: Draw,
  { panels, chances }: Pick<Attained, 'panels' | 'chances'>,
  levels: readonly ClassLevel[],
): FairLottery {
  const kept = panels.flatMap((panel, at) => ((chances[at] ?? 0) > 1e-11 ? [{ panel, chance: chances[at] ?? 0 }] : []));
  const sum = kept.reduce((all, { chance }) => all + chance, 0);
  const lottery = kept.map(({ panel, chance }) => ({ panel, chance: chance / sum }));
  const heads = inClasses.classes.map(() => 0);
  for (const { panel, chance } of lottery) {
    for (const [at, count] of panel) heads[at] = (heads[at] ?? 0) + count * chance;
  }
  const perTicket = inClasses.classes.map(({ places, tickets }, at) => (heads[at] ?? 0) / places.length / tickets);
  const short = shortfall(levels, perTicket, barred);
  return {
    method: options.method,
    status: short <= EXACT ? 'optimal' : 'within-eps',
    eps: Math.max(EXACT, short),
    chances: inClasses.classOf.map((at, place) => (perTicket[at] ?? 0) * (problem.entries[place]?.tickets ?? 1)),
    panels: seatInTurns(inClasses, lottery),
    neverDrawable: inClasses.classOf.flatMap((at, place) => (barred.has(at) ? [place] : [])),
    certificate: { levels: [...never, ...levels].map((level) => forPeople(inClasses, level)) },
  };
}

/** By how much somebody stays below what is proved to be the most, per ticket. */
function shortfall(levels: readonly ClassLevel[], perTicket: readonly number[], barred: ReadonlySet<number>): number {
  const settled = new Map<number, number>();
  for (const { weights, bound } of levels) {
    for (const [at] of weights) if (!settled.has(at)) settled.set(at, bound);
  }
  const last = levels.at(-1)?.bound ?? 0;
  return perTicket.reduce(
    (most, chance, at) => (barred.has(at) ? most : Math.max(most, (settled.get(at) ?? last) - chance)),
    0,
  );
}
