import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkPin, MOST_WRONG_PINS, pinFrom, tryPin } from './pin';

describe('a PIN', () => {
  it.each(['4071', '90210', '118844'])('%s may be chosen', (pin) => {
    expect(checkPin(pin)).toBe(pin);
  });

  it.each(['', '123', '1234567', '12a4', ' 4071', '١٢٣٤'])('« %s » is none', (pin) => {
    expect(() => checkPin(pin)).toThrow('pin-malformed');
  });

  it.each(['0000', '111111', '1234', '7890', '4321', '0987', '987654'])('%s is what everybody tries first', (pin) => {
    expect(() => checkPin(pin)).toThrow('pin-too-simple');
  });

  it('that is drawn could have been chosen, and has four digits', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const pin = pinFrom(id);
        if (pin !== null) expect(checkPin(pin)).toHaveLength(4);
      }),
    );
    expect(pinFrom('00000000-0000-7000-8000-000000000000')).toBeNull();
  });

  it('is refused so long as it is wrong, with one try less each time, then locked even to the right one', () => {
    let wrongPins = 0;
    for (let left = MOST_WRONG_PINS - 1; left > 0; left -= 1) {
      const tried = tryPin(wrongPins, false);
      expect(tried.refusal).toMatchObject({ code: 'pin-wrong', facts: { triesLeft: left } });
      wrongPins = tried.wrongPins;
    }
    expect(tryPin(wrongPins, true)).toEqual({ wrongPins: 0, refusal: null });
    const last = tryPin(wrongPins, false);
    expect(last).toMatchObject({ wrongPins: MOST_WRONG_PINS, refusal: { code: 'pin-locked' } });
    expect(tryPin(last.wrongPins, true)).toMatchObject({ wrongPins: MOST_WRONG_PINS, refusal: { code: 'pin-locked' } });
  });
});
