import { FundClock, newId } from '#tenancy';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  allocation,
  credit,
  credits,
  expiries,
  expiry,
  grant,
  TwoFunds,
  type Unit,
} from '../../../../test/support/two-funds';
import { FundsQuery } from '../funds/funds.query';
import { type Day, dayOf, type Month, monthOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { fundAccount } from '../ledger/transfer';
import { type Lot, type LotMovement, lotsLeft } from './lots-left';
import type { DatedLot } from './ended-credit';
import { LotClocksQuery } from './lot-clocks.query';
import { LotsQuery } from './lots.query';

let books: TwoFunds;
let lots: LotsQuery;
beforeAll(async () => {
  books = await TwoFunds.open();
  const clock = new FundClock(books.transaction, () => '2026-11-22T09:00:00.000Z');
  const funds = new FundsQuery(books.transaction, clock);
  lots = new LotsQuery(books.transaction, funds, new LotClocksQuery(books.transaction, funds));
  for (const fund of [books.lavoir, books.flers]) await books.post(fund, grant(100_000_000));
});
afterAll(() => books.database.drop());

interface BookedLot {
  readonly month: Month;
  readonly expiresOn: Day | null;
}
const lotOf = (month: string, expiresOn: string | null): BookedLot => ({
  month: monthOf(month),
  expiresOn: expiresOn === null ? null : dayOf(expiresOn),
});
const OCTOBER = lotOf('2026-10', '2027-01-31');
const NOVEMBER = lotOf('2026-11', '2027-02-28');

const creditLot = (unit: Unit, amount: number, lot: BookedLot) =>
  books.post(unit.fund, { ...credits([credit(unit, amount)]), lot });
const expireLot = (unit: Unit, amount: number, lot: BookedLot) =>
  books.post(unit.fund, { ...expiries([expiry(unit, amount)]), lot });
async function unitOf(fund = books.lavoir): Promise<Unit> {
  const [unit] = await books.units(fund, 1);
  return unit!;
}
const of = (unit: Unit): Promise<readonly DatedLot[]> =>
  books.as(unit.fund, async () => (await lots.of([unit.owner])).get(unit.owner) ?? []);
const shown = (found: readonly Lot[]): string[] =>
  found.map(
    ({ lotMonth, expiresOn, leftCents }) => `${lotMonth.toString()} ${expiresOn?.toString() ?? '∞'} ${leftCents}`,
  );

describe('the lots of an account unit', () => {
  it('are what the books say was credited, spent and expired, and nobody else sees them', async () => {
    const unit = await unitOf();
    await creditLot(unit, 10_000, OCTOBER);
    await books.spend({ unit, amount: 2_500 });
    await creditLot(unit, 10_000, NOVEMBER);
    await books.spend({ unit, amount: 1_000 });
    expect(shown(await of(unit))).toEqual(['2026-10 2027-01-31 6500', '2026-11 2027-02-28 10000']);
    await expireLot(unit, 6_500, OCTOBER);
    expect(shown(await of(unit))).toEqual(['2026-11 2027-02-28 10000']);
    expect(shown(await of({ ...unit, fund: books.flers }))).toEqual([]);
  });

  it('of many units are read at once, and a unit without credit has none', async () => {
    const [first, second, third] = await books.units(books.flers, 3);
    await creditLot(first!, 4_000, OCTOBER);
    await creditLot(second!, 7_000, lotOf('2026-10', null));
    const found = await books.as(books.flers, () => lots.of([first!.owner, second!.owner, third!.owner]));
    expect([...found.values()].map(shown)).toEqual([['2026-10 2027-01-31 4000'], ['2026-10 ∞ 7000'], []]);
  });

  it('are later by a pause, as of today', async () => {
    const unit = await unitOf();
    await creditLot(unit, 4_000, OCTOBER);
    await books.database.asOwner(
      `insert into members.account_unit (tenant_id, account_unit_id, kind, label, joined_on)
       values ($1, $2, 'person', 'Camille', '2026-01-01')`,
      [unit.fund, unit.owner],
    );
    await books.database.asOwner(
      `insert into members.pause (tenant_id, pause_id, account_unit_id, from_month, until_month, declared_at)
       values ($1, $2, $3, '2026-12-01', '2027-01-01', now())`,
      [unit.fund, newId(), unit.owner],
    );
    const [lot] = await of(unit);
    expect(lot?.end?.day.toString()).toBe('2027-03-31');
  });

  it('come back with a purchase that is undone, and an expiry that is undone comes back to its own lot', async () => {
    const unit = await unitOf();
    const [purchase, gone] = [newId(), newId()];
    await creditLot(unit, 10_000, OCTOBER);
    await creditLot(unit, 10_000, NOVEMBER);
    await books.spend({ unit, amount: 12_000, sourceId: purchase });
    await books.post(unit.fund, { ...expiries([expiry(unit, 8_000, gone)]), lot: NOVEMBER });
    const undo = { reason: 'undone', transition: 'undone', bookedOn: dayOf('2026-11-21') };
    await books.as(unit.fund, async () => {
      await books.ledger.reverse({ ...undo, sourceKind: 'purchase', undoes: 'spent', sourceIds: [purchase] });
      await books.ledger.reverse({ ...undo, sourceKind: 'expiry', undoes: 'expired', sourceIds: [gone] });
    });
    expect(shown(await of(unit))).toEqual(['2026-10 2027-01-31 10000', '2026-11 2027-02-28 10000']);
  });
});

describe('whatever happens to an account in the books', () => {
  const LOTS = [OCTOBER, NOVEMBER, lotOf('2026-09', null), lotOf('2026-10', '2026-12-31')];
  const act = fc.record({
    kind: fc.constantFrom('credit', 'spend', 'expire'),
    amount: fc.integer({ min: 1, max: 5_000 }),
    lot: fc.nat(3),
  });

  it('its lots in SQL are those of the movements told one by one, and add up to its balance', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 14 }), async (acts) => {
        const unit = await unitOf();
        const told: LotMovement[] = [];
        for (const { kind, amount, lot } of acts) {
          const named = kind === 'spend' ? null : LOTS[lot]!;
          const movement = { amount: cents(amount), lot: named, givesBack: false, bookedOn: dayOf('2026-11-05') };
          if (kind === 'credit') {
            await creditLot(unit, amount, named!);
            told.push({ ...movement, direction: 'credit' });
          } else if (await went(unit, amount, named)) told.push({ ...movement, direction: 'debit' });
        }
        const found = await of(unit);
        expect(shown(found)).toEqual(shown(lotsLeft(told)));
        expect(found.reduce((total, { leftCents }) => total + leftCents, 0)).toBe(await books.balance(unit));
      }),
      { numRuns: 12 },
    );
  });

  async function went(unit: Unit, amount: number, lot: BookedLot | null): Promise<boolean> {
    if (!lot) return (await books.spend({ unit, amount })).outcome === 'posted';
    return (await expireLot(unit, amount, lot)).posted === 1;
  }
});

describe('a lot that moves to another unit', () => {
  it('leaves its own lot, not the oldest, and keeps its date there', async () => {
    const [from, to] = await books.units(books.lavoir, 2);
    await creditLot(from!, 10_000, OCTOBER);
    await creditLot(from!, 10_000, NOVEMBER);
    const page = {
      reason: 'lot-moved',
      sourceKind: 'separation',
      transition: 'moved',
      bookedOn: dayOf('2026-11-12'),
      lot: NOVEMBER,
    };
    const transfer = { amount: cents(3_000), sourceId: newId(), entryId: newId() };
    const [outOf, into] = [allocation(from!), allocation(to!)];
    const transit = fundAccount('in-transit');
    await books.post(books.lavoir, { ...page, transfers: [{ ...transfer, debit: outOf, credit: transit, line: 1 }] });
    await books.post(books.lavoir, { ...page, transfers: [{ ...transfer, debit: transit, credit: into, line: 2 }] });
    expect(shown(await of(from!))).toEqual(['2026-10 2027-01-31 10000', '2026-11 2027-02-28 7000']);
    expect(shown(await of(to!))).toEqual(['2026-11 2027-02-28 3000']);
  });
});
