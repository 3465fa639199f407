// What a cell of a French spreadsheet says: `12,50 €`, `31/12/1999`, `50 %`, `à l’accueil`; null when it says no such thing.
import { type Day, dayOf, type Month, monthOf, monthOfDay } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import { plain } from '../kernel/plain-text';
import type { NewPerson } from '../members/admitted-person';

/** The largest monthly amount that a file may bring: ten million euros, as everywhere. */
const LARGEST_CENTS = 1_000_000_000;

/** Whether a spreadsheet would compute with a cell: `=cmd`, `@SUM`, a tab in front. A `+33…` or a dash is harmless. */
export function isFormula(text: string): boolean {
  return /^\s*[=@]/.test(text) || /^[\t\r]/.test(text);
}

/** Whether a text is one that a name may be: not blank, no control characters, short enough. */
export function isReadable(text: string, max: number): boolean {
  return text.length <= max && text.isWellFormed() && !/\p{Cc}/u.test(text);
}

/** An amount in euros (`12,50`, `12.5`, `1 234,50 €`) in cents, of either sign; null when it is none or beyond ten million. */
export function amountIn(text: string): Cents | null {
  const bare = text.replaceAll(/\s/g, '').replace(/(€|eur|euros?)$/i, '');
  const plainNumber = bare.includes(',') ? bare.replaceAll('.', '').replace(',', '.') : bare;
  const [, sign, euros = '', hundredths = ''] = /^([+-]?)(\d{1,9})(?:\.(\d{1,2}))?$/.exec(plainNumber) ?? [];
  if (euros === '') return null;
  const amount = Number(euros) * 100 + Number(hundredths.padEnd(2, '0'));
  return amount > LARGEST_CENTS ? null : cents(sign === '-' ? -amount : amount);
}

/** A day written day first (`31/12/1999`, `31.12.1999`) or as ISO; null when it is none or does not exist. */
export function dayIn(text: string): Day | null {
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const iso = french
    ? `${french[3] ?? ''}-${(french[2] ?? '').padStart(2, '0')}-${(french[1] ?? '').padStart(2, '0')}`
    : text;
  if (!/^(19|20)\d\d-\d\d-\d\d$/.test(iso)) return null;
  try {
    return dayOf(iso);
  } catch {
    return null;
  }
}

/** A month of birth: a day's month, `12/1999` or `1999-12`. */
export function monthIn(text: string): Month | null {
  const day = dayIn(text);
  if (day) return monthOfDay(day);
  const french = /^(\d{1,2})[/.-](\d{4})$/.exec(text);
  const iso = french ? `${french[2] ?? ''}-${(french[1] ?? '').padStart(2, '0')}` : text;
  return /^(19|20)\d\d-(0[1-9]|1[0-2])$/.test(iso) ? monthOf(iso) : null;
}

/** A share from 1 to 100: `50`, `50 %`, or `0.5` as a spreadsheet keeps 50 %. */
export function shareIn(text: string): number | null {
  const [, whole] = /^(\d{1,3})\s*%?$/.exec(text) ?? [];
  const share = whole === undefined ? Number(text.replace(',', '.')) * 100 : Number(whole);
  return Number.isInteger(share) && share >= 1 && share <= 100 ? share : null;
}

const CHANNELS: Readonly<Record<NewPerson['channel'], readonly string[]>> = {
  letter: ['courrier', 'lettre', 'poste', 'letter'],
  voice: ['telephone', 'tel', 'appel', 'voix', 'voice'],
  sms: ['sms', 'texto', 'message'],
  email: ['e mail', 'email', 'mail', 'courriel', 'mel'],
  counter: ['guichet', 'accueil', 'a l accueil', 'au guichet', 'sur place', 'permanence', 'counter'],
};

/** How a person is reached, in French or by the API's own word. */
export function channelIn(text: string): NewPerson['channel'] | null {
  const asked = plain(text);
  const found = Object.entries(CHANNELS).find(([, words]) => words.includes(asked));
  return found ? (found[0] as NewPerson['channel']) : null;
}

/** Whether a text is an e-mail address as the front door takes it. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

/** Whether a text is a telephone number as the front door takes it. */
export function isPhone(text: string): boolean {
  return /^\+?[0-9 .()-]{6,32}$/.test(text);
}
