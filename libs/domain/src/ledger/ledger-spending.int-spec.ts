import { newId } from '#tenancy';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allocation, credit, credits, expiries, expiry, TwoFunds, type Unit } from '../../../../test/support/two-funds';
import { dayOf } from '../kernel/calendar';
import { cents } from '../kernel/money';
import type { HoldOutcome } from './ledger.store';

let books: TwoFunds;
const unitWith = async (amount: number, fund = books.lavoir): Promise<Unit> => {
  const [unit] = (await books.units(fund, 1)) as [Unit];
  if (amount > 0) await books.credit([unit], amount);
  return unit;
};
const hold = (unit: Unit, amount: number, sourceId = newId()): Promise<HoldOutcome> =>
  books.as(unit.fund, () =>
    books.ledger.hold({ account: allocation(unit), amount: cents(amount), sourceKind: 'basket', sourceId }),
  );
const count = (outcomes: readonly { outcome: string }[], wanted: string): number =>
  outcomes.filter(({ outcome }) => outcome === wanted).length;
const chainFaults = async (): Promise<string[]> =>
  (await books.faults(books.lavoir))
    .map(({ checkName }) => checkName)
    .filter((name) => /chain|guarded|holds/.test(name));

beforeAll(async () => {
  books = await TwoFunds.open(16);
});
afterAll(() => books.database.drop());

describe('spending', () => {
  it('accepts exactly 100 of 200 purchases at once on credit for 100', async () => {
    const unit = await unitWith(100);
    const outcomes = await Promise.all(Array.from({ length: 200 }, () => books.spend({ unit, amount: 1 })));
    expect([count(outcomes, 'posted'), count(outcomes, 'balance-too-low')]).toEqual([100, 100]);
    expect(await books.balance(unit)).toBe(0);
  });

  it('charges one key once, however many send it at once, and answers the same balance', async () => {
    const unit = await unitWith(500);
    const sourceId = newId();
    const outcomes = await Promise.all(Array.from({ length: 40 }, () => books.spend({ unit, amount: 500, sourceId })));
    expect([count(outcomes, 'posted'), count(outcomes, 'replayed')]).toEqual([1, 39]);
    expect(new Set(outcomes.map(({ balance }) => balance))).toEqual(new Set([0]));
  });

  it('refuses a key that comes back with another amount or account, even both at once', async () => {
    const [unit, other] = [await unitWith(500), await unitWith(500)];
    const sourceId = newId();
    await books.spend({ unit, amount: 10, sourceId });
    expect(await books.spend({ unit, amount: 11, sourceId })).toMatchObject({ outcome: 'key-reused' });
    expect(await books.spend({ unit: other, amount: 10, sourceId })).toMatchObject({ outcome: 'key-reused' });
    const contested = newId();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) => books.spend({ unit: n % 2 ? unit : other, amount: 5, sourceId: contested })),
    );
    expect([count(outcomes, 'posted'), count(outcomes, 'replayed'), count(outcomes, 'key-reused')]).toEqual([1, 9, 10]);
    expect((await books.balance(unit)) + (await books.balance(other))).toBe(985);
  });

  it('says so when an account is not known, and refuses an amount that is not positive', async () => {
    const unit = await unitWith(50);
    expect(await books.spend({ unit, amount: 1, counterId: newId() })).toMatchObject({ outcome: 'account-unknown' });
    expect(await books.spend({ unit: { ...unit, accountId: newId() }, amount: 1 })).toMatchObject({
      outcome: 'account-unknown',
    });
    await expect(books.spend({ unit, amount: 0 })).rejects.toThrow('ledger-amount-not-positive');
    await expect(books.spend({ unit, amount: -5 })).rejects.toThrow('ledger-amount-not-positive');
    expect(await books.spend({ unit: await unitWith(0), amount: 1 })).toMatchObject({
      outcome: 'balance-too-low',
      balance: 0,
    });
  });

  it('loses nothing when a page of credits and expiries meets people who are paying', async () => {
    const units = await books.units(books.lavoir, 25);
    await books.credit(units, 1_000);
    const spends = Array.from({ length: 250 }, (_, n) => books.spend({ unit: units[n % 25] as Unit, amount: 3 }));
    const pages = Array.from({ length: 10 }, () => books.credit([...units].reverse(), 7));
    const losses = Array.from({ length: 4 }, () =>
      books.post(books.lavoir, expiries(units.map((unit) => expiry(unit, 2)))),
    );
    const outcomes = await Promise.all(spends);
    await Promise.all([...pages, ...losses]);
    expect(count(outcomes, 'posted')).toBe(250);
    const balances = await books.balances(units);
    expect(balances).toEqual(units.map(() => 1_000 - 30 + 70 - 8));
    expect(await chainFaults()).toEqual([]);
  }, 60_000);
});

describe('a fund and its neighbour', () => {
  it('cannot spend from or pay into the accounts of the other', async () => {
    const theirs = await unitWith(100, books.flers);
    const ours = await unitWith(100);
    expect(await books.spend({ unit: theirs, amount: 1, fund: books.lavoir })).toMatchObject({
      outcome: 'account-unknown',
    });
    const counterId = await books.accountId(books.flers, books.atOutlet);
    expect(await books.spend({ unit: ours, amount: 1, counterId })).toMatchObject({ outcome: 'account-unknown' });
    expect([await books.balance(theirs), await books.balance(ours)]).toEqual([100, 100]);
  });

  it('is refused a spend of one inside a transaction of the other', async () => {
    const theirs = await unitWith(100, books.flers);
    const counter = await books.accountId(books.flers, books.atOutlet);
    const inside = books.as(books.lavoir, () =>
      books.transaction.query(
        `select * from ledger.spend($1, $2, $3, $4, $5, 1, 'purchase', 'purchase', $6, '2026-11-10')`,
        [books.flers, newId(), newId(), theirs.accountId, counter, newId()],
      ),
    );
    await expect(inside).rejects.toThrow('tenant-mismatch');
    expect(await books.balance(theirs)).toBe(100);
  });

  it('leaves no fund behind on the connection of a spend, whether it succeeds or fails', async () => {
    const unit = await unitWith(10);
    await Promise.all(Array.from({ length: 64 }, () => books.spend({ unit, amount: 1 })));
    await Promise.allSettled(Array.from({ length: 64 }, () => books.spend({ unit, amount: -1 })));
    const left = await Promise.all(
      Array.from({ length: 64 }, () =>
        books.raw(`select coalesce(current_setting('app.tenant_id', true), '') as fund`),
      ),
    );
    expect(new Set(left.map(([row]) => row?.['fund']))).toEqual(new Set(['']));
    await expect(books.raw('select count(*) from ledger.movement')).rejects.toThrow(/uuid|app\.tenant_id/);
  });
});

describe('credit that is reserved', () => {
  it('cannot be spent, expire or be reserved again, until it is released', async () => {
    const unit = await unitWith(1_000);
    const sourceId = newId();
    expect(await hold(unit, 800, sourceId)).toEqual({ outcome: 'held', available: 200 });
    expect(await hold(unit, 800, sourceId)).toEqual({ outcome: 'replayed', available: 200 });
    expect(await hold(unit, 700, sourceId)).toMatchObject({ outcome: 'key-reused' });
    expect(await hold(unit, 201)).toEqual({ outcome: 'balance-too-low', available: 200 });
    expect(await books.spend({ unit, amount: 201 })).toEqual({ outcome: 'balance-too-low', balance: 1_000 });
    expect((await books.post(books.lavoir, expiries([expiry(unit, 1_000)]))).refusedLines).toEqual([1]);
    const release = (): Promise<void> =>
      books.as(unit.fund, () => books.ledger.release({ sourceKind: 'basket', sourceId, outcome: 'given-back' }));
    await release();
    await release();
    expect(await books.spend({ unit, amount: 1_000 })).toMatchObject({ outcome: 'posted', balance: 0 });
  });

  it('is turned into a purchase in one transaction when it is used', async () => {
    const unit = await unitWith(1_000);
    const sourceId = newId();
    await hold(unit, 1_000, sourceId);
    const counter = await books.accountId(unit.fund, books.atOutlet);
    const [row] = await books.as(unit.fund, async () => {
      await books.ledger.release({ sourceKind: 'basket', sourceId, outcome: 'used' });
      return books.transaction.query(
        `select * from ledger.spend($1, $2, $3, $4, $5, 1000, 'purchase', 'basket', $6, '2026-11-10')`,
        [unit.fund, newId(), newId(), unit.accountId, counter, sourceId],
      );
    });
    expect(row).toMatchObject({ outcome: 'posted', balance: '0' });
  });

  it('is never promised twice when people reserve, pay and lose credit at once', async () => {
    for (let round = 0; round < 12; round += 1) {
      const [unit, ...others] = (await books.units(books.lavoir, 3)) as [Unit, Unit, Unit];
      await books.credit([unit, ...others], 100);
      const holds = Array.from({ length: 20 }, () => hold(unit, 10));
      const spends = Array.from({ length: 20 }, () => books.spend({ unit, amount: 10 }));
      const losses = [10, 20].map((amount) =>
        books.post(books.lavoir, expiries([...others, unit].map((someone) => expiry(someone, amount)))),
      );
      const held = count(await Promise.all(holds), 'held');
      const spent = count(await Promise.all(spends), 'posted');
      await Promise.all(losses);
      const balance = await books.balance(unit);
      expect(balance).toBeGreaterThanOrEqual(held * 10);
      expect(held + spent).toBeGreaterThanOrEqual(7);
    }
    expect(await chainFaults()).toEqual([]);
  }, 60_000);

  it('is refused on an account that is not known', async () => {
    const stranger = await unitWith(100, books.flers);
    const foreign = books.as(books.lavoir, () =>
      books.ledger.hold({ account: allocation(stranger), amount: cents(1), sourceKind: 'basket', sourceId: newId() }),
    );
    await expect(foreign).rejects.toMatchObject({ code: 'account-unknown' });
  });
});

describe('what the database itself refuses', () => {
  it.each(['ledger.account', 'ledger.movement', 'ledger.closing', 'ledger.hold', 'ledger.hold_release'])(
    'refuses the application any update, delete or truncate of %s',
    async (table) => {
      for (const sql of [`update ${table} set tenant_id = tenant_id`, `delete from ${table}`, `truncate ${table}`]) {
        await expect(books.as(books.lavoir, () => books.transaction.query(sql))).rejects.toThrow(/permission denied/);
      }
    },
  );

  it('refuses a movement below zero, without a chain, of nothing, of another fund, or out of sequence', async () => {
    const unit = await unitWith(100);
    const pot = await books.accountId(books.lavoir, { kind: 'pot', owner: 'fund' });
    const insert = (change: Record<string, unknown>): Promise<unknown> => {
      const row = {
        tenant_id: books.lavoir,
        movement_id: newId(),
        entry_id: newId(),
        primary_account_id: unit.accountId,
        primary_kind: 'allocation',
        counter_account_id: pot,
        counter_kind: 'pot',
        direction: 'debit',
        amount_cents: 101,
        seq: 2,
        balance_after: 0,
        reason: 'raw',
        source_kind: 'raw',
        source_id: newId(),
        transition: 'raw',
        line: 1,
        booked_on: '2026-11-10',
        ...change,
      };
      const columns = Object.keys(row);
      return books.as(books.lavoir, () =>
        books.transaction.query(
          `insert into ledger.movement (${columns.join(', ')}) values (${columns.map((_, n) => `$${n + 1}`).join(', ')})`,
          Object.values(row),
        ),
      );
    };
    await expect(insert({ balance_after: -1 })).rejects.toThrow('never_below_zero');
    await expect(insert({ seq: null, balance_after: null })).rejects.toThrow('guarded_has_chain');
    await expect(insert({ counter_kind: 'allocation' })).rejects.toThrow('guarded_is_primary');
    await expect(insert({ seq: 1 })).rejects.toThrow(/duplicate key/);
    await expect(insert({ amount_cents: 0 })).rejects.toThrow('more_than_nothing');
    await expect(insert({ direction: 'sideways' })).rejects.toThrow(/enum ledger\.direction/);
    await expect(insert({ tenant_id: books.flers })).rejects.toThrow(/row-level security/);
  });
});

describe('closing a day', () => {
  it('books nothing more in it, by page or by purchase', async () => {
    const fund = books.flers;
    const unit = await unitWith(1_000, fund);
    await books.as(fund, () => books.ledger.closeThrough(dayOf('2026-11-15')));
    await expect(books.spend({ unit, amount: 1, day: '2026-11-15' })).rejects.toThrow('ledger-period-closed');
    const late = credits([credit(unit, 1)], '2026-11-14');
    await expect(books.post(fund, late)).rejects.toMatchObject({
      code: 'ledger-period-closed',
      facts: { bookedOn: '2026-11-14' },
    });
    expect(await books.spend({ unit, amount: 1, day: '2026-11-16' })).toMatchObject({ outcome: 'posted' });
  });

  it('leaves nothing out when people pay at the very moment of closing', async () => {
    const fund = books.flers;
    const unit = await unitWith(0, fund);
    await books.post(fund, credits([credit(unit, 100_000)], '2026-11-20'));
    for (const day of ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24']) {
      const spends = Array.from({ length: 60 }, () =>
        books.spend({ unit, amount: 1, day }).catch(() => ({ outcome: 'closed' })),
      );
      const closing = books.as(fund, () => books.ledger.closeThrough(dayOf(day)));
      await Promise.all([...spends, closing]);
      const [row] = await books.database.asOwner(
        `select c.debit_cents::int as closed, (select coalesce(sum(amount_cents), 0)::int from ledger.movement
           where primary_account_id = c.account_id and direction = 'debit' and booked_on <= $2) as moved
         from ledger.closing c where c.account_id = $1 and c.through = $2`,
        [unit.accountId, day],
      );
      expect(row).toMatchObject({ closed: row?.['moved'] });
    }
    expect((await books.faults(fund)).map(({ checkName }) => checkName)).not.toContain('closings equal the movements');
  }, 60_000);
});
