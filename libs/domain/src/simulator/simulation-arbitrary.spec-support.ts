// Any look ahead in which nothing is random, for properties: any rules, any units with any stay, any credit there is.
import fc from 'fast-check';
import { compareMonths, firstDay, lastDay, monthOf, monthOfDay } from '../kernel/calendar';
import { cents } from '../kernel/money';
import type { Rules } from '../rules/rules';
import { arbitraryAmount, arbitraryRules } from '../rules/rules-arbitrary.spec-support';
import type { Stay } from '../members/presence';
import { NOTHING_RANDOM, type SimulatedUnit, type Simulation, type WhenShort } from './simulation';

const FIRST = monthOf('2026-12');
const around = (low: number, high: number): fc.Arbitrary<ReturnType<typeof monthOf>> =>
  fc.integer({ min: low, max: high }).map((months) => FIRST.add({ months }));
const dayAround = (low: number, high: number): fc.Arbitrary<ReturnType<typeof firstDay>> =>
  fc.tuple(around(low, high), fc.integer({ min: 1, max: 31 })).map(([month, day]) => month.toPlainDate({ day }));

// Pauses of one unit never overlap (`pause-overlaps` refuses it): the first is kept, and what does not touch it.
function apart(pauses: Stay['pauses']): Stay['pauses'] {
  const [first, second] = pauses;
  if (!first || !second) return pauses;
  const before = second.until !== null && compareMonths(second.until, first.from) < 0;
  const after = first.until !== null && compareMonths(second.from, first.until) > 0;
  if (before) return [second, first];
  return after ? [first, second] : [first];
}

const stay: fc.Arbitrary<Stay> = fc.record({
  joinedOn: dayAround(-3, 8),
  lastMonth: fc.option(around(0, 14)),
  pauses: fc
    .array(
      fc.tuple(around(-2, 10), fc.option(fc.integer({ min: 0, max: 4 }))).map(([from, length]) => ({
        from,
        until: length === null ? null : from.add({ months: length }),
      })),
      { maxLength: 2 },
    )
    .map(apart),
});

const person = fc.record({
  bornIn: fc.option(fc.integer({ min: 0, max: 900 }).map((months) => FIRST.subtract({ months: months - 3 }))),
  sharePercent: fc.constantFrom(100, 100, 50, 33),
  from: dayAround(-4, 6),
  until: fc.option(dayAround(2, 14)),
});

/** Any unit; what it has left came to it over the months before, each lot with the end the rules give it. */
function arbitraryUnit(rules: Rules): fc.Arbitrary<SimulatedUnit> {
  const end = (ago: number): ReturnType<typeof lastDay> | null =>
    rules.unspent.mode === 'expire' ? lastDay(FIRST.add({ months: rules.unspent.months - ago })) : null;
  return fc
    .record({
      persons: fc.array(person, { minLength: 0, maxLength: 5 }),
      pledges: fc.array(fc.record({ from: around(-4, 8), amount: arbitraryAmount }), { maxLength: 2 }),
      stay,
      lots: fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), arbitraryAmount), { maxLength: 3 }),
    })
    .map(({ lots, pledges, ...rest }) => ({
      ...rest,
      pledges: pledges.filter((pledge, index) => pledges.findIndex(({ from }) => from.equals(pledge.from)) === index),
      lots: lots.sort(([a], [b]) => b - a).map(([ago, amount]) => ({ amount, expiresOn: end(ago) })),
    }));
}

const whenShort: fc.Arbitrary<WhenShort> = fc.constantFrom(
  'as-ruled' as const,
  'postpone' as const,
  'use-reserve' as const,
  'reduce-equally' as const,
  'carry-on' as const,
);

const shortLived = (rules: Rules): Rules =>
  rules.unspent.mode === 'expire' || rules.unspent.mode === 'cap'
    ? { ...rules, unspent: { ...rules.unspent, months: 1 + (rules.unspent.months % 5) } }
    : rules;

/** Any look ahead over a year in which nothing is random. */
export const arbitrarySimulation: fc.Arbitrary<Simulation> = arbitraryRules.map(shortLived).chain((rules) =>
  fc
    .record({
      units: fc.array(arbitraryUnit(rules), { maxLength: 6 }),
      free: fc.integer({ min: 0, max: 3_000_000 }).map(cents),
      others: arbitraryAmount,
      setAside: arbitraryAmount,
      spentBasisPoints: fc.constantFrom(0, 10_000, 7_777, 3_333),
      grants: fc.array(fc.record({ month: around(-1, 12), amount: arbitraryAmount }), { maxLength: 3 }),
      whenShort,
    })
    .map(({ units, free, others, setAside, spentBasisPoints, grants, whenShort: decision }) => ({
      rules,
      firstMonth: monthOfDay(firstDay(FIRST)),
      months: 12,
      units,
      opening: {
        ...{ free, setAside, owedToOutlets: cents(0), openDues: [] },
        owedToMembers: cents(
          others + units.flatMap(({ lots }) => lots).reduce((total, { amount }) => total + amount, 0),
        ),
      },
      assumptions: { ...NOTHING_RANDOM, spentBasisPoints, grants },
      whenShort: decision,
      seed: 'propriétés',
      runs: 50,
    })),
);
