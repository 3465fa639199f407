import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nodeSha256 } from './draw-of-test.spec-support';
import { faultOfPublicValue, QUICKNET, roundFrom, secondsOfRound, SeededNumbers, seedOfDraw } from './draw-seed';
import { privateCodes } from './frozen-list';
import { isOfQuicknet } from './hashes.gateway';

// Rounds 1000 and 5928395 of quicknet as drand published them.
const ROUND_1000 = 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39';
const ROUND_5928395 =
  'a5d07c0071b4e386b3ae09206522253c68fefe8490ad59ecc44a7dd0d0745be91da5779e2247a82403fbc0cb9a34cb61';

const seed = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

describe('numbers from a seed', () => {
  it('are below what was asked, and the same each time', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 100_000 }), (hex, count) => {
        const number = new SeededNumbers(hex, nodeSha256).below(count, 'liste');
        expect(number).toBeGreaterThanOrEqual(0);
        expect(number).toBeLessThan(count);
        expect(new SeededNumbers(hex, nodeSha256).below(count, 'liste')).toBe(number);
      }),
    );
  });

  it('show each of ten faces about as often: 20 000 seeds, chi-square below 33.7 (once in ten thousand by chance)', () => {
    const seen = Array.from({ length: 10 }, () => 0);
    for (let number = 0; number < 20_000; number += 1) {
      const face = new SeededNumbers(number.toString(16).padStart(64, '0'), nodeSha256).below(10, 'liste');
      seen[face] = (seen[face] ?? 0) + 1;
    }
    expect(seen.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)).toBeLessThan(33.7);
  });

  it('put people in an order that loses nobody', () => {
    fc.assert(
      fc.property(seed, fc.uniqueArray(fc.string(), { maxLength: 40 }), (hex, people) => {
        const order = new SeededNumbers(hex, nodeSha256).shuffled(people, 'reserve');
        expect([...order].sort()).toEqual([...people].sort());
      }),
    );
  });

  it('are the same on every machine: values computed once by another program, in Python', () => {
    const numbers = new SeededNumbers('00'.repeat(32), nodeSha256);
    expect([
      numbers.below(1000, 'liste'),
      numbers.below(1000, 'liste/0'),
      numbers.shuffled(['a', 'b', 'c', 'd', 'e'], 'reserve').join(''),
    ]).toEqual([451, 577, 'aebdc']);
  });
});

describe('a public value', () => {
  const drand = { source: 'drand', chain: QUICKNET.chain, round: 1000 } as const;

  it('of drand is believed when its signature is that of the round announced, and not otherwise', () => {
    const fault = (round: number, signature: string): string =>
      faultOfPublicValue(drand, { ...drand, round, signature }, isOfQuicknet);
    expect(fault(1000, ROUND_1000)).toBe('');
    expect(fault(1000, ROUND_5928395)).toContain('signature');
    expect(fault(5928395, ROUND_5928395)).toContain('le tour 1000 était annoncé');
    expect(fault(1000, ROUND_1000.replace('b4', 'b5'))).toContain('signature');
    expect(fault(1000, 'feu')).toContain('signature');
    expect(faultOfPublicValue(drand, { ...drand, signature: ROUND_1000 })).toContain('signature');
    expect(isOfQuicknet(5928395, ROUND_5928395)).toBe(true);
  });

  it('of dice has as many throws as announced, twenty at least', () => {
    const fault = (wanted: number, throws: string): string =>
      faultOfPublicValue({ source: 'dice', throws: wanted, before: 'témoins' }, { source: 'dice', throws });
    expect(fault(20, '12345612345612345612')).toBe('');
    expect(fault(20, '1234561234561234561')).toContain('19');
    expect(fault(20, '72345612345612345612')).toContain('1 à 6');
    expect(fault(3, '123')).toContain('au moins 20');
  });

  it('is of the kind that was announced', () => {
    expect(faultOfPublicValue(drand, { source: 'given', seed: 'ab' })).toContain('annoncé');
    expect(faultOfPublicValue({ source: 'given' }, { source: 'given', seed: 'xyz' })).toContain('hexadécimaux');
  });

  it('comes out at a known second', () => {
    expect(secondsOfRound(1)).toBe(QUICKNET.genesis);
    fc.assert(
      fc.property(fc.integer({ min: QUICKNET.genesis, max: 4_000_000_000 }), (second) => {
        const round = roundFrom(second);
        expect(secondsOfRound(round)).toBeGreaterThanOrEqual(second);
        expect(secondsOfRound(round - 1)).toBeLessThan(second);
      }),
    );
  });
});

describe('the seed', () => {
  it('changes with the secret, the public value and the lottery', () => {
    const throws = '12345612345612345612';
    const of = (secret: string, value: string, lottery: string): string =>
      seedOfDraw(secret, { source: 'dice', throws: value }, lottery, nodeSha256);
    const all = [
      of('aa', throws, 'one'),
      of('ab', throws, 'one'),
      of('aa', `${throws}1`, 'one'),
      of('aa', throws, 'two'),
    ];
    expect(new Set(all).size).toBe(4);
    expect(of('aa', throws, 'one')).toBe(all[0]);
    expect(seedOfDraw(null, { source: 'given', seed: 'c0de' }, 'one', nodeSha256)).toBe('c0de');
  });
});

describe('private codes', () => {
  it('are all different, easy to read out, and follow from their key alone', () => {
    const codes = privateCodes(2000, new Uint8Array(32), nodeSha256);
    expect(new Set(codes).size).toBe(2000);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(privateCodes(10, new Uint8Array(32), nodeSha256)).toEqual(codes.slice(0, 10));
    expect(privateCodes(10, new Uint8Array(32).fill(1), nodeSha256)).not.toEqual(codes.slice(0, 10));
  });
});
