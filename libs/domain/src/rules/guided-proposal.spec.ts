import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cents } from '../kernel/money';
import { type GuidedAnswers, proposedPledge } from './guided-proposal';
import { presetByKey } from './presets';
import type { GuidedContribution, Rules } from './rules';
import { arbitraryRules } from './rules-arbitrary.spec-support';

const dieulefit = presetByKey('dieulefit').rules;
const guided = (changes: Partial<GuidedContribution>): Rules => {
  if (dieulefit.contribution.mode !== 'guided') throw new Error('this preset is guided');
  return { ...dieulefit, contribution: { ...dieulefit.contribution, ...changes } };
};
const choices = (...points: number[]) => points.map((one) => ({ key: `p${one}`, text: '…', points: one }));
const asked = guided({
  minCents: cents(1_000),
  maxCents: cents(20_000),
  examplesCents: [],
  stepCents: cents(500),
  questions: [
    { key: 'loyer', text: '…', weight: 3, answers: choices(0, 50, 100) },
    { key: 'fins', text: '…', weight: 1, answers: choices(0, 100) },
  ],
  sentences: choices(0, 50, 100),
});
const says = (loyer: number | null, fins: number | null, sentence: number | null = null): GuidedAnswers => ({
  answers: [
    ...(loyer === null ? [] : [{ question: 'loyer', answer: `p${loyer}` }]),
    ...(fins === null ? [] : [{ question: 'fins', answer: `p${fins}` }]),
  ],
  sentence: sentence === null ? null : `p${sentence}`,
});

describe('what a guided contribution proposes', () => {
  it.each<[string, GuidedAnswers, number]>([
    ['the least to who can pay least', says(0, 0, 0), 1_000],
    ['the most to who can pay most', says(100, 100, 100), 20_000],
    // 3 of 4 parts: 1 000 + 0.75 × 19 000 = 15 250, to the step below (half goes down).
    ['by the weights of the questions', says(100, 0), 15_000],
    // Mean of 75 % and 0 %: 1 000 + 0.375 × 19 000 = 8 125.
    ['half by the sentence, half by the questions', says(100, 0, 0), 8_000],
    ['by the sentence alone to who answers nothing else', says(null, null, 50), 10_500],
    ['without what was passed over', says(50, null), 10_500],
  ])('is %s', (_case, said, amount) => {
    expect(proposedPledge(asked, said)).toBe(amount);
  });

  it('goes up to the largest example where there are some, and to the maximum where there are none', () => {
    const shown = { minCents: cents(0), examplesCents: [4_000, 6_000, 11_500].map(cents) };
    const all = { answers: [], sentence: 'p100' };
    const sentences = choices(0, 50, 100);
    expect(proposedPledge(guided({ ...shown, maxCents: null, sentences }), all)).toBe(11_500);
    expect(proposedPledge(guided({ ...shown, maxCents: cents(50_000), sentences }), all)).toBe(11_500);
    expect(proposedPledge(guided({ ...shown, maxCents: cents(9_900), sentences }), all)).toBe(9_900);
    expect(proposedPledge(guided({ ...shown, examplesCents: [], maxCents: cents(50_000), sentences }), all)).toBe(
      50_000,
    );
  });

  it('in Dieulefit is another amount for each of three people who tell of different lives', () => {
    const said = (points: string, sentence: string): GuidedAnswers => ({
      answers: [{ question: 'fin-de-mois', answer: points }],
      sentence,
    });
    expect(proposedPledge(dieulefit, said('difficiles', 'soutenue'))).toBe(0);
    expect(proposedPledge(dieulefit, said('justes', 'equilibre'))).toBe(5_000);
    expect(proposedPledge(dieulefit, said('epargne', 'solidaire'))).toBe(11_500);
  });

  it.each<[string, Rules, GuidedAnswers, string]>([
    ['rules that guide nobody', presetByKey('flers').rules, says(0, 0), 'contribution-not-guided'],
    [
      'a question that is not asked',
      asked,
      { answers: [{ question: 'age', answer: 'p0' }], sentence: null },
      'guided-answer-unknown',
    ],
    ['an answer that is not there', asked, says(33, 0), 'guided-answer-unknown'],
    [
      'one question answered twice',
      asked,
      { answers: [...says(0, 0).answers, ...says(0, null).answers], sentence: null },
      'guided-answer-unknown',
    ],
    ['a sentence that is not there', asked, says(0, 0, 12), 'guided-answer-unknown'],
    ['silence', asked, says(null, null), 'guided-nothing-answered'],
  ])('refuses %s', (_case, rules, said, code) => {
    expect(() => proposedPledge(rules, said)).toThrow(code);
  });
});

/** Guided rules, and two ways to answer them of which the second never has fewer points. */
const answered = arbitraryRules
  .filter(({ contribution }) => contribution.mode === 'guided' && contribution.questions.length > 0)
  .chain((rules) => {
    const { questions, sentences } = rules.contribution as GuidedContribution;
    const pair = (list: readonly { key: string; points: number }[]) =>
      fc
        .tuple(fc.constantFrom(...list), fc.constantFrom(...list))
        .map((two) => two.sort((a, b) => a.points - b.points));
    const sentence = sentences.length === 0 ? fc.constant(null) : pair(sentences);
    return fc.tuple(fc.tuple(...questions.map(({ answers }) => pair(answers))), sentence).map(([pairs, own]) => {
      const saying = (which: 0 | 1): GuidedAnswers => ({
        answers: pairs.map((two, index) => ({ question: questions[index]?.key ?? '', answer: two[which].key })),
        sentence: own?.[which].key ?? null,
      });
      return { rules, less: saying(0), more: saying(1) };
    });
  });

describe('whatever a fund asks', () => {
  it('more points never propose less', () => {
    fc.assert(
      fc.property(answered, ({ rules, less, more }) => {
        expect(proposedPledge(rules, less)).toBeLessThanOrEqual(proposedPledge(rules, more));
      }),
    );
  });

  it('a proposal lies between the bounds, and on a step unless a bound says otherwise', () => {
    fc.assert(
      fc.property(answered, ({ rules, more }) => {
        const { minCents, maxCents, stepCents } = rules.contribution as GuidedContribution;
        const proposed = proposedPledge(rules, more);
        expect(proposed).toBeGreaterThanOrEqual(minCents);
        expect(proposed).toBeLessThanOrEqual(maxCents ?? Infinity);
        expect(proposed % stepCents === 0 || proposed === minCents || proposed === maxCents).toBe(true);
      }),
    );
  });

  it('the order of the answers does not matter', () => {
    fc.assert(
      fc.property(answered, ({ rules, more }) => {
        expect(proposedPledge(rules, { ...more, answers: [...more.answers].reverse() })).toBe(
          proposedPledge(rules, more),
        );
      }),
    );
  });
});
