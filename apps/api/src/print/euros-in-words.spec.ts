import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { eurosInWords } from './euros-in-words';

describe('an amount in letters', () => {
  it.each([
    [0, 'zéro euro'],
    [1, 'un centime'],
    [100, 'un euro'],
    [1_250, 'douze euros et cinquante centimes'],
    [2_101, 'vingt et un euros et un centime'],
    [7_100, 'soixante et onze euros'],
    [8_000, 'quatre-vingts euros'],
    [8_100, 'quatre-vingt-un euros'],
    [9_199, 'quatre-vingt-onze euros et quatre-vingt-dix-neuf centimes'],
    [20_000, 'deux cents euros'],
    [23_400, 'deux cent trente-quatre euros'],
    [100_000, 'mille euros'],
    [8_000_000, 'quatre-vingt mille euros'],
    [20_100_000, 'deux cent un mille euros'],
    [100_000_000, 'un million d’euros'],
    [200_000_100, 'deux millions un euros'],
  ])('%d cents', (amount, words) => expect(eurosInWords(amount)).toBe(words));

  it('is another for every amount', () => {
    const amount = fc.integer({ min: 0, max: 99_999_999_999 });
    fc.assert(fc.property(amount, amount, (a, b) => (a === b) === (eurosInWords(a) === eurosInWords(b))));
  });

  it('is refused below nothing', () => expect(() => eurosInWords(-1)).toThrow(RangeError));
});
