// The fairest lottery in which nobody's chance per ticket is more than so many times the smallest: a fund that lets money
// count in its admissions says by the cap how much it may count.
import { cappedChances, type CappedChances, type Cap } from './capped-chances';
import { cappedPanels } from './capped-panels';
import { classesOf, type ClassProblem } from './classes';
import { cover } from './attain';
import type { DrawProblem } from './draw-problem';
import type { CapProof, FairLottery } from './fair-lottery';
import { feasibility } from './feasibility';
import type { LinearSolver } from './linear-solver';
import { forPeople, neverLevels } from './proof';
import { RuleBroken } from '../kernel/rule-broken';
import { type ClassPanel, countPanel, seatInTurns } from './panels-of';

/** How to draw under a cap. */
export interface CappedOptions {
  readonly solver: LinearSolver;
  /** The greatest chance per ticket over the smallest, at least 1. */
  readonly ratio: number;
  /** Entries that the cap does not hold down (who is served first), by place. */
  readonly exempt?: readonly number[];
  /** How near to the optimum is near enough, in chance per ticket; 1e-6 by default. */
  readonly eps?: number;
  /** Rounds of search at most; the outcome depends on them, never on time. */
  readonly rounds?: number;
  readonly stopped?: () => boolean;
}

const EXACT = 1e-6;

/**
 * The lottery under a cap: the smallest chance per ticket as large as can be, then the next smallest, as far as the cap allows.
 * Who cannot be drawn at all is compared with nobody; who is drawn for sure is not held to be the smallest. The cap holds in the
 * lottery exactly; `eps` says by how much anybody may be below what would be best if people could be divided, and the
 * certificate proves the smallest chance. Same problem and options, same lottery, on any machine (unless `stopped`).
 * @throws RuleBroken draw-not-possible when no panel keeps the rows (`cause` as in feasibility), or no lottery the cap
 *   (`cause: 'cap'`)
 */
export function cappedLottery(problem: DrawProblem, options: CappedOptions): FairLottery {
  const { solver, ratio } = options;
  const first = feasibility(problem, solver);
  if (first.status === 'infeasible') throw new RuleBroken('draw-not-possible', { cause: first.cause });
  const inClasses = classesOf(problem);
  const { panels: known, barred } = cover(inClasses, solver, countPanel(inClasses, first.panel));
  const cap: Cap = { ratio, barred, exempt: exemptClasses(inClasses, options.exempt ?? []) };
  const aim = cappedChances(inClasses, solver, cap);
  if (aim === null) throw new RuleBroken('draw-not-possible', { cause: 'cap' });
  const found = cappedPanels(
    inClasses,
    solver,
    { ...aim, cap },
    {
      eps: (options.eps ?? EXACT) / 2,
      rounds: options.rounds ?? 100 + 4 * inClasses.classes.length,
      known,
      stopped: options.stopped,
    },
  );
  if (!found.kept) throw new RuleBroken('draw-not-possible', { cause: 'cap' });
  const never = neverLevels(problem, inClasses, barred, solver).map((level) => forPeople(inClasses, level));
  const cleaned = normal(found.panels, found.chances);
  return {
    method: 'leximin',
    status: found.short <= EXACT ? 'optimal' : 'within-eps',
    eps: Math.max(EXACT, found.short),
    chances: chancesOf(problem, inClasses, cleaned),
    panels: seatInTurns(inClasses, cleaned),
    neverDrawable: inClasses.classOf.flatMap((at, place) => (barred.has(at) ? [place] : [])),
    certificate: { levels: never, cap: proofOf(inClasses, aim, cap) },
  };
}

/** Classes of which everybody is exempt: entries are told apart by their rows, and who is served first has one. */
function exemptClasses({ classes }: ClassProblem, exempt: readonly number[]): Set<number> {
  const free = new Set(exempt);
  return new Set(classes.flatMap(({ places }, at) => (places.every((place) => free.has(place)) ? [at] : [])));
}

interface Weighed {
  readonly panel: ClassPanel;
  readonly chance: number;
}

function normal(panels: readonly ClassPanel[], chances: readonly number[]): Weighed[] {
  const kept = panels.flatMap((panel, at) => ((chances[at] ?? 0) > 1e-11 ? [{ panel, chance: chances[at] ?? 0 }] : []));
  const sum = kept.reduce((all, { chance }) => all + chance, 0);
  return kept.map(({ panel, chance }) => ({ panel, chance: chance / sum }));
}

function chancesOf({ entries }: DrawProblem, inClasses: ClassProblem, lottery: readonly Weighed[]): number[] {
  const heads = inClasses.classes.map(() => 0);
  for (const { panel, chance } of lottery) {
    for (const [at, count] of panel) heads[at] = (heads[at] ?? 0) + count * chance;
  }
  return entries.map((_, place) => {
    const at = inClasses.classOf[place] ?? 0;
    return Math.min(1, (heads[at] ?? 0) / (inClasses.classes[at]?.places.length ?? 1));
  });
}

function proofOf(inClasses: ClassProblem, { smallest, sure, proof }: CappedChances, cap: Cap): CapProof {
  const { classes } = inClasses;
  const each = (of: readonly number[]): (readonly [number, number])[] =>
    classes.flatMap(({ places, tickets }, at) =>
      (of[at] ?? 0) > 0 && !sure.has(at) ? places.map((place) => [place, (of[at] ?? 0) * tickets] as const) : [],
    );
  const placesOf = (chosen: ReadonlySet<number>): number[] => [...chosen].flatMap((at) => classes[at]?.places ?? []);
  return {
    ratio: cap.ratio,
    bound: smallest,
    exempt: placesOf(cap.exempt).sort((a, b) => a - b),
    sure: placesOf(sure).sort((a, b) => a - b),
    atLeast: each(proof.atLeast),
    atMost: each(proof.atMost),
    rows: proof.rows,
    households: forPeople(inClasses, { bound: 0, weights: [], rows: [], types: proof.types, proof: 'arithmetic' })
      .households,
  };
}
