import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, integer, property, record, uuid } from 'fast-check';
import { dayOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { fundAccount } from '../ledger/transfer';
import { presetByKey } from '../rules/presets';
import { difference, mustAgree, mustBe } from './batch';
import { type Means, settle, settlementPages } from './settlement';
import { checkPurchaseDay, coveredBy, paysBack } from './slip';
import { readSlipNumber, slipNumber } from './slip-number';

const amounts = integer({ min: 0, max: 1_000_000 }).map(cents);
const PAPER = { entryId: 'e', accountUnitId: 'u', outletId: 'o' };
const TODAY = dayOf('2026-11-20');
const code = (work: () => unknown): string => {
  try {
    work();
    return 'no refusal';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the number of a slip', () => {
  const numbers = record({ fund: uuid(), slipNo: integer({ min: 1, max: 9_999_999 }) });

  it('is read back however it is typed', () => {
    assert(
      property(numbers, constantFrom('-', ' ', ''), ({ fund, slipNo }, sign) => {
        const typed = slipNumber(fund, slipNo).replace('-', sign).toLowerCase();
        expect(readSlipNumber(fund, typed)).toBe(slipNo);
      }),
    );
  });

  it('with one letter or digit misread is hardly ever another slip of the fund', () => {
    const fund = '01890000-0000-7000-8000-000000000001';
    let taken = 0;
    for (let slipNo = 1; slipNo <= 3_000; slipNo += 1) {
      const letters = slipNumber(fund, slipNo).slice(-3);
      if (code(() => readSlipNumber(fund, `${slipNo + 1}${letters}`)) === 'no refusal') taken += 1;
    }
    expect(taken).toBeLessThanOrEqual(2); // one in twelve thousand
  });

  it('of one fund is not one of another', () => {
    const a = '01890000-0000-7000-8000-000000000001';
    const b = '01890000-0000-7000-8000-000000000002';
    const foreign = Array.from({ length: 3_000 }, (_, index) => slipNumber(a, index + 1));
    const taken = foreign.filter((number) => code(() => readSlipNumber(b, number)) === 'no refusal');
    expect(taken.length).toBeLessThanOrEqual(2);
    expect(code(() => readSlipNumber(a, '0-AAA'))).toBe('slip-number-unreadable');
  });
});

describe('what the fund bears of a slip', () => {
  const { rules } = presetByKey('cadenet');
  const line = { approvalLineId: 'l', category: 'mixed', coveragePercent: 33 };

  it('is rounded for the member, and the same however the lines of one rate are split', () => {
    assert(
      property(integer({ min: 2, max: 1_000_000 }), integer({ min: 1, max: 1_000_000 }), (whole, at) => {
        const part = cents((at % (whole - 1)) + 1);
        const split = [part, cents(whole - part)].map((amount) => ({ ...line, amount }));
        const covered = coveredBy(rules, split);
        expect(covered).toBe(coveredBy(rules, [{ ...line, amount: cents(whole) }]));
        expect(covered).toBe(Math.ceil((whole * 33) / 100));
      }),
    );
  });

  it('is refused where it is nothing, and where no account pays', () => {
    const bought = [{ ...line, coveragePercent: 0, amount: cents(1_000) }];
    expect(code(() => coveredBy(rules, bought))).toBe('slip-not-covered');
    expect(code(() => coveredBy(presetByKey('lavoir').rules, bought))).toBe('slips-not-in-rules');
  });
});

describe('a settlement', () => {
  const means = record({
    mode: constantFrom('credit', 'reimbursement'),
    left: integer({ min: -1_000, max: 1_000_000 }),
  }).map(({ mode, left }): Means =>
    mode === 'credit' ? { mode, spendable: cents(left) } : { mode: 'reimbursement', monthLeft: cents(left) },
  );
  const who = constantFrom('outlet', 'member');

  it('always gives an outlet all that is covered, and never takes more than there is', () => {
    assert(
      property(amounts, means, who, (covered, from, paidTo) => {
        const { account, reimbursed, shortfall } = settle(covered, from, paidTo);
        const left = Math.max(0, from.mode === 'credit' ? from.spendable : from.monthLeft);
        expect(account + reimbursed).toBe(Math.min(covered, left));
        if (paidTo === 'outlet' || from.mode === 'credit') expect(account + reimbursed + shortfall).toBe(covered);
        else expect(shortfall).toBe(0);
      }),
    );
  });

  it('moves exactly what it says, to one payable, and the pot bears what no account can', () => {
    assert(
      property(amounts, means, who, (covered, from, paidTo) => {
        const settled = settle(covered, from, paidTo);
        const moved = settlementPages(PAPER, settled, TODAY).flatMap(({ transfers }) => transfers);
        const kind = paidTo === 'outlet' ? 'outlet-payable' : 'claims-payable';
        expect(moved.every(({ credit }) => credit.kind === kind)).toBe(true);
        const of = (debit: string) =>
          moved.filter((one) => one.debit.kind === debit).reduce((total, { amount }) => total + amount, 0);
        expect(of('allocation')).toBe(settled.account);
        expect(of(fundAccount('pot').kind)).toBe(settled.reimbursed + settled.shortfall);
      }),
    );
  });
});

describe('an envelope', () => {
  it('agrees only when both count and sum do', () => {
    const counted = record({ count: integer({ min: 0, max: 9 }), total: integer({ min: 0, max: 9 }).map(cents) });
    assert(
      property(counted, counted, (control, typed) => {
        const same = control.count === typed.count && control.total === typed.total;
        expect(code(() => mustAgree(control, typed))).toBe(same ? 'no refusal' : 'batch-differs');
        const { count, total } = difference(control, typed);
        expect([typed.count + count, typed.total + total]).toEqual([control.count, control.total]);
      }),
    );
  });

  it('says where it is when an act comes at the wrong time', () => {
    expect(code(() => mustBe('open', 'open'))).toBe('no refusal');
    expect(code(() => mustBe('to-validate', 'open'))).toBe('batch-not-open');
    expect(code(() => mustBe('open', 'to-validate'))).toBe('batch-not-closed');
    expect(code(() => mustBe('validated', 'to-validate'))).toBe('batch-validated');
  });
});

describe('late paper', () => {
  it('is taken until its last day and no longer', () => {
    const { rules } = presetByKey('cadenet');
    const { lateDays } = rules.spending.slip;
    expect(code(() => checkPurchaseDay(TODAY.subtract({ days: lateDays }), TODAY, rules))).toBe('no refusal');
    expect(code(() => checkPurchaseDay(TODAY.subtract({ days: lateDays + 1 }), TODAY, rules))).toBe('slip-too-late');
    expect(code(() => checkPurchaseDay(TODAY.add({ days: 1 }), TODAY, rules))).toBe('slip-in-future');
    expect([paysBack(rules), paysBack(presetByKey('flers').rules)]).toEqual([true, false]);
  });
});
