// Any sound rules document, for properties: every axis takes every mode, then contradictions are mended.
import fc from 'fast-check';
import { type Cents, cents } from '../kernel/money';
import {
  type AdmissionRule,
  type AllocationRule,
  COLLECTION_MODES,
  type ContributionRule,
  type CoverageRule,
  type CreditedRule,
  type DunningRule,
  type EligibilityRule,
  ENTRY_MODES,
  type GuidedChoice,
  LEAVER_ARREARS,
  type LeavingRule,
  PAYMENT_MEDIA,
  POT_RESOURCE_MODES,
  RETRIED_CLASSES,
  type Rules,
  STRATA,
  UNITS,
  type UnspentRule,
} from './rules';
import { arbitrarySpending } from './spending-arbitrary.spec-support';

/** An amount a rule may name, in cents. */
export const arbitraryAmount: fc.Arbitrary<Cents> = fc.integer({ min: 0, max: 100_000 }).map(cents);
const day = fc.integer({ min: 1, max: 31 });
const months = fc.integer({ min: 1, max: 120 });
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(arbitrary);
const only = <Mode extends string>(mode: Mode): fc.Arbitrary<Mode> => fc.constant(mode);
const ascendingAmounts = (minLength: number): fc.Arbitrary<Cents[]> =>
  fc.uniqueArray(arbitraryAmount, { minLength, maxLength: 8 }).map((list) => list.sort((a, b) => a - b));
const bounds = fc.record({ minCents: arbitraryAmount, over: maybe(arbitraryAmount) }).map(({ minCents, over }) => ({
  minCents,
  maxCents: over === null ? null : cents(minCents + over),
}));

/** Any whole number between two, both included. */
const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const key = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,12}$/);
const text = fc.constantFrom('Une phrase.', "L'œuf ou la poule ?", '2 €', '=cmd|calc', 'Noël « déjà »');
/** Items of which each has a key of its own. */
const keyed = <Item extends { readonly key: string }>(
  item: fc.Arbitrary<Item>,
  minLength: number,
  maxLength: number,
): fc.Arbitrary<Item[]> => fc.uniqueArray(item, { minLength, maxLength, selector: (one) => one.key });
const choices = (least: number, most: number): fc.Arbitrary<GuidedChoice[]> =>
  keyed(fc.record({ key, text, points: whole(0, 100) }), least, most);

const contribution: fc.Arbitrary<ContributionRule> = fc.oneof(
  fc.record({ mode: only('bands'), bandsCents: ascendingAmounts(1), perExtraPersonCents: arbitraryAmount }),
  fc
    .tuple(bounds, maybe(fc.integer({ min: 1, max: 5_000 }).map(cents)), fc.boolean(), arbitraryAmount)
    .map(([limits, stepCents, perPerson, extra]) => ({
      mode: 'free' as const,
      ...limits,
      stepCents,
      perPerson,
      perExtraPersonCents: perPerson ? cents(0) : extra,
    })),
  fc.record({
    mode: only('income-share'),
    shareBasisPoints: fc.integer({ min: 1, max: 10_000 }),
    minCents: arbitraryAmount,
    perExtraPersonCents: arbitraryAmount,
  }),
  fc
    .record({
      mode: only('guided'),
      limits: bounds,
      examplesCents: ascendingAmounts(0),
      perExtraPersonCents: arbitraryAmount,
      questions: keyed(fc.record({ key, text, weight: whole(1, 100), answers: choices(2, 4) }), 0, 4),
      sentences: fc.oneof(choices(0, 0), choices(3, 3)),
      stepCents: whole(1, 5_000).map(cents),
      keepAnswers: fc.boolean(),
    })
    .map(({ limits, ...rule }) => ({ ...rule, ...limits }))
    .map((rule) => {
      const open = rule.maxCents === null && rule.examplesCents.length === 0;
      return open ? { ...rule, questions: [], sentences: [] } : rule;
    }),
  fc.record({ mode: only('none') }),
);

const ageWeights = fc
  .uniqueArray(fc.record({ underAge: fc.integer({ min: 1, max: 120 }), amountCents: arbitraryAmount }), {
    maxLength: 4,
    selector: ({ underAge }) => underAge,
  })
  .map((list) => list.sort((a, b) => a.underAge - b.underAge));

const allocation: fc.Arbitrary<AllocationRule> = fc.oneof(
  fc.record({ mode: only('fixed'), amountCents: arbitraryAmount }),
  fc.record({
    mode: only('household-weights'),
    baseCents: arbitraryAmount,
    firstPersonCents: arbitraryAmount,
    perExtraPersonCents: arbitraryAmount,
    ageWeights,
  }),
  fc.record({ mode: only('household-steps'), stepsCents: ascendingAmounts(1) }),
  fc.record({ mode: only('mean-of-contributions'), topUpToCents: maybe(arbitraryAmount) }),
  fc.record({ mode: only('reimbursement'), upToCents: arbitraryAmount }),
  fc.record({ mode: only('none') }),
);

const credited: fc.Arbitrary<CreditedRule> = fc.oneof(
  fc.record({ mode: only('day-of-month'), day }),
  fc.record({ mode: fc.constantFrom('when-sent' as const, 'when-settled' as const) }),
);

const unspent: fc.Arbitrary<UnspentRule> = fc.oneof(
  fc.record({ mode: only('accumulate') }),
  fc.record({ mode: only('end-of-project'), endsOn: fc.constantFrom(null, '2027-02-28', '2032-12-31') }),
  fc.record({ mode: only('cap'), months }),
  fc
    .tuple(months, whole(0, 90))
    .map(([count, warn]) => ({ mode: 'expire' as const, months: count, warnDaysBefore: Math.min(warn, count * 28) })),
);

const dunning: fc.Arbitrary<DunningRule> = fc
  .record({
    remindAfterDays: maybe(whole(1, 60)),
    days: fc.uniqueArray(whole(1, 90), { maxLength: 2 }),
    classes: fc.subarray([...RETRIED_CLASSES], { minLength: 1 }),
    later: maybe(whole(1, 60)),
    largestInstalments: whole(1, 36),
  })
  .map(({ remindAfterDays, days, classes, later, largestInstalments }) => ({
    remindAfterDays,
    retries: days.sort((a, b) => a - b).map((afterDays) => ({ afterDays, classes })),
    callAfterDays: later === null ? null : Math.max(remindAfterDays ?? 0, ...days, 0) + later,
    largestInstalments,
  }));

const leaving: fc.Arbitrary<LeavingRule> = fc.record({
  unspent: fc.oneof(
    fc.record({ mode: fc.constantFrom('kept' as const, 'back-to-pot' as const) }),
    fc.record({ mode: only('kept-months'), months }),
  ),
  arrears: fc.constantFrom(...LEAVER_ARREARS),
});

const eligibility: fc.Arbitrary<EligibilityRule> = fc.record({
  communes: maybe(fc.subarray(['Flers', 'La Lande-Patry', 'Saint-Denis'], { minLength: 1 })),
  areas: maybe(fc.subarray(['nord', 'centre'], { minLength: 1 })),
  meetingRequired: fc.boolean(),
  questions: keyed(
    fc.oneof(
      fc.record({
        key,
        text,
        kind: only('yes-no'),
        options: fc.constant([]),
        required: fc.constantFrom(null, 'yes', 'no'),
      }),
      fc.record({
        key,
        text,
        kind: only('choice'),
        options: fc.constant(['a', 'b']),
        required: fc.constantFrom(null, 'b'),
      }),
      fc.record({ key, text, kind: only('text'), options: fc.constant([]), required: fc.constant(null) }),
    ),
    0,
    4,
  ),
  incomeBandQuotas: fc
    .subarray(['très bas', 'bas', 'moyen'])
    .chain((bands) =>
      fc.tuple(...bands.map((band) => fc.record({ band: fc.constant(band), leastBasisPoints: whole(1, 3_333) }))),
    ),
});

const percents = fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 5 });
const coverage: fc.Arbitrary<CoverageRule> = fc.oneof(
  fc.record({ mode: fc.constantFrom('all-or-nothing' as const, 'approved-products' as const) }),
  fc.record({ mode: only('rate-per-label'), ratesPercent: percents.map((list) => list.sort((a, b) => a - b)) }),
  fc.record({
    mode: only('three-prices'),
    ratesPercent: fc.record({
      accessible: fc.integer({ min: 1, max: 100 }),
      fair: fc.constant(100),
      solidarity: fc.integer({ min: 100, max: 300 }),
    }),
  }),
);

const places = fc.integer({ min: 1, max: 1_000 });
const admission: fc.Arbitrary<AdmissionRule> = fc.oneof(
  fc.record({ mode: only('open') }),
  fc.record({ mode: only('first-come'), places: maybe(places) }),
  fc.record({ mode: only('waves'), wavePlaces: fc.array(places, { minLength: 1, maxLength: 5 }) }),
  fc.record({ mode: only('by-area'), areas: maybe(places), wavePlaces: fc.array(places, { maxLength: 5 }) }),
  fc.record({
    mode: only('lottery-weighted'),
    strata: fc.subarray([...STRATA]),
    places: maybe(places),
    veryLowIncomeBasisPoints: maybe(fc.integer({ min: 0, max: 10_000 })),
  }),
  fc.record({ mode: only('lottery-by-balance'), when: only('month-end') }),
);

const anyAxes: fc.Arbitrary<Rules> = fc.record({
  schemaVersion: fc.constant(3 as const),
  unit: fc.constantFrom(...UNITS),
  entry: fc.record({ mode: fc.constantFrom(...ENTRY_MODES) }),
  contribution,
  potResources: fc.record({ mode: fc.constantFrom(...POT_RESOURCE_MODES), reserveCents: arbitraryAmount }),
  allocation,
  credited,
  unspent,
  coverage,
  admission,
  payment: fc.subarray([...PAYMENT_MEDIA], { minLength: 1 }),
  collection: fc.record({ mode: fc.constantFrom(...COLLECTION_MODES), dayOfMonth: day }),
  runningCosts: fc.record({
    contributionBasisPoints: fc.integer({ min: 0, max: 10_000 }),
    outletFeeBasisPoints: fc.integer({ min: 0, max: 9_999 }),
  }),
  unpaid: fc.record({ deadlineDays: whole(1, 180) }),
  dunning,
  leaving,
  eligibility,
  spending: arbitrarySpending,
});

/** Any rules document that is sound in itself. */
export const arbitraryRules: fc.Arbitrary<Rules> = anyAxes
  .map(withoutThreePrices)
  .map(forUnit)
  .map(forResources)
  .map(forLeavers);

function withoutThreePrices(rules: Rules): Rules {
  if (rules.coverage.mode === 'three-prices') return { ...rules, allocation: { mode: 'none' } };
  return { ...rules, spending: { ...rules.spending, tallyDayMaxCents: null } };
}

function forUnit(rules: Rules): Rules {
  if (rules.unit === 'household') return rules;
  const { contribution: before, allocation: wished } = rules;
  const flat = wished.mode === 'household-weights' || wished.mode === 'household-steps';
  const alone = before.mode === 'none' ? before : { ...before, perExtraPersonCents: cents(0) };
  return {
    ...rules,
    contribution: alone.mode === 'free' ? { ...alone, perPerson: false } : alone,
    allocation: flat ? { mode: 'fixed', amountCents: cents(10_000) } : wished,
  };
}

function forResources(rules: Rules): Rules {
  const nobodyPays = rules.contribution.mode === 'none';
  const mean = rules.allocation.mode === 'mean-of-contributions';
  const impossible = nobodyPays ? 'contributions-only' : 'grants-only';
  const { potResources, payment } = rules;
  const slips = rules.allocation.mode === 'reimbursement' && !payment.includes('reimbursement-slip');
  return {
    ...rules,
    potResources:
      potResources.mode === impossible ? { ...potResources, mode: 'contributions-and-grants' } : potResources,
    allocation: mean && nobodyPays ? { mode: 'none' } : rules.allocation,
    credited: mean || nobodyPays ? { mode: 'day-of-month', day: 5 } : rules.credited,
    payment: slips ? [...payment, 'reimbursement-slip'] : payment,
    collection: nobodyPays ? { ...rules.collection, mode: 'by-hand' } : rules.collection,
    runningCosts: nobodyPays ? { ...rules.runningCosts, contributionBasisPoints: 0 } : rules.runningCosts,
  };
}

function forLeavers(rules: Rules): Rules {
  const { unspent: all, leaving: asked } = rules;
  if (all.mode !== 'expire' || asked.unspent.mode !== 'kept-months') return rules;
  const kept = Math.min(asked.unspent.months, all.months);
  return { ...rules, leaving: { ...asked, unspent: { mode: 'kept-months', months: kept } } };
}
