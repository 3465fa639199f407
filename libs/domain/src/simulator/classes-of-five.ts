// Differences told in classes of at least five units, so that nobody's contribution can be read from them (settled question 10).

/** No class is smaller. */
export const SMALLEST_CLASS = 5;

/** Units whose difference lies from `fromCents` to `toCents`, both included; null where it has no bound. */
export interface DifferenceClass {
  readonly fromCents: number | null;
  readonly toCents: number | null;
  readonly units: number;
}

/** Bounds of the classes above nothing, in cents: 5, 10, 20, 50, 100 euros. Below nothing they mirror. */
const BOUNDS = [500, 1_000, 2_000, 5_000, 10_000];

/** The classes before merging, lowest first: the bounds are the same for every fund and say nothing of anybody. */
const GRID: readonly Omit<DifferenceClass, 'units'>[] = [
  { fromCents: null, toCents: -10_001 },
  ...BOUNDS.toReversed().map((bound, index, all) => ({ fromCents: -bound, toCents: -(all[index + 1] ?? 0) - 1 })),
  { fromCents: 0, toCents: 0 },
  ...BOUNDS.map((bound, index) => ({ fromCents: (BOUNDS[index - 1] ?? 0) + 1, toCents: bound })),
  { fromCents: 10_001, toCents: null },
];

/**
 * Differences (cents a month, one a unit) in classes, lowest first; a class of fewer than five is joined to its
 * neighbour, its bounds widening, and all of fewer than five units is null. Classes are never empty.
 */
export function inClasses(differences: readonly number[]): DifferenceClass[] | null {
  if (differences.length < SMALLEST_CLASS) return null;
  const merged: DifferenceClass[] = [];
  let open: DifferenceClass | null = null;
  for (const bounds of GRID) {
    const units = differences.filter((difference) => lies(difference, bounds)).length;
    if (units === 0) continue;
    open =
      open === null
        ? { ...bounds, units }
        : { fromCents: open.fromCents, toCents: bounds.toCents, units: open.units + units };
    if (open.units < SMALLEST_CLASS) continue;
    merged.push(open);
    open = null;
  }
  const last = merged.pop();
  if (!last) return null;
  return [...merged, open === null ? last : { ...last, toCents: open.toCents, units: last.units + open.units }];
}

function lies(difference: number, { fromCents, toCents }: Omit<DifferenceClass, 'units'>): boolean {
  return (fromCents === null || difference >= fromCents) && (toCents === null || difference <= toCents);
}
