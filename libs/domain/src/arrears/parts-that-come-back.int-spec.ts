import { TenantTransaction } from '#tenancy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { amount, day, type LivingFund } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import { AttemptsStore } from '../contributions/attempts.store';
import type { Collector } from '../contributions/collectors';
import { DuesStore } from '../contributions/dues.store';
import { ForgiveDueUseCase } from '../contributions/forgive-due.use-case';
import { RecordReceiptUseCase } from '../contributions/record-receipt.use-case';
import { SettleContributionsUseCase } from '../contributions/settle-contributions.use-case';
import { FundsQuery } from '../funds/funds.query';
import { LedgerStore } from '../ledger/ledger.store';
import { AgreePaymentUseCase } from './agree-payment.use-case';
import { seedOf } from './arrears-story.spec-support';

let rooms: Rooms;
let other: LivingFund;
let untouched: Record<string, string>;
const here: { fund?: LivingFund; due?: string } = {};
const fund = (): LivingFund => here.fund ?? other;
const due = (): string => String(here.due);

const founded = async (): Promise<{ fund: LivingFund; unit: string }> => {
  const fund = await rooms.fund({
    rules: (rules) => ({ ...rules, collection: { mode: 'direct-debit', dayOfMonth: 5 } }),
  });
  await fund.open(1_000_000);
  return { fund, unit: await fund.admit({ pledge: 6_000 }) };
};

beforeAll(async () => {
  rooms = await Rooms.open();
  ({ fund: other } = await founded());
  await other.live('2026-11-10');
  untouched = await other.everyRow();
});
afterAll(async () => {
  expect(await other.everyRow()).toEqual(untouched);
  await rooms.close();
});

/** A unit whose November failed on the 5th, and of which two parts of 20 € were debited since. */
beforeEach(async () => {
  const { fund, unit } = await founded();
  here.fund = fund;
  rooms.bank.seed = seedOf({
    [`${unit}/2026-11/1`]: 'account-dead',
    [`${unit}/2026-11/2`]: 'paid',
    [`${unit}/2026-11/3`]: 'paid',
    [`${unit}/2026-12/1`]: 'paid',
  });
  for (const one of ['05', '08', '14']) await fund.live(`2026-11-${one}`);
  here.due = String((await fund.dues('2026-11'))[0]?.dueId);
  await fund.as(() =>
    rooms.get(AgreePaymentUseCase).run({
      kind: 'instalments',
      accountUnitId: unit,
      count: 3,
      firstOn: day('2026-11-15'),
      method: 'debit',
    }),
  );
  for (const one of ['2026-11-15', '2026-11-18', '2026-12-15', '2026-12-18']) await fund.live(one);
  await fund.morning('2027-01-05');
});

/** A bank that takes back, on one day, whatever of the due it is asked about. */
const takesBack: Collector = {
  id: 'practice-bank',
  readyFor: () => true,
  submit: () => Promise.resolve([]),
  news: (underWay) =>
    Promise.resolve(
      underWay
        .filter(({ reference }) => reference.includes('/2026-11/'))
        .map(({ attemptId }) => ({
          attemptId,
          eventRef: `${attemptId}/debit-returned`,
          kind: 'debit-returned',
          reasonCode: 'MD06',
          happenedOn: day('2027-01-05'),
        })),
    ),
};
const comeBack = (): Promise<number> =>
  fund().as(() =>
    new SettleContributionsUseCase(
      rooms.get(TenantTransaction),
      rooms.get(AttemptsStore),
      rooms.get(DuesStore),
      rooms.get(LedgerStore),
      rooms.get(FundsQuery),
      takesBack,
    ).run(),
  );
const stateOfDue = async () => {
  const [one] = await fund().dues('2026-11');
  return [one?.state, one?.receivedCents];
};

describe('two parts of one due that come back on the same day', () => {
  it('are owed again, both', async () => {
    expect(await stateOfDue()).toEqual(['partly-paid', 4_000]);
    await comeBack();
    expect(await stateOfDue()).toEqual(['open', 0]);
    expect(await fund().faults()).toEqual([]);
  });

  it('told by two workers at once come back once', async () => {
    await Promise.all([comeBack(), comeBack()]);
    expect(await stateOfDue()).toEqual(['open', 0]);
    expect(await fund().faults()).toEqual([]);
  });

  it('while somebody forgives the rest and somebody else takes cash: each cent counts once', async () => {
    await Promise.allSettled([
      comeBack(),
      fund().as(() => rooms.get(ForgiveDueUseCase).run({ dueId: due(), amount: amount(1_500), reason: 'difficile' })),
      fund().as(() => rooms.get(RecordReceiptUseCase).run({ dueId: due(), amount: amount(500), method: 'cash' })),
    ]);
    expect(await stateOfDue()).toEqual(['partly-paid', 500]);
    expect(await fund().faults()).toEqual([]);
  });
});
