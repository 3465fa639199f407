import { describe, expect, it } from '@jest/globals';
import {
  type Card,
  CARD_STATES,
  cardAddress,
  isToBeAssigned,
  isToBeBlocked,
  unblocked,
  unitSpentFrom,
  usableBy,
} from './card';

const ada = { personId: 'ada', accountUnitId: 'household' };
const nobody = { personId: null, accountUnitId: null };
const card = (state: Card['state'], holder: Pick<Card, 'personId' | 'accountUnitId'> = ada): Card => ({
  cardId: 'card',
  cardNo: 'C2222222',
  state,
  ...holder,
});
const codeOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a card', () => {
  it('is given once: twice to the same person is once, and never to somebody else', () => {
    expect(isToBeAssigned(card('unassigned', nobody), ada)).toBe(true);
    expect(isToBeAssigned(card('active'), ada)).toBe(false);
    const bob = { ...ada, personId: 'bob' };
    expect(() => isToBeAssigned(card('active'), bob)).toThrow('card-not-free');
    expect(() => isToBeAssigned(card('blocked'), ada)).toThrow('card-not-free');
    expect(() => isToBeAssigned(card('replaced'), ada)).toThrow('card-not-free');
  });

  it('that was replaced is dead for ever', () => {
    for (const act of [isToBeBlocked, unblocked, usableBy]) {
      expect(() => act(card('replaced'))).toThrow('card-replaced');
    }
  });

  it('that was blocked is what it was before when it is unblocked', () => {
    expect(CARD_STATES.slice(0, 3).map((state) => isToBeBlocked(card(state)))).toEqual([true, true, false]);
    expect(unblocked(card('blocked'))).toBe('active');
    expect(unblocked(card('blocked', nobody))).toBe('unassigned');
    expect(unblocked(card('active'))).toBeNull();
  });

  it('pays only while it is somebody’s and neither blocked nor dead, each with its own reason', () => {
    expect(usableBy(card('active'))).toEqual(ada);
    expect(codeOf(() => usableBy(card('blocked')))).toBe('card-blocked');
    expect(codeOf(() => usableBy(card('unassigned', nobody)))).toBe('card-not-assigned');
  });

  it('spends from its own unit, or from the only one its person is in by now', () => {
    expect(unitSpentFrom(['a', 'b'], 'b')).toBe('b');
    expect(unitSpentFrom(['new'], 'left')).toBe('new');
    expect(codeOf(() => unitSpentFrom(['a', 'b'], null))).toBe('account-unit-needed');
    expect(codeOf(() => unitSpentFrom([], 'left'))).toBe('person-without-account');
  });

  it('leads to a plain address that tells nothing of a person', () => {
    expect(cardAddress('https://tablee.example', 'flers', 'C2222222')).toBe('https://tablee.example/c/flers/C2222222');
  });
});
