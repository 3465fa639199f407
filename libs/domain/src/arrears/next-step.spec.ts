import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareDays, type Day, dayOf, daysBetween } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { type DunningRule, REASON_CLASSES, type ReasonClass, RETRIED_CLASSES } from '../rules/arrears-rules';
import { type Failure, type History, type LateDue, nextStep, type NextStep, type StepKind } from './next-step';

const policy: DunningRule = {
  remindAfterDays: 10,
  retries: [{ afterDays: 7, classes: ['funds', 'technical'] }],
  callAfterDays: 21,
  largestInstalments: 6,
};
const dueOn = dayOf('2026-11-05');
const day = (days: number): Day => dueOn.add({ days });
const failed = (days: number, reasonClass: ReasonClass = 'funds', returned = false): Failure => ({
  on: day(days),
  reasonClass,
  returned,
});
const late = (more: Partial<LateDue> = {}): LateDue => ({
  dueOn,
  owed: cents(6_000),
  received: cents(0),
  underWay: false,
  failures: [failed(5)],
  ...more,
});
const fresh: History = { steps: [], spokenOn: null, agreement: null, deceasedOn: null };
const taken = (...steps: [StepKind, number][]): History['steps'] =>
  steps.map(([kind, days]) => ({ kind, on: day(days) }));
const at = (days: number, due: Partial<LateDue> = {}, history: Partial<History> = {}): NextStep =>
  nextStep(late(due), { ...fresh, ...history }, policy, day(days));

describe('a debit that failed for want of money', () => {
  it('is reminded kindly on the tenth day, tried again seven days after the failure, and then a person calls', () => {
    expect(at(6)).toEqual({ kind: 'wait', until: day(10), for: 'reminder' });
    expect(at(10)).toEqual({ kind: 'reminder' });
    const reminded = { steps: taken(['reminder', 10]) };
    expect(at(11, {}, reminded)).toEqual({ kind: 'wait', until: day(12), for: 'retry' });
    expect(at(12, {}, reminded)).toEqual({ kind: 'retry', retryNo: 1 });
    const tried = { steps: taken(['reminder', 10], ['retry', 12]) };
    expect(at(13, { underWay: true }, tried)).toEqual({ kind: 'nothing', why: 'pending' });
    const again = { failures: [failed(5), failed(17)] };
    expect(at(18, again, tried)).toEqual({ kind: 'wait', until: day(21), for: 'call' });
    expect(at(21, again, tried)).toEqual({ kind: 'call', why: 'still-owed' });
    expect(at(22, again, { steps: taken(['reminder', 10], ['retry', 12], ['call', 21]) })).toEqual({
      kind: 'nothing',
      why: 'to-be-called',
    });
  });

  it('is left in peace as soon as it is paid, whatever was planned', () => {
    expect(at(40, { owed: cents(0) })).toEqual({ kind: 'nothing', why: 'settled' });
  });

  it('is called again when as many days pass after somebody was reached', () => {
    const called = { steps: taken(['reminder', 10], ['retry', 12], ['call', 21]), spokenOn: day(23) };
    expect(at(30, { failures: [failed(5), failed(17)] }, called)).toEqual({
      kind: 'wait',
      until: day(44),
      for: 'call',
    });
  });
});

describe('other reasons', () => {
  it('are not tried again: a person calls', () => {
    for (const reasonClass of ['refused', 'mandate-dead', 'account-dead', 'refund-request', 'unknown'] as const) {
      const due = { failures: [failed(5, reasonClass)] };
      expect(at(20, due, { steps: taken(['reminder', 10]) })).toEqual({ kind: 'wait', until: day(21), for: 'call' });
    }
  });

  it('of a death never lead to a reminder or a new try: somebody looks at once, and once', () => {
    const due = { failures: [failed(5, 'deceased')] };
    expect(at(6, due, { deceasedOn: day(5) })).toEqual({ kind: 'call', why: 'deceased' });
    const looked = { deceasedOn: day(5), steps: taken(['call', 6]), spokenOn: day(7) };
    expect(at(60, due, looked)).toEqual({ kind: 'nothing', why: 'with-a-person' });
  });

  it('of a payment that came back weeks later count from the day it came back', () => {
    const due = { failures: [failed(40, 'refund-request', true)] };
    expect(at(41, due)).toEqual({ kind: 'wait', until: day(50), for: 'reminder' });
  });

  it('of nothing that ever came (by hand) are reminded and called, never tried', () => {
    const due = { failures: [] };
    expect(at(10, due)).toEqual({ kind: 'reminder' });
    expect(at(12, due, { steps: taken(['reminder', 10]) })).toEqual({ kind: 'wait', until: day(21), for: 'call' });
  });
});

describe('what was agreed', () => {
  const promise: History['agreement'] = { kind: 'promise', parts: [{ on: day(25), through: cents(6_000) }] };

  it('suspends every step through its last day', () => {
    for (const days of [10, 21, 25]) {
      expect(at(days, {}, { agreement: promise })).toEqual({ kind: 'nothing', why: 'agreed' });
    }
  });

  it('and was broken brings a call the day after, once', () => {
    expect(at(26, {}, { agreement: promise })).toEqual({ kind: 'call', why: 'promise-broken' });
    const called = { agreement: promise, steps: taken(['call', 26]), spokenOn: day(27) };
    expect(at(28, {}, called)).toEqual({ kind: 'wait', until: day(48), for: 'call' });
  });

  it('in parts is kept as long as enough has come in, by whatever way', () => {
    const parts = [1, 2, 3].map((part) => ({ on: day(part * 30), through: cents(part * 2_000) }));
    const agreement: History['agreement'] = { kind: 'instalments', parts };
    expect(at(31, { received: cents(2_000), owed: cents(4_000) }, { agreement })).toMatchObject({ why: 'agreed' });
    expect(at(31, { received: cents(1_999), owed: cents(4_001) }, { agreement })).toMatchObject({
      why: 'instalment-missed',
    });
    expect(at(61, { received: cents(4_000), owed: cents(2_000), underWay: true }, { agreement })).toMatchObject({
      why: 'pending',
    });
  });
});

const arbitraryPolicy: fc.Arbitrary<DunningRule> = fc.record({
  remindAfterDays: fc.option(fc.integer({ min: 0, max: 30 })),
  retries: fc.array(
    fc.record({ afterDays: fc.integer({ min: 1, max: 30 }), classes: fc.subarray([...RETRIED_CLASSES]) }),
    { maxLength: 2 },
  ),
  callAfterDays: fc.option(fc.integer({ min: 1, max: 60 })),
  largestInstalments: fc.constant(6),
});

/** Lives a due for some days: each new try fails some days later, nobody ever pays, nobody ever answers. */
function live(rule: DunningRule, reasons: readonly ReasonClass[], days: number): { kind: StepKind; on: Day }[] {
  const steps: { kind: StepKind; on: Day }[] = [];
  const failures: Failure[] = [{ on: day(3), reasonClass: reasons[0] ?? 'funds', returned: false }];
  let pendingUntil: Day | null = null;
  for (let today = day(4); compareDays(today, day(days)) < 0; today = today.add({ days: 1 })) {
    if (pendingUntil && compareDays(pendingUntil, today) <= 0) {
      failures.push({ on: today, reasonClass: reasons[failures.length] ?? 'funds', returned: false });
      pendingUntil = null;
    }
    const due = late({ underWay: pendingUntil !== null, failures });
    const step = nextStep(due, { ...fresh, steps }, rule, today);
    if (step.kind === 'wait') expect(compareDays(step.until, today)).toBeGreaterThan(0);
    if (step.kind === 'wait' || step.kind === 'nothing') continue;
    steps.push({ kind: step.kind, on: today });
    if (step.kind === 'retry') pendingUntil = today.add({ days: 4 });
  }
  return steps;
}

describe('whatever the rules and the reasons', () => {
  const reasons = fc.array(fc.constantFrom(...REASON_CLASSES), { minLength: 1, maxLength: 4 });

  it('one reminder at most, no more tries than the rules say, one step a day, and the call comes last', () => {
    fc.assert(
      fc.property(arbitraryPolicy, reasons, (rule, why) => {
        const steps = live(rule, why, 200);
        const count = (kind: StepKind): number => steps.filter((step) => step.kind === kind).length;
        expect(count('reminder')).toBeLessThanOrEqual(rule.remindAfterDays === null ? 0 : 1);
        expect(count('retry')).toBeLessThanOrEqual(rule.retries.length);
        expect(count('call')).toBe(rule.callAfterDays === null ? 0 : 1);
        expect(new Set(steps.map(({ on }) => on.toString())).size).toBe(steps.length);
        if (rule.callAfterDays !== null) expect(steps.at(-1)?.kind).toBe('call');
      }),
    );
  });

  it('only the classes that the rules name are tried again', () => {
    fc.assert(
      fc.property(arbitraryPolicy, fc.constantFrom(...REASON_CLASSES), (rule, reasonClass) => {
        const tried = live(rule, Array<ReasonClass>(5).fill(reasonClass), 150).some(({ kind }) => kind === 'retry');
        expect(tried).toBe(rule.retries[0]?.classes.some((one) => one === reasonClass) ?? false);
      }),
    );
  });

  it('the same question has the same answer, and a later day never takes a step back', () => {
    fc.assert(
      fc.property(
        arbitraryPolicy,
        fc.integer({ min: 4, max: 100 }),
        fc.integer({ min: 0, max: 50 }),
        (rule, from, more) => {
          const step = nextStep(late(), fresh, rule, day(from));
          const later = nextStep(late(), fresh, rule, day(from + more));
          expect(nextStep(late(), fresh, rule, day(from))).toEqual(step);
          if (step.kind === 'wait' && later.kind === 'wait') expect(daysBetween(step.until, later.until)).toBe(0);
          else if (step.kind !== 'wait') expect(later).toEqual(step);
        },
      ),
    );
  });
});
