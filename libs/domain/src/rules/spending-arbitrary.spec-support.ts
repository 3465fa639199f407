// Any sound rule of how credit is spent, for properties.
import fc from 'fast-check';
import { cents } from '../kernel/money';
import { PAYOUT_RHYTHMS, SLIP_PAYEES, type SpendingRule } from './spending-rules';

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(arbitrary);
const whole = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });

/** Any rule of how credit is spent, sound wherever three prices are. */
export const arbitrarySpending: fc.Arbitrary<SpendingRule> = fc.record({
  perPurchaseMaxCents: maybe(whole(1, 20_000).map(cents)),
  perDayMaxCents: maybe(whole(20_000, 40_000).map(cents)),
  requestMinutes: whole(1, 1_440),
  refundDays: whole(0, 366),
  ticketValuesCents: fc
    .uniqueArray(whole(1, 10_000).map(cents), { minLength: 1, maxLength: 5 })
    .map((values) => values.sort((a, b) => a - b)),
  ticketMonths: whole(1, 60),
  slip: fc.record({
    ceilingCents: whole(1, 100_000).map(cents),
    paysTo: fc.constantFrom(...SLIP_PAYEES),
    lateDays: whole(0, 366),
  }),
  payouts: fc.record({ every: fc.constantFrom(...PAYOUT_RHYTHMS), thresholdCents: whole(1, 50_000).map(cents) }),
  tallyDayMaxCents: maybe(whole(1, 100_000).map(cents)),
  outletsSeeInitials: fc.boolean(),
  coversAlcohol: fc.boolean(),
  coversNonFood: fc.boolean(),
  areas: maybe(fc.subarray(['Flers', 'Domfront'], { minLength: 1 })),
});
