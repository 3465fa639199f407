// What the council sees before it votes how far chances may lie apart: a line for each cap it might choose.
import { cappedChances } from '../sortition/capped-chances';
import { classesOf } from '../sortition/classes';
import type { DrawProblem } from '../sortition/draw-problem';
import type { LinearSolver } from '../sortition/linear-solver';

/** The caps that are shown; null: none. */
export const SHOWN_RATIOS: readonly (number | null)[] = [1, 1.5, 2, 3, null];

/** What a cap would mean: the best that could be if people could be divided; a lottery over real panels is hardly below. */
export interface CurvePoint {
  /** The greatest chance per ticket over the smallest; null: no cap. */
  readonly maxChanceRatio: number | null;
  readonly minChancePerTicket: number;
  readonly maxChancePerTicket: number;
  readonly expectedPlaces: number;
  /** In cents a month. */
  readonly expectedNetCost: number;
}

/**
 * The curve. A cap that no lottery keeps is left out.
 * @param never entries that cannot be drawn at all, by place
 * @param exempt entries that are served first, by place
 */
export function chanceCurve(
  problem: DrawProblem,
  out: { readonly never: readonly number[]; readonly exempt: readonly number[] },
  solver: LinearSolver,
): CurvePoint[] {
  const inClasses = classesOf(problem);
  const { classes, classOf } = inClasses;
  const ofEntries = (entries: readonly number[]): Set<number> => new Set(entries.map((entry) => classOf[entry] ?? 0));
  const barred = ofEntries(out.never);
  const budget = problem.rows.findIndex(({ key }) => key === 'budget');
  return SHOWN_RATIOS.flatMap((ratio) => {
    const exempt = ratio === null ? new Set(classes.keys()) : ofEntries(out.exempt);
    const found = cappedChances(inClasses, solver, { ratio: ratio ?? 1, barred, exempt });
    if (found === null) return [];
    const sumOf = (row: number): number =>
      classes.reduce((sum, { places }, at) => {
        const amount = problem.entries[places[0] ?? 0]?.amounts[row] ?? 0;
        return sum + (found.expected[at] ?? 0) * amount;
      }, 0);
    const perTicket = classes.flatMap(({ places, tickets }, at) =>
      barred.has(at) ? [] : [(found.expected[at] ?? 0) / places.length / tickets],
    );
    return [
      {
        maxChanceRatio: ratio,
        minChancePerTicket: perTicket.reduce((least, chance) => Math.min(least, chance), 1),
        maxChancePerTicket: perTicket.reduce((most, chance) => Math.max(most, chance), 0),
        expectedPlaces: sumOf(0),
        expectedNetCost: budget < 0 ? 0 : sumOf(budget),
      },
    ];
  });
}
