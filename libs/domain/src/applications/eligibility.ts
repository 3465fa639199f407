// Whether somebody who applies fits what the fund has voted: each criterion with its outcome. It never decides: a person
// accepts or refuses.
import { plain } from '../kernel/plain-text';
import type { EligibilityRule } from '../rules/rules';

/** What an application says of the things that a fund may ask. Answers by key of the question. */
export interface Declared {
  readonly commune: string | null;
  readonly area: string | null;
  /** Whether they came to an information meeting. */
  readonly met: boolean;
  readonly answers: Readonly<Record<string, string>>;
}

/** One criterion as it was looked at; `unknown` where the application does not say. */
export interface Finding {
  readonly criterion: 'commune' | 'area' | 'meeting' | 'question';
  /** The key of the question, or the name of the criterion. */
  readonly key: string;
  readonly outcome: Outcome;
  readonly given: string | null;
  /** What would do: the communes, the areas, the answer asked for. */
  readonly expected: readonly string[];
}

export type Outcome = 'fulfilled' | 'not-fulfilled' | 'unknown';

/** Looks at an application: the outcome as a whole, and each criterion. Without criteria everybody fits. */
export function eligibility(rule: EligibilityRule, declared: Declared): { outcome: Outcome; findings: Finding[] } {
  const findings = [
    ...among('commune', declared.commune, rule.communes),
    ...among('area', declared.area, rule.areas),
    ...(rule.meetingRequired ? [meeting(declared.met)] : []),
    ...rule.questions.flatMap(({ key, required }) => {
      const given = declared.answers[key] ?? null;
      return required === null ? [] : [finding({ criterion: 'question', key, given, expected: [required] })];
    }),
  ];
  return { outcome: whole(findings.map(({ outcome }) => outcome)), findings };
}

function among(criterion: 'commune' | 'area', given: string | null, expected: readonly string[] | null): Finding[] {
  return expected === null ? [] : [finding({ criterion, key: criterion, given, expected })];
}

function meeting(met: boolean): Finding {
  const outcome = met ? 'fulfilled' : 'not-fulfilled';
  return { criterion: 'meeting', key: 'meeting', outcome, given: met ? 'yes' : 'no', expected: ['yes'] };
}

function finding(asked: Omit<Finding, 'outcome'>): Finding {
  const { given, expected } = asked;
  const fits = given !== null && expected.some((one) => sameName(one, given));
  return { ...asked, outcome: given === null ? 'unknown' : fits ? 'fulfilled' : 'not-fulfilled' };
}

function whole(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('not-fulfilled')) return 'not-fulfilled';
  return outcomes.includes('unknown') ? 'unknown' : 'fulfilled';
}

/** Whether two names are the same but for accents, case, dashes and spaces: people write `st etienne`. */
function sameName(one: string, other: string): boolean {
  return plain(one) === plain(other);
}
