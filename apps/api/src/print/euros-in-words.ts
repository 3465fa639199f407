// An amount in letters, as a receipt has it beside the digits: 12,50 € is « douze euros et cinquante centimes ».

const UNITS = [
  'zéro',
  'un',
  'deux',
  'trois',
  'quatre',
  'cinq',
  'six',
  'sept',
  'huit',
  'neuf',
  'dix',
  'onze',
  'douze',
  'treize',
  'quatorze',
  'quinze',
  'seize',
  'dix-sept',
  'dix-huit',
  'dix-neuf',
] as const;
const TENS = [
  '',
  '',
  'vingt',
  'trente',
  'quarante',
  'cinquante',
  'soixante',
  'soixante',
  'quatre-vingt',
  'quatre-vingt',
];
const LARGEST_CENTS = 99_999_999_999;

/** Whole cents, from 0 to under a thousand million euros, in French words. @throws RangeError beyond */
export function eurosInWords(amountCents: number): string {
  if (!Number.isSafeInteger(amountCents) || amountCents < 0 || amountCents > LARGEST_CENTS) {
    throw new RangeError('no amount for words');
  }
  const [euros, cents] = [Math.floor(amountCents / 100), amountCents % 100];
  const whole = `${numberInWords(euros)} ${euros >= 1_000_000 && euros % 1_000_000 === 0 ? 'd’' : ''}${euros > 1 ? 'euros' : 'euro'}`;
  if (cents === 0) return whole;
  const part = `${numberInWords(cents)} ${cents > 1 ? 'centimes' : 'centime'}`;
  return euros === 0 ? part : `${whole} et ${part}`;
}

function numberInWords(number: number): string {
  if (number >= 1_000_000) {
    const millions = Math.floor(number / 1_000_000);
    return join(`${numberInWords(millions)} ${millions > 1 ? 'millions' : 'million'}`, number % 1_000_000);
  }
  if (number >= 1_000) {
    const thousands = Math.floor(number / 1_000);
    // Before « mille », quatre-vingts and cents lose their s: they do not end the number.
    const count = thousands === 1 ? '' : `${numberInWords(thousands).replace(/(vingt|cent)s$/, '$1')} `;
    return join(`${count}mille`, number % 1_000);
  }
  if (number >= 100) {
    const [hundreds, rest] = [Math.floor(number / 100), number % 100];
    const count = hundreds === 1 ? 'cent' : `${UNITS[hundreds] ?? ''} cent${rest === 0 ? 's' : ''}`;
    return join(count, rest);
  }
  return belowHundred(number);
}

function belowHundred(number: number): string {
  const small = UNITS[number];
  if (small !== undefined) return small;
  const tens = Math.floor(number / 10);
  // Soixante-dix and quatre-vingt-dix count on in the teens.
  const rest = tens === 7 || tens === 9 ? (number % 10) + 10 : number % 10;
  const name = TENS[tens] ?? '';
  if (rest === 0) return tens === 8 ? `${name}s` : name;
  const and = (rest === 1 || rest === 11) && tens < 8 ? ' et ' : '-';
  return `${name}${and}${UNITS[rest] ?? ''}`;
}

function join(words: string, rest: number): string {
  return rest === 0 ? words : `${words} ${numberInWords(rest)}`;
}
