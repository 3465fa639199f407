// The amount that a guided contribution proposes: from what a person says of themselves, no proof asked. They decide.
import { type Cents, cents } from '../kernel/money';
import { type Fact, RuleBroken } from '../kernel/rule-broken';
import type { GuidedContribution, Rules } from './rules';

/** What somebody said of themselves; a question may be passed over, and so may the sentences. */
export interface GuidedAnswers {
  /** Each question once. */
  readonly answers: readonly { readonly question: string; readonly answer: string }[];
  /** The key of the sentence they recognise themselves in. */
  readonly sentence: string | null;
}

/** A score from 0 to 1, exact: `numerator / denominator`. */
interface Score {
  readonly numerator: number;
  readonly denominator: number;
}

/** The guided contribution of rules. @throws RuleBroken `contribution-not-guided` with the mode there is */
export function guidedContribution({ contribution }: Rules): GuidedContribution {
  if (contribution.mode !== 'guided') throw new RuleBroken('contribution-not-guided', { mode: contribution.mode });
  return contribution;
}

/**
 * The amount that is proposed a month, in cents: `min + score × (top − min)`, rounded to the nearest step (half a step
 * goes down, in the person's favour), within the bounds. `top` is the largest example, for that is what the fund shows
 * as much; without examples, the maximum. The score is the mean of the answers' points by the weights of their
 * questions; the sentence, being the person's own word for the whole, counts as much as all questions together. What
 * was passed over does not count. Nothing of it is from a source: funds publish examples (40, 60, 115 €), none its
 * computation; this one never proposes less for more points, and a council changes it by its weights and points.
 * @throws RuleBroken `contribution-not-guided`, `guided-answer-unknown`, `guided-nothing-answered`
 */
export function proposedPledge(rules: Rules, said: GuidedAnswers): Cents {
  const rule = guidedContribution(rules);
  checkAnswers(rule, said);
  const { numerator, denominator } = scoreOf(rule, said);
  const least = rule.minCents;
  const top = Math.max(least, rule.examplesCents.at(-1) ?? rule.maxCents ?? least);
  // In parts of `denominator`, so that nothing is rounded before the step.
  const exact = least * denominator + numerator * (top - least);
  const step = rule.stepCents * denominator;
  const steps = Math.ceil(exact / step - 0.5);
  return cents(Math.min(rule.maxCents ?? Infinity, Math.max(least, steps * rule.stepCents)));
}

/**
 * Checks that answers are of the questions and sentences of the rules, each question once.
 * @throws RuleBroken `contribution-not-guided`, `guided-answer-unknown` with what is known in its place
 */
export function checkGuidedAnswers(rules: Rules, said: GuidedAnswers): void {
  checkAnswers(guidedContribution(rules), said);
}

function checkAnswers({ questions, sentences }: GuidedContribution, { answers, sentence }: GuidedAnswers): void {
  const keys = (list: readonly { readonly key: string }[]): string[] => list.map(({ key }) => key);
  const refuse = (facts: Record<string, Fact>): never => {
    throw new RuleBroken('guided-answer-unknown', facts);
  };
  const left = new Map(questions.map((question) => [question.key, question]));
  for (const { question, answer } of answers) {
    const asked = left.get(question);
    if (!asked) return refuse({ question: question.slice(0, 64), known: [...left.keys()] });
    if (!keys(asked.answers).includes(answer)) return refuse({ question, known: keys(asked.answers) });
    left.delete(question);
  }
  if (sentence !== null && !keys(sentences).includes(sentence)) refuse({ question: null, known: keys(sentences) });
}

function scoreOf({ questions, sentences }: GuidedContribution, { answers, sentence }: GuidedAnswers): Score {
  const weighed = answers.map(({ question, answer }) => {
    const asked = questions.find(({ key }) => key === question);
    return { weight: asked?.weight ?? 0, points: pointsOf(asked?.answers ?? [], answer) };
  });
  const weights = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const points = weighed.reduce((sum, one) => sum + one.weight * one.points, 0);
  if (sentence === null) {
    if (weights === 0) throw new RuleBroken('guided-nothing-answered');
    return { numerator: points, denominator: 100 * weights };
  }
  const own = pointsOf(sentences, sentence);
  if (weights === 0) return { numerator: own, denominator: 100 };
  return { numerator: points + own * weights, denominator: 200 * weights };
}

function pointsOf(choices: readonly { readonly key: string; readonly points: number }[], key: string): number {
  return choices.find((choice) => choice.key === key)?.points ?? 0;
}
