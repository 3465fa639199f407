import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import {
  NUMBER_ALPHABET,
  NUMBER_LENGTH,
  NUMBER_PATTERN,
  type NumberedThing,
  numberFrom,
  printedNumber,
  readNumber,
} from './checked-number';

const thing = fc.constantFrom<NumberedThing>('C', 'M', 'T');
const id = fc.uuid();
const character = fc.nat(NUMBER_ALPHABET.length - 1).map((value) => NUMBER_ALPHABET.charAt(value));

describe('a number that people type', () => {
  it('has eight characters, says what it is of, and is read as it was made', () => {
    fc.assert(
      fc.property(thing, id, (of, uuid) => {
        const number = numberFrom(of, uuid);
        expect(number).toHaveLength(NUMBER_LENGTH);
        expect(number).toMatch(new RegExp(`^${of}${NUMBER_PATTERN}$`));
        expect(readNumber(of, number)).toBe(number);
        expect(readNumber(of, ` ${printedNumber(number).toLowerCase()}`)).toBe(number);
        expect(readNumber(of, number.replaceAll(/(?!^)(?!$)/g, '-'))).toBe(number);
      }),
    );
  });

  it('with any one character wrong is noticed, the first and the last included', () => {
    fc.assert(
      fc.property(thing, id, fc.nat(NUMBER_LENGTH - 1), character, (of, uuid, place, wrong) => {
        const number = numberFrom(of, uuid);
        fc.pre(number[place] !== wrong);
        expect(readNumber(of, number.slice(0, place) + wrong + number.slice(place + 1))).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  it('with two neighbours swapped is noticed', () => {
    fc.assert(
      fc.property(thing, id, fc.nat(NUMBER_LENGTH - 2), (of, uuid, place) => {
        const number = numberFrom(of, uuid);
        const [a = '', b = ''] = number.slice(place, place + 2);
        fc.pre(a !== b);
        expect(readNumber(of, number.slice(0, place) + b + a + number.slice(place + 2))).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  it('is never one of another thing, nor too short, nor too long, nor anything else', () => {
    fc.assert(
      fc.property(id, character, fc.string(), (uuid, one, text) => {
        const number = numberFrom('C', uuid);
        expect(readNumber('T', number)).toBeNull();
        expect(readNumber('C', number.slice(0, -1))).toBeNull();
        expect(readNumber('C', number + one)).toBeNull();
        expect(readNumber('M', text)).toBeNull();
      }),
    );
  });

  it('may be written by a hand that makes a letter of a digit', () => {
    const number = numberFrom('C', '00000000-0000-7000-8000-00a3b1c9d7e5');
    const letters: Readonly<Record<string, string>> = { '8': 'B', '5': 'S', '2': 'Z', '6': 'G' };
    const written = number.replaceAll(/[8526]/g, (digit) => letters[digit] ?? digit);
    expect(written).not.toBe(number);
    expect(readNumber('C', written)).toBe(number);
  });

  it('is another one for nearly every uuid', () => {
    // Really random ones: the property's own repeat themselves, to be nasty.
    const made = Array.from({ length: 2_000 }, () => numberFrom('C', randomUUID()));
    expect(new Set(made).size).toBeGreaterThan(1_995);
  });
});
