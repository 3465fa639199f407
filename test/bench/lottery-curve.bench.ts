// The fairest lottery against the size of its pool: seconds against what each size is allowed, and memory against 300 MB.
import { existsSync } from 'node:fs';
import { fairest, type LinearSolver, loadHighs } from '#domain/sortition';
import { OTHER_POOLS, OUR_POOLS, poolOf } from '../support/pool-files';
import { figureOf } from './alternate';
import type { Bench, Figure } from './bench';

interface Step {
  readonly folder: string;
  readonly seconds: number;
  readonly effort: 'quick' | 'usual' | 'long';
}

/** A pool a step of the curve, and the seconds it may take on two quiet cores. */
const curve: readonly Step[] = [
  { folder: `${OUR_POOLS}/fr-60-20`, seconds: 5, effort: 'quick' },
  { folder: `${OUR_POOLS}/mass-like-70-24`, seconds: 5, effort: 'quick' },
  { folder: `${OTHER_POOLS}/fr_120_22_hh`, seconds: 45, effort: 'usual' },
  { folder: `${OTHER_POOLS}/fr_250_22`, seconds: 60, effort: 'usual' },
  { folder: `${OTHER_POOLS}/fr_500_24_hh`, seconds: 60, effort: 'usual' },
  { folder: `${OTHER_POOLS}/fr_1000_24`, seconds: 300, effort: 'long' },
  { folder: `${OTHER_POOLS}/example_large_200`, seconds: 2, effort: 'quick' },
];
const MEGABYTES = 300;

/** Pools that others made are measured where they lie beside the repository. */
export const lotteryCurve: Bench = {
  name: 'lottery.curve',
  against: 'the seconds allowed for the size',
  async run(_, { long, quick }) {
    const solver = await loadHighs();
    return curve
      .filter(
        ({ folder, effort }) => existsSync(folder) && (effort === 'quick' || (!quick && (effort === 'usual' || long))),
      )
      .flatMap((step) => measured(step, solver));
  },
};

/** Once: the work is the same to the last bit each time. */
function measured({ folder, seconds }: Step, solver: LinearSolver): Figure[] {
  const problem = poolOf(folder);
  const size = problem.entries.length;
  const from = performance.now();
  fairest(problem, { solver, method: 'leximin' });
  const took = (performance.now() - from) / 1000;
  const memory = process.memoryUsage().rss / 1e6;
  return [
    figureOf({ bench: 'lottery.seconds', size, goal: 1, wanted: 'at-most' }, [took / seconds]),
    figureOf({ bench: 'lottery.memory', size, goal: 1, wanted: 'at-most' }, [memory / MEGABYTES]),
  ];
}
