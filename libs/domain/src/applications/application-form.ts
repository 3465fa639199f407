// The form of an application: what this fund asks, and nothing that it does not need.
import type { Month } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { checkPersons } from '../members/membership-rules';
import type { EligibilityQuestion, Rules } from '../rules/rules';

/** Somebody of the household that applies. */
export interface PersonInForm {
  readonly bornIn: Month | null;
  readonly sharePercent: number;
}

/** How to reach them. Neither e-mail nor telephone is needed. */
export interface Reach {
  readonly channel: 'letter' | 'voice' | 'sms' | 'email' | 'counter';
  readonly email: string | null;
  readonly phone: string | null;
  readonly postalAddress: string | null;
}

/** What somebody who applies tells: a band of income at most, never an income. `metOn` is the information meeting. */
export interface ApplicationForm extends Reach {
  readonly name: string;
  readonly commune: string | null;
  readonly area: string | null;
  readonly incomeBand: string | null;
  readonly persons: readonly PersonInForm[];
  readonly metOn: string | null;
  readonly answers: Readonly<Record<string, string>>;
}

const LONGEST_ANSWER = 2_000;

/**
 * Checks a form against the rules.
 * @throws RuleBroken `unit-needs-one-person`, `birth-month-needed`, `field-not-needed`, `income-band-unknown`,
 * `answer-not-understood`, `channel-unreachable`
 */
export function checkForm(rules: Rules, form: ApplicationForm): void {
  checkPersons(
    rules,
    form.persons.map((person) => ({ name: form.name, ...person })),
  );
  checkBand(
    rules.eligibility.incomeBandQuotas.map(({ band }) => band),
    form.incomeBand,
  );
  for (const [key, answer] of Object.entries(form.answers)) {
    const question = rules.eligibility.questions.find((one) => one.key === key);
    if (!question || !answers(question, answer)) throw new RuleBroken('answer-not-understood', { question: key });
  }
  checkReach(form);
}

function checkBand(bands: readonly string[], band: string | null): void {
  if (band === null || bands.includes(band)) return;
  if (bands.length === 0) throw new RuleBroken('field-not-needed', { field: 'incomeBand' });
  throw new RuleBroken('income-band-unknown', { bands });
}

function answers({ kind, options }: EligibilityQuestion, answer: string): boolean {
  switch (kind) {
    case 'yes-no':
      return answer === 'yes' || answer === 'no';
    case 'choice':
      return options.includes(answer);
    case 'text':
      return answer.trim() !== '' && answer.length <= LONGEST_ANSWER;
  }
}

function checkReach({ channel, email, phone, postalAddress }: Reach): void {
  const way = { letter: postalAddress, voice: phone, sms: phone, email, counter: 'counter' }[channel];
  if (way === null) throw new RuleBroken('channel-unreachable', { channel });
}
