import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { numberFrom } from '../cards/checked-number';
import { dayOf } from '../kernel/calendar';
import { cents, sum } from '../kernel/money';
import { presetByKey } from '../rules/presets';
import {
  checkedTotal,
  everyTicket,
  LARGEST_SHEET,
  mustHaveTickets,
  planSheet,
  readTicketNumbers,
  redeemingRefused,
  takingBackRefused,
  type Ticket,
  TICKET_STATES,
} from './ticket';

const RULE = {
  ...presetByKey('flers').rules.spending,
  ticketValuesCents: [cents(500), cents(1_000)],
  ticketMonths: 6,
};
const TODAY = dayOf('2026-11-10');
const ticket = (rest: Partial<Ticket> = {}): Ticket => ({
  ticketId: 'ticket',
  ticketNo: 'T',
  accountUnitId: 'unit',
  value: cents(500),
  state: 'issued',
  issuedOn: TODAY,
  goodUntil: dayOf('2027-05-10'),
  lostOn: null,
  ...rest,
});
const refusal = (rest: Partial<Ticket>, boughtOn: string): string | null =>
  redeemingRefused(ticket(rest), dayOf(boughtOn))?.code ?? null;

it('is only where the rules pay on paper, and an account pays at all', () => {
  const { coverage, payment } = presetByKey('toulouse').rules;
  const code = (rules: Parameters<typeof mustHaveTickets>[0]): unknown => {
    try {
      mustHaveTickets(rules);
      return null;
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const ratesPercent = { accessible: 65, fair: 100, solidarity: 125 };
  expect([
    code({ coverage, payment }),
    code({ coverage, payment: ['card'] }),
    code({ coverage: { mode: 'three-prices', ratesPercent }, payment }),
  ]).toEqual([null, 'medium-not-offered', 'no-account-purchases']);
});

describe('a sheet of tickets', () => {
  it('has one ticket a value wanted, adds up, and is good for so many months; late paper is taken some days longer', () => {
    const count = fc.integer({ min: 1, max: LARGEST_SHEET / 2 });
    fc.assert(
      fc.property(count, count, (fives, tens) => {
        const wanted = [
          { value: cents(500), count: fives },
          { value: cents(1_000), count: tens },
        ];
        const plan = planSheet(wanted, RULE, TODAY);
        expect(plan.values).toHaveLength(fives + tens);
        expect(plan.total).toBe(sum(plan.values));
        expect(plan.total).toBe(500 * fives + 1_000 * tens);
        expect(plan.goodUntil.toString()).toBe('2027-05-10');
        expect(plan.takenUntil.toString()).toBe(plan.goodUntil.add({ days: RULE.slip.lateDays }).toString());
      }),
    );
  });

  it('is of the values that the fund has, and not too long', () => {
    expect(() => planSheet([{ value: cents(700), count: 1 }], RULE, TODAY)).toThrow('ticket-value-not-in-rules');
    const many = [{ value: cents(500), count: LARGEST_SHEET + 1 }];
    expect(() => planSheet(many, RULE, TODAY)).toThrow('ticket-sheet-too-large');
  });
});

describe('a ticket', () => {
  it.each<[string | null, Partial<Ticket>, string]>([
    [null, {}, '2026-11-10'],
    [null, {}, '2027-05-10'],
    ['ticket-expired', {}, '2027-05-11'],
    ['ticket-issued-later', {}, '2026-11-09'],
    ['ticket-already-redeemed', { state: 'redeemed' }, '2026-11-10'],
    ['ticket-taken-back', { state: 'taken-back' }, '2026-11-10'],
    ['ticket-undone', { state: 'undone' }, '2026-11-10'],
    ['ticket-expired', { state: 'expired' }, '2026-11-10'],
    ['ticket-lost', { lostOn: dayOf('2026-12-01') }, '2026-12-01'],
    [null, { lostOn: dayOf('2026-12-01') }, '2026-11-30'],
  ])('answers %p to %p for what was bought on %s', (code, rest, boughtOn) => {
    expect(refusal(rest, boughtOn)).toBe(code);
  });

  it('is taken back only while it is out', () => {
    expect(TICKET_STATES.map((state) => takingBackRefused(ticket({ state }))?.code ?? null)).toEqual([
      null,
      'ticket-already-redeemed',
      'ticket-taken-back',
      'ticket-expired',
      'ticket-undone',
    ]);
    expect(takingBackRefused(null)?.code).toBe('ticket-unknown');
    expect(takingBackRefused(ticket({ lostOn: TODAY }))).toBeNull();
  });
});

describe('a list of tickets', () => {
  const [first = '', second = ''] = fc.sample(fc.uuid(), { numRuns: 2, seed: 4 }).map((id) => numberFrom('T', id));

  it('is read as typed, each number once', () => {
    expect(readTicketNumbers([first.toLowerCase(), second])).toEqual([first, second]);
    expect(() => readTicketNumbers([first, `${first.slice(0, 4)} ${first.slice(4)}`])).toThrow('ticket-listed-twice');
    expect(() => readTicketNumbers([first.slice(0, -1)])).toThrow('number-mistyped');
  });

  it('is taken whole, or refused with all that is wrong in it', () => {
    const known = new Map([[first, ticket({ ticketNo: first })]]);
    const look = (one: Ticket | null) => redeemingRefused(one, TODAY);
    expect(everyTicket([first], known, look)).toHaveLength(1);
    const facts = { ticketNo: second, faults: [{ ticketNo: second, code: 'ticket-unknown' }] };
    expect(() => everyTicket([first, second], known, look)).toThrow(
      expect.objectContaining({ code: 'ticket-unknown', facts }),
    );
  });

  it('comes to what was written on its box, where anything was', () => {
    const two = [ticket(), ticket()];
    expect([checkedTotal(two, null), checkedTotal(two, cents(1_000))]).toEqual([1_000, 1_000]);
    expect(() => checkedTotal(two, cents(1_500))).toThrow('ticket-total-differs');
  });
});
