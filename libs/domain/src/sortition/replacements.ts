// Who takes the seats of those who leave: the panel stays as near to its rows as can be, then whoever was drawn first comes first.
import type { DrawProblem, Entry } from './draw-problem';
import type { Relaxation } from './fair-lottery';
import { type LinearColumn, type LinearModel, type LinearRow, type LinearSolver, withModel } from './linear-solver';

/** Who comes in, in the order of the reserve, and where the new panel stands outside a row. */
export interface Replacements {
  readonly entries: readonly number[];
  readonly deviation: readonly Relaxation[];
}

/**
 * Fills the seats of `gone` (places in the panel) from `order` (places, the first drawn first), all at once: as many seats as
 * there are households to fill them, then the smallest total deviation from the rows, then the earliest of the order, seat by
 * seat. One of a household, those who stay included. Same arguments, same answer.
 */
export function replacements(
  problem: DrawProblem,
  panel: readonly number[],
  change: { readonly gone: readonly number[]; readonly order: readonly number[] },
  solver: LinearSolver,
): Replacements {
  const stay = panel.filter((place) => !change.gone.includes(place));
  const homes = new Set(stay.flatMap((place) => problem.entries[place]?.household ?? []));
  const free = change.order.filter((place, at) => {
    const entry = problem.entries[place];
    const fresh = !panel.includes(place) && change.order.indexOf(place) === at;
    return entry !== undefined && fresh && !(entry.household !== null && homes.has(entry.household));
  });
  const seats = Math.min(panel.length - stay.length, householdsOf(problem, free).length);
  const entries = seats === 0 ? [] : chosen(problem, { stay, free, seats }, solver);
  return { entries, deviation: deviationOf(problem, [...stay, ...entries]) };
}

interface Seats {
  readonly stay: readonly number[];
  readonly free: readonly number[];
  readonly seats: number;
}

/**
 * Columns: a candidate each, 1 when in; a candidate each again, 1 for the one sought as the earliest; then by how much each bound
 * is left.
 */
function chosen(problem: DrawProblem, { stay, free, seats }: Seats, solver: LinearSolver): number[] {
  const model = modelOf(problem, { stay, free, seats });
  const sought = free.length;
  return withModel(solver, model, (open) => {
    const { cost: least } = open.solve();
    const costs = model.columns.flatMap(({ cost }, column) => (cost > 0 ? [[column, cost] as const] : []));
    open.addRow({ min: null, max: least + 1e-6, terms: costs });
    model.columns.forEach((_, column) => open.changeCost(column, 0));
    free.forEach((_, at) => open.changeCost(sought + at, at));
    const inside: number[] = [];
    for (let from = 0; inside.length < seats;) {
      const { status, values } = open.solve();
      const at = free.findIndex((_, place) => place >= from && (values[sought + place] ?? 0) > 0.5);
      if (status !== 'optimal' || at < 0) throw new RangeError('seats that can be filled were not');
      for (let skipped = from; skipped < at; skipped += 1) open.changeColumn(skipped, 0, 0);
      for (let done = from; done <= at; done += 1) open.changeColumn(sought + done, 0, 0);
      open.changeColumn(at, 1, 1);
      inside.push(free[at] ?? 0);
      from = at + 1;
    }
    return inside;
  });
}

function modelOf({ rows, entries }: DrawProblem, { stay, free, seats }: Seats): LinearModel {
  const candidate: LinearColumn = { cost: 0, min: 0, max: 1, whole: true };
  const columns = [...free, ...free].map(() => candidate);
  const amount = (place: number, row: number): number => entries[place]?.amounts[row] ?? 0;
  const ruled = rows.map(({ min, max }, row): LinearRow => {
    const here = stay.reduce((sum, place) => sum + amount(place, row), 0);
    const scale = free.reduce((most, place) => Math.max(most, Math.abs(amount(place, row))), 1);
    const terms = free.flatMap((place, at) => {
      const share = amount(place, row) / scale;
      return share === 0 ? [] : [[at, share] as const];
    });
    const slack = (factor: number): readonly [number, number] => {
      columns.push({ cost: 1, min: 0, max: null });
      return [columns.length - 1, factor];
    };
    return {
      min: min === null ? null : (min - here) / scale,
      max: max === null ? null : (max - here) / scale,
      terms: [...terms, ...(min === null ? [] : [slack(1)]), ...(max === null ? [] : [slack(-1)])],
    };
  });
  const apart = householdsOf({ rows, entries }, free).map((at): LinearRow => ({
    min: null,
    max: 1,
    terms: at.map((column) => [column, 1]),
  }));
  const sought = free.map((_, at): LinearRow => ({
    min: null,
    max: 0,
    terms: [
      [free.length + at, 1],
      [at, -1],
    ],
  }));
  const all = (from: number, count: number): LinearRow => ({
    min: count,
    max: count,
    terms: free.map((_, at) => [from + at, 1] as const),
  });
  return { columns, rows: [...ruled, ...apart, ...sought, all(0, seats), all(free.length, 1)] };
}

/** The candidates (by their place in `free`) by household; who is alone is one of their own. */
function householdsOf({ entries }: DrawProblem, free: readonly number[]): number[][] {
  const homes = new Map<string, number[]>();
  free.forEach((place, at) => {
    const entry: Entry | undefined = entries[place];
    const key = entry?.household == null ? `alone ${at}` : `home ${entry.household}`;
    homes.set(key, [...(homes.get(key) ?? []), at]);
  });
  return [...homes.values()];
}

function deviationOf({ rows, entries }: DrawProblem, panel: readonly number[]): Relaxation[] {
  return rows.flatMap(({ key, min, max }, row): Relaxation[] => {
    const sum = panel.reduce((all, place) => all + (entries[place]?.amounts[row] ?? 0), 0);
    if (min !== null && sum < min) return [{ row: key, side: 'min', from: min, to: sum }];
    return max !== null && sum > max ? [{ row: key, side: 'max', from: max, to: sum }] : [];
  });
}
