// How amounts and days are written to people: 12,50 € and 22 novembre 2026.
import { dayOf } from '../kernel/calendar';

const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

/** An amount of whole cents as people read it, e.g. `1 234,50 €`. @throws TypeError when it is not one */
export function euros(amountCents: unknown): string {
  if (typeof amountCents !== 'number' || !Number.isSafeInteger(amountCents)) throw new TypeError('not an amount');
  const [whole = '', part = ''] = (Math.abs(amountCents) / 100).toFixed(2).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u202f');
  return `${amountCents < 0 ? '−' : ''}${grouped},${part}\u00a0€`;
}

/** A day, `2026-11-22`, as people read it: `22 novembre 2026`, `1er mars 2027`. @throws TypeError, RangeError when it is not one */
export function frenchDay(day: unknown): string {
  if (typeof day !== 'string') throw new TypeError('not a day');
  const { day: number, month, year } = dayOf(day);
  return `${number === 1 ? '1er' : number} ${MONTHS[month - 1] ?? ''} ${year}`;
}

/** A month, `2026-11`, as people read it: `novembre 2026`. @throws TypeError when it is not one */
export function frenchMonth(month: unknown): string {
  const [, year, number] = /^(\d{4})-(\d\d)$/.exec(String(month)) ?? [];
  const name = MONTHS[Number(number) - 1];
  if (!name) throw new TypeError('not a month');
  return `${name} ${year}`;
}

/** The word "de" before a text that may begin with a vowel: `de mars`, `d’avril`. */
export function de(text: string): string {
  return /^[aeiouyéèêâîôûh]/i.test(text) ? `d’${text}` : `de ${text}`;
}
