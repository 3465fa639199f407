import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash, createHmac } from 'node:crypto';
import { bytesOf, bytesOfHex, canonicalJson, fingerprintOf, hexOf, hmac } from './canonical-hash';
import { nodeSha256 } from './draw-of-test.spec-support';
import { sha256 } from './hashes.gateway';

describe('a canonical text', () => {
  it('is the same whatever the order of the members, and reads back as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const shuffled: unknown = JSON.parse(JSON.stringify(value), (_key, member: unknown) =>
          typeof member === 'object' && member !== null && !Array.isArray(member)
            ? Object.fromEntries(Object.entries(member).reverse())
            : member,
        );
        expect(canonicalJson(shuffled)).toBe(canonicalJson(JSON.parse(JSON.stringify(value))));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('writes numbers as RFC 8785 does, and nothing that is no number', () => {
    const written = canonicalJson({ b: [1e21, 1e-7, -0, 4.5, 333333333.33333329], a: 'é\n€', 'a ': null });
    expect(written).toBe('{"a":"é\\n€","a ":null,"b":[1e+21,1e-7,0,4.5,333333333.3333333]}');
    for (const wrong of [NaN, Infinity, { a: () => 1 }, undefined])
      expect(() => canonicalJson(wrong)).toThrow(RangeError);
  });
});

describe('fingerprints', () => {
  it('are SHA-256 of the canonical text, whoever computes them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 200 }), (bytes, key) => {
        expect(hexOf(sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
        expect(hexOf(hmac(sha256, key, bytes))).toBe(createHmac('sha256', key).update(bytes).digest('hex'));
        expect(bytesOfHex(hexOf(bytes))).toEqual(Uint8Array.from(bytes));
      }),
    );
    expect(fingerprintOf({ b: 1, a: 2 }, nodeSha256)).toBe(hexOf(sha256(bytesOf('{"a":2,"b":1}'))));
  });
});
