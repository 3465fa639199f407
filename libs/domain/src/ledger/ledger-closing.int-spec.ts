import { newId } from '#tenancy';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { credit, credits, expiries, expiry, grant, TwoFunds, type Unit } from '../../../../test/support/two-funds';
import { type Day, dayOf, daysBetween } from '../kernel/calendar';
import { chanceFrom, pick, wholeBetween } from '../kernel/chance';

let books: TwoFunds;
beforeAll(async () => {
  books = await TwoFunds.open();
});
afterAll(() => books.database.drop());

const RAW = `select a.account_id,
    coalesce(sum(m.amount_cents) filter (where (m.direction = 'debit') = (m.primary_account_id = a.account_id)), 0)::text as debit,
    coalesce(sum(m.amount_cents) filter (where (m.direction = 'credit') = (m.primary_account_id = a.account_id)), 0)::text as credit
  from ledger.account a left join ledger.movement m on m.tenant_id = a.tenant_id and m.booked_on <= $2
    and a.account_id in (m.primary_account_id, m.counter_account_id)
  where a.tenant_id = $1 group by a.account_id order by a.account_id`;

const SAID = 'select t.account_id, t.debit_cents::text as debit, t.credit_cents::text as credit from FROM t order by 1';
const ONE_BY_ONE = `(select t.* from ledger.account a, ledger.account_turnover_at($1, a.account_id, $2) t
  where a.tenant_id = $1)`;

/** Turnover as both functions say (of all accounts, of each alone) less what the movements say: nothing when all is well. */
async function differences(fund: Unit['fund'], day: string): Promise<unknown[]> {
  const [all, oneByOne] = await books.as(fund, async () => [
    await books.transaction.query(SAID.replace('FROM', 'ledger.turnover_at($1, $2)'), [fund, day]),
    await books.transaction.query(SAID.replace('FROM', ONE_BY_ONE), [fund, day]),
  ]);
  const raw = await books.database.asOwner(RAW, [fund, day]);
  expect(all.length).toBeGreaterThan(0);
  const differs = (row: unknown, index: number) => (said: readonly unknown[]) =>
    JSON.stringify(row) !== JSON.stringify(said[index]);
  return raw.filter((row, index) => [all, oneByOne].some(differs(row, index)));
}

describe('turnover at a day', () => {
  it('is the sum of the movements up to that day, whatever was closed before or after', async () => {
    const chance = chanceFrom(20_261_122);
    const funds = [books.lavoir, books.flers];
    const units = new Map(await Promise.all(funds.map(async (fund) => [fund, await books.units(fund, 6)] as const)));
    let closedThrough = dayOf('2026-10-31');
    for (let step = 0; step < 120; step += 1) {
      const fund = pick(chance, funds);
      const some = units.get(fund) ?? [];
      const day = closedThrough.add({ days: wholeBetween(chance, 1, 9) }).toString();
      const act = wholeBetween(chance, 0, 9);
      if (act < 3) await books.post(fund, grant(wholeBetween(chance, 1, 90_000), day));
      else if (act < 6)
        await books.post(
          fund,
          credits(
            some.map((unit) => credit(unit, wholeBetween(chance, 1, 500))),
            day,
          ),
        );
      else if (act < 8) await books.spend({ unit: pick(chance, some), amount: wholeBetween(chance, 1, 300), day });
      else if (act < 9)
        await books.post(fund, expiries([expiry(pick(chance, some), wholeBetween(chance, 1, 100))], day));
      else if (step % 2 === 0) {
        closedThrough = closedThrough.add({ days: 1 });
        for (const each of funds) await books.as(each, () => books.ledger.closeThrough(closedThrough));
      }
    }
    expect(daysBetween(dayOf('2026-10-31'), closedThrough)).toBeGreaterThan(2);
    for (const fund of funds) {
      for (let day: Day = dayOf('2026-10-30'); daysBetween(day, closedThrough) > -12; day = day.add({ days: 1 })) {
        expect(await differences(fund, day.toString())).toEqual([]);
      }
      expect((await books.faults(fund)).map(({ checkName }) => checkName)).not.toContain(
        'closings equal the movements',
      );
    }
  }, 60_000);

  it('closes a fund where nothing moved, and closing twice changes nothing', async () => {
    const quiet = await TwoFunds.open(2);
    try {
      const close = (): Promise<void> => quiet.as(quiet.lavoir, () => quiet.ledger.closeThrough(dayOf('2026-11-30')));
      await close();
      await close();
      const rows = await quiet.database.asOwner('select through::text, debit_cents, credit_cents from ledger.closing');
      expect(rows).toEqual([{ through: '2026-11-30', debit_cents: '0', credit_cents: '0' }]);
    } finally {
      await quiet.database.drop();
    }
  });
});

describe('what a person reads', () => {
  it('gives the statement of an account between two days, oldest first, page by page, from its own side', async () => {
    const fund = books.flers;
    const [unit] = (await books.units(fund, 1)) as [Unit];
    await books.post(fund, credits([credit(unit, 5_000)], '2027-01-05'));
    await books.spend({ unit, amount: 1_200, day: '2027-01-20' });
    await books.spend({ unit, amount: 300, day: '2027-01-12' });
    await books.spend({ unit, amount: 1, day: '2027-02-01' });
    const january = { from: dayOf('2027-01-01'), to: dayOf('2027-01-31') };
    const page = (after: string | null, limit: number) =>
      books.as(fund, () => books.query.statement(unit.accountId, january, { after, limit }));
    const lines = await page(null, 10);
    expect(
      lines.map(({ bookedOn, direction, amountCents, counterKind }) => [bookedOn, direction, amountCents, counterKind]),
    ).toEqual([
      ['2027-01-05', 'credit', 5_000, 'pot'],
      ['2027-01-12', 'debit', 300, 'outlet-payable'],
      ['2027-01-20', 'debit', 1_200, 'outlet-payable'],
    ]);
    expect(await page(lines[0]?.movementId ?? null, 1)).toEqual([lines[1]]);
    const outlet = await books.accountId(fund, books.atOutlet);
    const seen = await books.as(fund, () => books.query.statement(outlet, january, { after: null, limit: 10 }));
    expect(seen.map(({ direction, amountCents, counterKind }) => [direction, amountCents, counterKind])).toEqual([
      ['credit', 300, 'allocation'],
      ['credit', 1_200, 'allocation'],
    ]);
    expect(
      await books.as(books.lavoir, () => books.query.statement(unit.accountId, january, { after: null, limit: 10 })),
    ).toEqual([]);
    const balance = await books.as(fund, () => books.query.accountOf('allocation', unit.owner, dayOf('2027-01-12')));
    expect(balance?.balanceCents).toBe(4_700);
  });

  it('gives four figures that add up, before and after a closing', async () => {
    const fund = books.lavoir;
    const figuresOn = (day: string) => books.as(fund, () => books.query.figuresOn(dayOf(day)));
    const before = await figuresOn('2027-03-31');
    expect(before.held).toBe(before.free + before.owedToMembers + before.owedToOutlets + before.setAside);
    const pot = await books.as(fund, () => books.query.accountOf('pot', fund, dayOf('2027-03-31')));
    expect(before.free).toBe(pot?.balanceCents);
    await books.as(fund, () => books.ledger.closeThrough(dayOf('2027-02-28')));
    expect(await figuresOn('2027-03-31')).toEqual(before);
    await books.post(fund, grant(777, '2027-03-01', newId()));
    expect((await figuresOn('2027-03-31')).free).toBe(before.free + 777);
    expect((await figuresOn('2027-02-28')).free).toBe(before.free);
  });
});
