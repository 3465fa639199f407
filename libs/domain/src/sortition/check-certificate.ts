// Whether a lottery is what it says, without trust in whoever made it: panels keep the rows, chances are theirs, and no lottery is
// fairer. Additions, multiplications and comparisons only.
import { constantOf, gainsOf, levelBound } from './certificate';
import { capFaults } from './check-cap';
import { classesOf, type ClassProblem } from './classes';
import type { DrawProblem } from './draw-problem';
import type { CertificateLevel, FairLottery } from './fair-lottery';
import { keepsRows } from './keeps-rows';

/** What was found. `bound`: no lottery gives everybody (who can be drawn) more than this per ticket. Faults name their place. */
export interface Checked {
  readonly ok: boolean;
  readonly bound: number;
  readonly faults: readonly string[];
}

/** What rounding of numbers may amount to. */
const ROUNDING = 1e-9;
const EXACT = 1e-6;

/** Checks everything that a lottery claims. Faults are stable words with the place: `panel-3-breaks:size`, `level-2-bound`. */
export function checkCertificate(problem: DrawProblem, lottery: FairLottery): Checked {
  const faults = [...panelFaults(problem, lottery), ...chanceFaults(problem, lottery)];
  if (lottery.status === 'optimal' && lottery.eps > EXACT) faults.push('eps');
  const proved = new Levels(problem, lottery);
  faults.push(...proved.faults());
  const { cap } = lottery.certificate;
  if (cap !== undefined) faults.push(...capFaults(problem, lottery, cap));
  return { ok: faults.length === 0, bound: cap?.bound ?? proved.first, faults };
}

function panelFaults(problem: DrawProblem, { panels }: FairLottery): string[] {
  const faults = panels.flatMap(({ entries, chance }, at) => [
    ...keepsRows(problem, entries).map((row) => `panel-${at}-breaks:${row}`),
    ...(chance >= 0 && chance <= 1 + ROUNDING ? [] : [`panel-${at}-chance`]),
  ]);
  const sum = panels.reduce((all, { chance }) => all + chance, 0);
  return Math.abs(sum - 1) <= ROUNDING ? faults : [...faults, 'panels-sum'];
}

function chanceFaults({ entries }: DrawProblem, { panels, chances, neverDrawable }: FairLottery): string[] {
  const given = entries.map(() => 0);
  for (const panel of panels) for (const place of panel.entries) given[place] = (given[place] ?? 0) + panel.chance;
  const faults = chances.length === entries.length ? [] : ['chances-length'];
  given.forEach((chance, place) => {
    if (!(Math.abs(chance - (chances[place] ?? -1)) <= ROUNDING * 100)) faults.push(`chance-${place}`);
  });
  return [...faults, ...neverDrawable.flatMap((place) => ((given[place] ?? 0) === 0 ? [] : [`never-${place}-drawn`]))];
}

class Levels {
  private readonly settled: (number | null)[];
  private readonly never: ReadonlySet<number>;
  private readonly inClasses: ClassProblem;
  /** The first level's bound: the greatest smallest chance per ticket. */
  first = Infinity;

  constructor(
    private readonly problem: DrawProblem,
    private readonly lottery: FairLottery,
  ) {
    this.settled = problem.entries.map(() => null);
    this.never = new Set(lottery.neverDrawable);
    this.inClasses = classesOf(problem);
  }

  faults(): string[] {
    const faults: string[] = [];
    let before = -Infinity;
    this.lottery.certificate.levels.forEach((level, at) => {
      const fresh = level.weights.filter(([place]) => (this.settled[place] ?? null) === null);
      const forNever = fresh.length > 0 && fresh.every(([place]) => this.never.has(place));
      const fault =
        this.shapeFault(level, fresh) ?? (forNever ? this.neverFault(level) : this.levelFault(level, fresh));
      if (fault !== null) faults.push(`level-${at}-${fault}`);
      if (!forNever) {
        if (level.bound < before - ROUNDING * 10) faults.push(`level-${at}-order`);
        if (before === -Infinity) this.first = level.bound;
        before = level.bound;
      }
      for (const [place] of fresh) this.settled[place] = forNever ? 0 : level.bound;
    });
    return [...faults, ...this.openFaults(before)];
  }

  private shapeFault({ bound, weights, rows }: CertificateLevel, fresh: CertificateLevel['weights']): string | null {
    const places = weights.map(([place]) => place);
    const known = places.every((place) => place in this.problem.entries) && new Set(places).size === places.length;
    if (!known || weights.some(([, weight]) => !(weight >= 0)) || !(bound >= 0)) return 'weights';
    if (rows.some(([row, multiplier]) => !(row in this.problem.rows) || !Number.isFinite(multiplier))) return 'rows';
    const sum = fresh.reduce((all, [, weight]) => all + weight, 0);
    return Math.abs(sum - 1) <= EXACT ? null : 'weights';
  }

  /** Whoever is never drawn: a panel with one of them would be worth at least the smallest weight, and none is worth so much. */
  private neverFault(level: CertificateLevel): string | null {
    const worths = level.weights.map(([place, weight]) => weight / (this.problem.entries[place]?.tickets ?? 1));
    const one = worths.reduce((least, worth) => Math.min(least, worth), Infinity) * (1 - EXACT / 10);
    if (!(one > 0) || level.bound !== 0) return 'bound';
    const proved = level.proof === 'arithmetic' ? levelBound(this.problem, level, this.settled) < one : null;
    return this.verdict(proved, level, one);
  }

  private levelFault(level: CertificateLevel, fresh: CertificateLevel['weights']): string | null {
    const { chances, eps } = this.lottery;
    const reached = fresh.every(
      ([place]) => (chances[place] ?? 0) / (this.problem.entries[place]?.tickets ?? 1) >= level.bound - eps - ROUNDING,
    );
    if (!reached) return 'not-reached';
    const proved =
      level.proof === 'arithmetic' ? levelBound(this.problem, level, this.settled) <= level.bound + ROUNDING : null;
    const earlier = level.weights.reduce((sum, [place, weight]) => sum + weight * (this.settled[place] ?? 0), 0);
    return this.verdict(proved, level, level.bound + earlier + ROUNDING);
  }

  /** `proved` by arithmetic or not; null: to be proved by going through the panels, none of which may be worth more than `limit`. */
  private verdict(proved: boolean | null, level: CertificateLevel, limit: number): string | null {
    if (proved !== null) return proved ? null : 'bound';
    const found = searchAbove(this.inClasses, this.claimOf(level, limit), this.barred());
    return found === 'none' ? null : found === 'found' ? 'bound' : 'not-proved';
  }

  private claimOf(level: CertificateLevel, limit: number): Parameters<typeof searchAbove>[1] {
    const worths = new Map(
      level.weights.map(([place, weight]) => [place, weight / (this.problem.entries[place]?.tickets ?? 1)]),
    );
    const gains = gainsOf(this.problem, level);
    const constant = constantOf(this.problem, level);
    return {
      // The greatest value and the smallest charge of a class hold for each of it.
      values: this.inClasses.classes.map(({ places }) => Math.max(...places.map((place) => worths.get(place) ?? 0))),
      gains: this.inClasses.classes.map(({ places }) => Math.min(...places.map((place) => gains[place] ?? 0))),
      constant: Number.isFinite(constant) ? constant : Number.MAX_VALUE,
      limit,
    };
  }

  private barred(): Set<number> {
    const proved = (place: number): boolean => this.never.has(place) && this.settled[place] === 0;
    return new Set(this.inClasses.classes.flatMap(({ places }, at) => (places.every(proved) ? [at] : [])));
  }

  /** Everybody must have been settled; for maximin it is enough to have as much as the one level. */
  private openFaults(bound: number): string[] {
    const { chances, eps, method, certificate, neverDrawable } = this.lottery;
    if (certificate.cap !== undefined) {
      return neverDrawable.filter((place) => this.settled[place] !== 0).map((place) => `entry-${place}-not-proved`);
    }
    return this.problem.entries.flatMap(({ tickets }, place) => {
      if (this.settled[place] !== null) return [];
      const enough = (chances[place] ?? 0) / tickets >= bound - eps - ROUNDING;
      return method === 'maximin' && !this.never.has(place) && enough ? [] : [`entry-${place}-not-proved`];
    });
  }
}

// The checker's own search through panels, where multipliers alone do not prove a level: every panel is excluded by the rows, by
// the bound of the multipliers, or looked at. No solver.

/** What is claimed: no panel is worth more than `limit`, when a person of a class is worth `values`. */
export interface Claim {
  readonly values: readonly number[];
  /** What the multipliers charge for a person of each class, and their constant: a bound that may end the search early. */
  readonly gains: readonly number[];
  readonly constant: number;
  readonly limit: number;
}

/** `gave-up`: more than `nodes` steps, nothing is proved. Classes in `barred` are taken as never drawn. */
function searchAbove(
  problem: ClassProblem,
  claim: Claim,
  barred: ReadonlySet<number>,
  nodes = 3_000_000,
): 'none' | 'found' | 'gave-up' {
  const { classes, rows, types } = problem;
  const lines = classes.map(({ amounts, type }) =>
    type === null ? amounts : [...amounts, [rows.length + type, 1] as const],
  );
  const low = [...rows.map(({ min }) => min ?? -Infinity), ...types.map(() => 0)];
  const high = [...rows.map(({ max }) => max ?? Infinity), ...types.map((type) => type.households.length)];
  const over = classes.map((_, at) => (claim.values[at] ?? 0) - (claim.gains[at] ?? 0));
  const order = [...classes.keys()]
    .filter((at) => !barred.has(at))
    .sort((a, b) => Math.abs(over[b] ?? 0) - Math.abs(over[a] ?? 0) || a - b);
  const size = (at: number): number => classes[at]?.places.length ?? 0;
  /** What the classes still to come can add to each row at least and at most, and to the bound. */
  const least = [low.map(() => 0)];
  const most = [low.map(() => 0)];
  const hope = [0];
  for (const at of [...order].reverse()) {
    const down = [...(least.at(-1) ?? [])];
    const up = [...(most.at(-1) ?? [])];
    for (const [row, amount] of lines[at] ?? []) {
      if (amount > 0) up[row] = (up[row] ?? 0) + amount * size(at);
      else down[row] = (down[row] ?? 0) + amount * size(at);
    }
    least.push(down);
    most.push(up);
    hope.push((hope.at(-1) ?? 0) + Math.max(0, over[at] ?? 0) * size(at));
  }
  const sums = low.map(() => 0);
  let left = nodes;
  return descend(0, claim.constant, 0);

  function descend(depth: number, bound: number, value: number): 'none' | 'found' | 'gave-up' {
    left -= 1;
    if (left < 0) return 'gave-up';
    const rest = order.length - depth;
    if (bound + (hope[rest] ?? 0) <= claim.limit) return 'none';
    const dead = sums.some(
      (sum, row) =>
        sum + (most[rest]?.[row] ?? 0) < (low[row] ?? 0) || sum + (least[rest]?.[row] ?? 0) > (high[row] ?? 0),
    );
    if (dead) return 'none';
    const at = order[depth];
    if (at === undefined) return value > claim.limit ? 'found' : 'none';
    return branch(at, { depth, bound, value });
  }

  function branch(
    at: number,
    { depth, bound, value }: { depth: number; bound: number; value: number },
  ): 'none' | 'found' | 'gave-up' {
    let answer: 'none' | 'found' | 'gave-up' = 'none';
    for (let count = 0; count <= size(at) && answer === 'none'; count += 1) {
      add(at, count);
      answer = descend(depth + 1, bound + count * (over[at] ?? 0), value + count * (claim.values[at] ?? 0));
      add(at, -count);
    }
    return answer;
  }

  function add(at: number, count: number): void {
    for (const [row, amount] of lines[at] ?? []) sums[row] = (sums[row] ?? 0) + amount * count;
  }
}
