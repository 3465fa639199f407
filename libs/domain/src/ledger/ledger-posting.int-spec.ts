import { newId } from '#tenancy';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
import { dayOf } from '../kernel/calendar';
import type { Id } from '../kernel/id';
import { cents } from '../kernel/money';
import { fundAccount, reversalOf, type Transfer } from './transfer';

let books: TwoFunds;
const everything = (): Promise<Record<string, unknown>[]> =>
  books.database.asOwner('select * from ledger.movement order by movement_id');

beforeAll(async () => {
  books = await TwoFunds.open();
});
afterAll(() => books.database.drop());

describe('opening accounts', () => {
  it('opens each kind and owner once, however often it is asked', async () => {
    const owner = newId() as Id<'account-unit'>;
    const refs = [allocation({ owner }), { kind: 'receivable' as const, owner }];
    await books.as(books.lavoir, () => books.ledger.open(refs));
    await books.as(books.lavoir, () => books.ledger.open([...refs].reverse()));
    const rows = await books.database.asOwner('select kind from ledger.account where owner_id = $1 order by kind', [
      owner,
    ]);
    expect(rows).toEqual([{ kind: 'allocation' }, { kind: 'receivable' }]);
  });

  it('does not wait for ever when two open the same accounts in opposite order', async () => {
    for (let round = 0; round < 20; round += 1) {
      const refs = Array.from({ length: 30 }, () => allocation({ owner: newId() as Id<'account-unit'> }));
      await Promise.all(
        [refs, [...refs].reverse()].map((some) => books.as(books.lavoir, () => books.ledger.open(some))),
      );
    }
  });
});

describe('posting a page', () => {
  it('moves money between accounts that are not guarded, without a chain', async () => {
    expect(await books.post(books.lavoir, grant(500_000))).toEqual({ posted: 1, replayed: 0, refusedLines: [] });
    const [row] = await books.database.asOwner(`select seq, balance_after, amount_cents, primary_kind, direction
      from ledger.movement where source_kind = 'grant'`);
    expect(row).toEqual({
      seq: null,
      balance_after: null,
      amount_cents: '500000',
      primary_kind: 'bank',
      direction: 'debit',
    });
  });

  it('credits every unit of the page and numbers each chain from 1', async () => {
    const units = await books.units(books.lavoir, 50);
    await books.credit(units, 15_000);
    await books.credit(units, 1);
    const rows = await books.database.asOwner(
      `select seq, balance_after, count(*) from ledger.movement where primary_account_id = any($1) group by 1, 2 order by 1`,
      [units.map(({ accountId }) => accountId)],
    );
    expect(rows).toEqual([
      { seq: '1', balance_after: '15000', count: '50' },
      { seq: '2', balance_after: '15001', count: '50' },
    ]);
  });

  it('changes nothing when the same page comes again, alone or among new lines', async () => {
    const [one, two] = (await books.units(books.lavoir, 2)) as [Unit, Unit];
    const first = credit(one, 100);
    await books.post(books.lavoir, credits([first]));
    const before = await everything();
    expect(await books.post(books.lavoir, credits([first]))).toEqual({ posted: 0, replayed: 1, refusedLines: [] });
    expect(await everything()).toEqual(before);
    expect(await books.post(books.lavoir, credits([credit(two, 70), first]))).toEqual({
      posted: 1,
      replayed: 1,
      refusedLines: [],
    });
    expect(await books.balances([one, two])).toEqual([100, 70]);
  });

  it.each<[string, (unit: Unit, other: Unit, kept: Transfer) => Transfer]>([
    ['another amount', (_unit, _other, kept) => ({ ...kept, amount: cents(101) })],
    ['another account', (_unit, other, kept) => ({ ...kept, credit: allocation(other) })],
    ['another counter account', (_unit, _other, kept) => ({ ...kept, debit: fundAccount('bank') })],
    ['the other direction', (_unit, _other, kept) => ({ ...kept, debit: kept.credit, credit: kept.debit })],
  ])('refuses the whole page when a key comes back with %s', async (_what, change) => {
    const [unit, other, third] = (await books.units(books.lavoir, 3)) as [Unit, Unit, Unit];
    const kept = credit(unit, 100);
    await books.post(books.lavoir, credits([kept]));
    const before = await everything();
    const page = credits([credit(third, 5), change(unit, other, kept)]);
    await expect(books.post(books.lavoir, page)).rejects.toThrow('ledger-key-reused');
    expect(await everything()).toEqual(before);
  });

  it('answers which lines the balance could not bear, and posts the others', async () => {
    const [rich, poor] = (await books.units(books.lavoir, 2)) as [Unit, Unit];
    await books.credit([rich], 900);
    const page = expiries([expiry(poor, 1), expiry(rich, 900)]);
    expect(await books.post(books.lavoir, page)).toEqual({ posted: 1, replayed: 0, refusedLines: [1] });
    await books.credit([poor], 1);
    expect(await books.post(books.lavoir, page)).toEqual({ posted: 1, replayed: 1, refusedLines: [] });
  });

  it('refuses a page that touches a guarded account twice, or that is too long', async () => {
    const [unit] = (await books.units(books.lavoir, 1)) as [Unit];
    await expect(books.post(books.lavoir, credits([credit(unit, 1), credit(unit, 2)]))).rejects.toThrow(
      'ledger-account-twice-in-page',
    );
    const long = credits(Array.from({ length: 5_001 }, () => credit(unit, 1)));
    await expect(books.post(books.lavoir, long)).rejects.toThrow(RangeError);
    expect(await books.post(books.lavoir, credits([]))).toEqual({ posted: 0, replayed: 0, refusedLines: [] });
  });

  it('refuses money that does not say where it came from, which the ledger asks of all income', async () => {
    const given = grant(1_000);
    const nameless = given.transfers.map(({ moneySource: _source, ...transfer }) => transfer);
    await expect(books.post(books.lavoir, { ...given, transfers: nameless })).rejects.toThrow(
      'ledger-movement-incomplete',
    );
  });

  it('knows nothing of the accounts of another fund', async () => {
    const [unit] = (await books.units(books.flers, 1)) as [Unit];
    const before = await everything();
    await expect(books.post(books.lavoir, credits([credit(unit, 100)]))).rejects.toThrow('ledger-account-unknown');
    expect(
      await books.as(books.lavoir, () => books.query.accountOf('allocation', unit.owner, dayOf('2026-11-30'))),
    ).toBeNull();
    expect(await books.as(books.lavoir, () => books.query.has(unit.accountId))).toBe(false);
    expect(await books.as(books.flers, () => books.query.has(unit.accountId))).toBe(true);
    expect(await everything()).toEqual(before);
  });
});

describe('a reversal', () => {
  it('is a new movement the other way that names the one it undoes, once only', async () => {
    const [unit] = (await books.units(books.flers, 1)) as [Unit];
    const given = credit(unit, 4_200);
    await books.post(books.flers, credits([given]));
    const [row] = await books.database.asOwner('select movement_id from ledger.movement where source_id = $1', [
      given.sourceId,
    ]);
    const movementId = String(row?.['movement_id']);
    const back = { ...reversalOf(given, movementId), sourceId: newId() };
    expect(await books.post(books.flers, expiries([back]))).toEqual({ posted: 1, replayed: 0, refusedLines: [] });
    expect(await books.balance(unit)).toBe(0);
    expect(await books.post(books.flers, expiries([back]))).toEqual({ posted: 0, replayed: 1, refusedLines: [] });

    await books.credit([unit], 9_000);
    const twice = { ...back, sourceId: newId() };
    await expect(books.post(books.flers, expiries([twice]))).rejects.toMatchObject({
      code: 'movement-already-reversed',
    });
    expect(await books.balance(unit)).toBe(9_000);
  });
});

describe('pages at the same time', () => {
  it('never block each other for ever, whatever the order of their accounts', async () => {
    const units = await books.units(books.lavoir, 40);
    const backwards = [...units].reverse();
    await books.credit(units, 10_000);
    const tasks = Array.from({ length: 60 }, (_, round) => {
      const some = round % 2 === 0 ? units : backwards;
      if (round % 5 === 0) return books.post(books.lavoir, expiries(some.map((unit) => expiry(unit, 1))));
      if (round % 5 === 1)
        return books.spend({ unit: some[round % 40] as Unit, amount: 1 }).then(() => ({ posted: 40 }));
      return books.credit(some.slice(round % 7), 1);
    });
    await Promise.all(tasks);
    expect((await books.faults(books.lavoir)).map(({ checkName }) => checkName)).not.toContain(
      'chains are dense and continuous',
    );
  }, 60_000);

  it('post the same page once', async () => {
    const units = await books.units(books.lavoir, 20);
    const page = credits(units.map((unit) => credit(unit, 300)));
    const turned = { ...page, transfers: [...page.transfers].reverse() };
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, n) => books.post(books.lavoir, n % 2 ? page : turned)),
    );
    expect(outcomes.reduce((total, { posted }) => total + posted, 0)).toBe(20);
    expect(await books.balances(units)).toEqual(units.map(() => 300));
  });

  it('let nobody else draw on the pot while one transaction has counted it', async () => {
    const counted = (): Promise<number> => books.as(books.flers, () => books.ledger.lockPot(dayOf('2026-11-30')));
    await books.post(books.flers, grant(1_000 - (await counted())));
    const units = await books.units(books.flers, 6);
    const draw = (unit: Unit): Promise<boolean> =>
      books.as(books.flers, async () => {
        const free = await books.ledger.lockPot(dayOf('2026-11-30'));
        if (free < 400) return false;
        await books.ledger.post(credits([credit(unit, 400)]));
        return true;
      });
    const drawn = await Promise.all(units.map(draw));
    expect(drawn.filter(Boolean)).toHaveLength(2);
    expect(await counted()).toBe(200);
  });
});
