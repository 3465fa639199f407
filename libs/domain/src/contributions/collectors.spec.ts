import { describe, expect, it } from '@jest/globals';
import { reasonClassOf } from './collectors';

describe('why a debit failed', () => {
  it.each([
    ['AM04', 'funds'],
    ['MS03', 'funds'],
    ['MS02', 'refused'],
    ['MD01', 'mandate-dead'],
    ['MD06', 'refund-request'],
    ['MD07', 'deceased'],
    ['AC04', 'account-dead'],
    ['AC06', 'account-blocked'],
    ['FF01', 'technical'],
    ['RR04', 'technical'],
    ['RR05', 'unknown'],
    ['ZZ99', 'unknown'],
    ['', 'unknown'],
  ])('under the code %s is: %s', (code, expected) => {
    expect(reasonClassOf(code)).toBe(expected);
  });
});
