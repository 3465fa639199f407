// Whether a lottery keeps its cap, and whether no lottery under that cap has a larger smallest chance: arithmetic only.
import { constantOf, gainsOf } from './certificate';
import type { DrawProblem } from './draw-problem';
import type { CapProof, CertificateLevel, FairLottery } from './fair-lottery';

const ROUNDING = 1e-9;
const EXACT = 1e-6;

/** What a lottery under a cap claims and does not keep, in stable words; empty when all is right. */
export function capFaults(problem: DrawProblem, lottery: FairLottery, cap: CapProof): string[] {
  const never = new Set(lottery.neverDrawable);
  const sure = new Set(cap.sure);
  const compared = [...problem.entries.keys()].filter((place) => !never.has(place) && !sure.has(place));
  const faults = cap.sure.filter(
    (place) => !((lottery.chances[place] ?? 0) >= 1 - lottery.eps * ticketsOf(problem, place) - ROUNDING),
  );
  return [
    ...faults.map((place) => `cap-sure-${place}`),
    ...(cap.ratio >= 1 ? keptFaults(problem, lottery, { cap, compared }) : ['cap-ratio']),
    ...(compared.length === 0 ? [] : proofFaults(problem, cap, new Set(compared))),
  ];
}

const ticketsOf = ({ entries }: DrawProblem, place: number): number => entries[place]?.tickets ?? 1;

/** The chances themselves: none above the cap, none further below what is proved to be the most than the lottery says. */
function keptFaults(
  problem: DrawProblem,
  { chances, eps }: FairLottery,
  { cap, compared }: { readonly cap: CapProof; readonly compared: readonly number[] },
): string[] {
  const exempt = new Set(cap.exempt);
  const perTicket = (place: number): number => (chances[place] ?? 0) / ticketsOf(problem, place);
  const smallest = compared.reduce((least, place) => Math.min(least, perTicket(place)), Infinity);
  const over = compared.filter(
    (place) => !exempt.has(place) && perTicket(place) > cap.ratio * smallest + ROUNDING * 100,
  );
  return [
    ...over.map((place) => `cap-exceeded-${place}`),
    ...(smallest >= cap.bound - eps - ROUNDING ? [] : ['cap-not-reached']),
  ];
}

function proofFaults(problem: DrawProblem, cap: CapProof, compared: ReadonlySet<number>): string[] {
  const exempt = new Set(cap.exempt);
  const weights = [...cap.atLeast, ...cap.atMost];
  const fit = weights.every(([place, weight]) => weight >= 0 && compared.has(place));
  if (!fit || cap.atMost.some(([place]) => exempt.has(place))) return ['cap-weights'];
  if (cap.rows.some(([row, multiplier]) => !(row in problem.rows) || !Number.isFinite(multiplier))) return ['cap-rows'];
  const total = (of: CapProof['atLeast']): number => of.reduce((all, [, weight]) => all + weight, 0);
  if (Math.abs(total(cap.atLeast) - cap.ratio * total(cap.atMost) - 1) > EXACT) return ['cap-weights'];
  return capBound(problem, cap, compared) <= cap.bound + ROUNDING * 10 ? [] : ['cap-bound'];
}

/** The greatest smallest chance per ticket that the multipliers allow, when those that are sure are drawn. */
function capBound(problem: DrawProblem, cap: CapProof, compared: ReadonlySet<number>): number {
  const { rows, households, bound } = cap;
  const level: CertificateLevel = { bound, weights: [], rows, households, proof: 'arithmetic' };
  const gains = gainsOf(problem, level);
  const worth = problem.entries.map(() => 0);
  for (const [place, weight] of cap.atLeast) worth[place] = (worth[place] ?? 0) + weight / ticketsOf(problem, place);
  for (const [place, weight] of cap.atMost) worth[place] = (worth[place] ?? 0) - weight / ticketsOf(problem, place);
  const sure = cap.sure.reduce((sum, place) => sum - (gains[place] ?? 0), 0);
  return [...compared].reduce(
    (sum, place) => sum + Math.max(0, (worth[place] ?? 0) - (gains[place] ?? 0)),
    constantOf(problem, level) + sure,
  );
}
