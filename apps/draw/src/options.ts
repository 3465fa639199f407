// What stands behind the name of a command: options by name, each read and refused in French.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { BadInput } from './bad-input';

/** The options of a command by name: texts and switches; and the words that belong to no option. */
export interface Options {
  readonly words: readonly string[];
  readonly texts: Readonly<Record<string, string | undefined>>;
  readonly on: (name: string) => boolean;
}

/** Reads what follows the command. @throws BadInput for an option that the command does not know */
export function readOptions(args: readonly string[], texts: readonly string[], switches: readonly string[]): Options {
  const options: ParseArgsConfig['options'] = {};
  for (const name of texts) options[name] = { type: 'string' };
  for (const name of switches) options[name] = { type: 'boolean' };
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const entries = Object.entries(values);
    return {
      words: positionals,
      texts: Object.fromEntries(entries.filter(([, value]) => typeof value === 'string')) as Record<string, string>,
      on: (name) => entries.some(([key, value]) => key === name && value === true),
    };
  } catch {
    const known = [...texts.map((name) => `--${name} …`), ...switches.map((name) => `--${name}`)].join(', ');
    throw new BadInput([`Cette commande ne comprend pas « ${args.join(' ')} » : ses options sont ${known}.`]);
  }
}

/** The text of an option that must be given. */
export function required({ texts }: Options, name: string, meaning: string): string {
  const text = texts[name];
  if (text === undefined || text === '') throw new BadInput([`L’option --${name} manque : donnez ${meaning}.`]);
  return text;
}

/** A whole number from `low` to `high`. */
export function wholeNumber(text: string, name: string, [low, high]: readonly [number, number]): number {
  const number = Number(text);
  if (/^\d{1,9}$/.test(text) && number >= low && number <= high) return number;
  throw new BadInput([`--${name} ${text} : donnez un nombre entier de ${low} à ${high}.`]);
}

/** One of some words. */
export function oneOf<Word extends string>(text: string, name: string, words: readonly Word[]): Word {
  const word = words.find((one) => one === text);
  if (word === undefined) throw new BadInput([`--${name} ${text} : choisissez ${words.join(' ou ')}.`]);
  return word;
}

/** Bytes in hexadecimal digits, in lower case; an odd number of digits is completed in front. */
export function hexDigits(text: string, name: string): string {
  const digits = text.trim().replace(/^0x/i, '').toLowerCase();
  if (!/^[0-9a-f]{1,1024}$/.test(digits)) {
    throw new BadInput([`--${name} ${text} : donnez des chiffres hexadécimaux (0 à 9, a à f).`]);
  }
  return digits.length % 2 === 0 ? digits : `0${digits}`;
}
