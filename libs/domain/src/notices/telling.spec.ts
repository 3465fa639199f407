import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, daysBetween } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { deadlineFrom, type NoticeAtHand, type Tick } from './telling';

const written = dayOf('2026-11-10');
const today = dayOf('2026-11-22');
const atHand: NoticeAtHand = { state: 'to-tell', deadlineDays: 14, writtenOn: written };
const told: Tick = { outcome: 'told', on: today, note: null };
const codeOf = (notice: Partial<NoticeAtHand>, tick: Partial<Tick>): string => {
  try {
    deadlineFrom({ ...atHand, ...notice }, { ...told, ...tick }, today);
  } catch (error) {
    return error instanceof RuleBroken ? error.code : String(error);
  }
  return 'passes';
};

describe('telling somebody', () => {
  it('starts the deadline on the day of the telling, whenever it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 365 }), (after, deadlineDays) => {
        const on = written.add({ days: after });
        const deadline = deadlineFrom({ ...atHand, deadlineDays }, { ...told, on }, today);
        expect(deadline && daysBetween(on, deadline)).toBe(deadlineDays);
      }),
    );
    expect(deadlineFrom({ ...atHand, deadlineDays: null }, told, today)).toBeNull();
  });

  it('starts none when the person was not reached, and then asks for a note', () => {
    expect(deadlineFrom(atHand, { ...told, outcome: 'not-reached', note: 'répondeur' }, today)).toBeNull();
    expect(codeOf({}, { outcome: 'not-reached' })).toBe('note-needed');
  });

  it('is refused for what was told or taken back, and for a day before the writing or to come', () => {
    expect(codeOf({ state: 'told' }, {})).toBe('notice-already-told');
    expect(codeOf({ state: 'withdrawn' }, {})).toBe('notice-withdrawn');
    expect(codeOf({}, { on: dayOf('2026-11-09') })).toBe('told-on-out-of-range');
    expect(codeOf({}, { on: dayOf('2026-11-23') })).toBe('told-on-out-of-range');
    expect(codeOf({}, { on: written })).toBe('passes');
  });
});
