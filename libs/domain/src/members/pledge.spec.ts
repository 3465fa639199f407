import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Cents, cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { proposedPledge } from '../rules/guided-proposal';
import { presetByKey } from '../rules/presets';
import type { ContributionRule, Rules } from '../rules/rules';
import { arbitraryAmount, arbitraryRules } from '../rules/rules-arbitrary.spec-support';
import { checkPledge, pledgeFromIncome } from './pledge';

const rulesOf = (key: string): Rules => presetByKey(key).rules;
const withContribution = (key: string, contribution: ContributionRule): Rules => ({ ...rulesOf(key), contribution });

function refusal(rules: Rules, amount: number): RuleBroken | null {
  try {
    checkPledge(rules, cents(amount));
    return null;
  } catch (error) {
    if (error instanceof RuleBroken) return error;
    throw error;
  }
}

describe('a pledge', () => {
  it.each([
    ['flers', 2_000, true],
    ['flers', 2_500, true],
    ['flers', 2_600, false],
    ['flers', 1_500, false],
    ['toulouse', 7_500, true],
    ['toulouse', 7_400, false],
    ['montpellier', 25_000, true],
    ['montpellier', 25_001, false],
    ['grenoble', 0, true],
    ['grenoble', -100, false],
    ['dieulefit', 4_321, true],
    ['ariege', 1_000, true],
    ['ariege', 999, false],
    ['cadenet', 0, true],
    ['cadenet', 1, false],
  ])('in %s of %i cents is allowed: %s', (key, amount, allowed) => {
    expect(refusal(rulesOf(key), amount) === null).toBe(allowed);
  });

  it('is refused with what would be allowed', () => {
    const { code, facts } = refusal(rulesOf('flers'), 2_600) ?? { code: '', facts: {} };
    expect(code).toBe('pledge-outside-rules');
    expect(facts).toEqual({
      pledgeCents: 2_600,
      minCents: 2_000,
      maxCents: null,
      stepCents: 500,
      bandsCents: null,
      errors: [{ pointer: '/pledgeCents', detail: expect.any(String) }],
    });
  });

  it.each([
    ['flers', 2_600, 'les cotisations vont de 5 € en 5 € à partir de 20 € : indiquez par exemple 25 € ou 30 €'],
    ['flers', 1_999, 'cette cotisation est trop basse : indiquez 20 € ou plus'],
    ['flers', -5_000, 'cette cotisation est trop basse : indiquez 20 € ou plus'],
    ['flers', 10_000_500, 'cette cotisation est trop haute : indiquez 100000 € ou moins'],
    ['montpellier', 25_001, 'cette cotisation est trop haute : indiquez 250 € ou moins'],
    ['toulouse', 3_000, "cette cotisation n'est pas un des paliers : choisissez 10 €, 25 €, 50 €, 75 €, 100 €, 150 €"],
  ])('in %s of %i cents is refused in words with a remedy', (key, amount, detail) => {
    expect(refusal(rulesOf(key), amount)?.facts['errors']).toEqual([{ pointer: '/pledgeCents', detail }]);
  });

  it('however negative or enormous is refused under any rules', () => {
    const absurd = fc.oneof(fc.integer({ max: -1 }), fc.integer({ min: 10_000_001 }), fc.maxSafeInteger());
    fc.assert(
      fc.property(arbitraryRules, absurd, (rules, amount) => {
        if (amount >= 0 && amount <= 10_000_000) return;
        expect(refusal(rules, amount)?.code).toBe('pledge-outside-rules');
      }),
    );
  });

  it('that a guided contribution proposes is always allowed', () => {
    fc.assert(
      fc.property(arbitraryRules, fc.nat(), fc.nat(), (rules, answer, own) => {
        const { contribution } = rules;
        if (contribution.mode !== 'guided' || contribution.questions.length === 0) return;
        const answers = contribution.questions.map(({ key, answers: list }) => ({
          question: key,
          answer: list[answer % list.length]?.key ?? '',
        }));
        const sentence = contribution.sentences[own % 3]?.key ?? null;
        expect(refusal(rules, proposedPledge(rules, { answers, sentence }))).toBeNull();
      }),
    );
  });

  it('of any voted band is allowed', () => {
    fc.assert(
      fc.property(arbitraryRules, (rules) => {
        if (rules.contribution.mode !== 'bands') return;
        for (const band of rules.contribution.bandsCents) expect(refusal(rules, band)).toBeNull();
      }),
    );
  });
});

describe('a pledge from income', () => {
  it('in Ariège is 2.5 % rounded down, and at least 10 €', () => {
    expect(pledgeFromIncome(rulesOf('ariege'), cents(150_039))).toBe(3_750);
    expect(pledgeFromIncome(rulesOf('ariege'), cents(30_000))).toBe(1_000);
    expect(pledgeFromIncome(rulesOf('ariege'), cents(0))).toBe(1_000);
  });

  it('is refused where the rules take no share of income', () => {
    expect(() => pledgeFromIncome(rulesOf('flers'), cents(150_000))).toThrow('contribution-not-from-income');
  });

  it('is always allowed by the same rules and never falls when income grows', () => {
    const share = fc.integer({ min: 1, max: 10_000 });
    const income = fc.integer({ min: 0, max: 10_000_000 }).map(cents);
    fc.assert(
      fc.property(share, arbitraryAmount, income, income, (shareBasisPoints, minCents, a, b) => {
        const rule = { mode: 'income-share', shareBasisPoints, minCents, perExtraPersonCents: 0 as Cents } as const;
        const rules = withContribution('ariege', rule);
        const [less, more] = a < b ? [a, b] : [b, a];
        expect(refusal(rules, pledgeFromIncome(rules, less))).toBeNull();
        expect(pledgeFromIncome(rules, less)).toBeLessThanOrEqual(pledgeFromIncome(rules, more));
      }),
    );
  });
});
