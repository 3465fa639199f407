import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wordOfTheDay } from './proof-word';
import { codeFrom, codeOf } from './request-code';

const digests = fc.stringMatching(/^[0-9a-f]{64}$/);

describe('the word of the day', () => {
  it('follows from its digest alone, and says nothing of it', () => {
    fc.assert(
      fc.property(digests, (digest) => {
        expect(wordOfTheDay(digest)).toBe(wordOfTheDay(digest));
        expect(wordOfTheDay(digest)).toMatch(/^\p{Ll}{3,12}$/u);
      }),
    );
    expect(() => wordOfTheDay('autrement')).toThrow(RangeError);
  });

  it('is one of more than a hundred, each about as likely', () => {
    const words = new Set(
      Array.from({ length: 2_000 }, (_, n) => wordOfTheDay((n * 2_654_435).toString(16).padStart(8, '0'))),
    );
    expect(words.size).toBeGreaterThan(100);
  });
});

describe('the code of a request', () => {
  it('is six signs, and is read however it was typed', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const code = codeFrom(id);
        expect(code).toMatch(/^[2-9A-HJ-NP-Z]{6}$/);
        expect(codeOf(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `)).toBe(code);
      }),
    );
    for (const typed of ['', 'ABC', 'ABCDE0', 'ABCDEFG', 'ABCDE!']) expect(codeOf(typed)).toBeNull();
  });
});
