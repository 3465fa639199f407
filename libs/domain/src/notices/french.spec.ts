import { describe, expect, it } from '@jest/globals';
import { de, euros, frenchDay, frenchMonth } from './french';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('what people read', () => {
  it('has amounts with a comma and whole cents', () => {
    expect([0, 5, 1_250, 123_450, 100_000_000, -1_250].map(euros).map(plain)).toEqual([
      '0,00 €',
      '0,05 €',
      '12,50 €',
      '1 234,50 €',
      '1 000 000,00 €',
      '−12,50 €',
    ]);
    for (const wrong of ['12', 1.5, null, undefined, Number.NaN]) expect(() => euros(wrong)).toThrow(TypeError);
  });

  it('has days and months by their names', () => {
    expect(frenchDay('2026-11-22')).toBe('22 novembre 2026');
    expect(frenchDay('2027-03-01')).toBe('1er mars 2027');
    expect(frenchMonth('2026-08')).toBe('août 2026');
    expect([de('avril 2027'), de('mars 2027')]).toEqual(['d’avril 2027', 'de mars 2027']);
    for (const wrong of ['2026-13', '22 novembre', null]) expect(() => frenchMonth(wrong)).toThrow(TypeError);
    for (const wrong of [null, '2026-02-30']) expect(() => frenchDay(wrong)).toThrow();
  });
});
