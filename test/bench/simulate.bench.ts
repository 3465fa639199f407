// Seeing ahead for 500 households, 24 months, 200 runs, against a tenth of a second: a ratio of 1 is 100 ms.
import { cents, dayOf, monthOf } from '#domain/kernel';
import { presetByKey } from '#domain/rules';
import { NOTHING_RANDOM, type SimulatedUnit, simulate, type Simulation } from '#domain/simulator';
import { figureOf } from './alternate';
import type { Bench, Figure } from './bench';

const TENTH_OF_A_SECOND = 100;

/**
 * A look ahead of a large fund, in this process, no database: with its people as they are and one due in 25 unpaid; then
 * the heavier rules (credit that expires, a cap), and the heaviest, expiry with people coming and going as well.
 */
export const simulateAhead: Bench = {
  name: 'simulate.500',
  against: '100 ms',
  run(_, { rounds }) {
    const steady = largeFund();
    const under = (unspent: Simulation['rules']['unspent']): Simulation => ({
      ...steady,
      rules: { ...steady.rules, unspent },
    });
    const expiring = under({ mode: 'expire', months: 3, warnDaysBefore: 15 });
    const moves = { joinersPerMonth: 3, leaversPerMonth: 2.5 };
    return Promise.resolve([
      timed('simulate.500', steady, rounds * 3),
      timed('simulate.500.expiry', expiring, rounds * 3),
      timed('simulate.500.cap', under({ mode: 'cap', months: 3 }), rounds * 3),
      timed(
        'simulate.500.expiry-and-moves',
        { ...expiring, assumptions: { ...steady.assumptions, ...moves } },
        rounds * 3,
      ),
    ]);
  },
};

/** The first rounds warm up: the api keeps the function warm. */
function timed(bench: string, input: Simulation, rounds: number): Figure {
  const times: number[] = [];
  for (let round = -5; round < rounds; round += 1) {
    const from = performance.now();
    simulate({ ...input, seed: String(round) });
    if (round >= 0) times.push((performance.now() - from) / TENTH_OF_A_SECOND);
  }
  return figureOf({ bench, size: 500, goal: 1, wanted: 'at-most' }, times);
}

/** Households of one to four after Grenoble, one due in 25 unpaid, half of the arrears coming in each month. */
function largeFund(): Simulation {
  const { rules } = presetByKey('grenoble');
  const before = dayOf('2026-01-10');
  const units: SimulatedUnit[] = Array.from({ length: 500 }, (_, index) => ({
    persons: Array.from({ length: 1 + (index % 4) }, () => ({
      bornIn: null,
      sharePercent: 100,
      from: before,
      until: null,
    })),
    pledges: [{ from: monthOf('2026-02'), amount: cents(2_000 + index * 10) }],
    stay: { joinedOn: before, lastMonth: null, pauses: [] },
    lots: [{ amount: cents(1_000), expiresOn: null }],
  }));
  return {
    rules,
    firstMonth: monthOf('2026-12'),
    months: 24,
    units,
    opening: {
      free: cents(5_000_000),
      owedToMembers: cents(500_000),
      owedToOutlets: cents(0),
      setAside: cents(0),
      openDues: [],
    },
    assumptions: {
      ...NOTHING_RANDOM,
      failureBasisPoints: 400,
      recoveredBasisPoints: 5_000,
      spentBasisPoints: 9_000,
    },
    whenShort: 'carry-on',
    seed: 'mesure',
    runs: 200,
  };
}
