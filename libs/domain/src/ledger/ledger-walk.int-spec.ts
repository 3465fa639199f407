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
import { type Chance, chanceFrom, pick, wholeBetween } from '../kernel/chance';
import { cents } from '../kernel/money';

let books: TwoFunds;
beforeAll(async () => {
  books = await TwoFunds.open(16);
});
afterAll(() => books.database.drop());

/** The reference: what each unit and each pot must hold, counted from the answers alone. */
class Reference {
  readonly units = new Map<Unit, number>();
  readonly pots = new Map<string, number>();
  readonly held = new Map<Unit, number>();

  credit(unit: Unit, amount: number): void {
    this.units.set(unit, (this.units.get(unit) ?? 0) + amount);
  }

  pot(fund: string, amount: number): void {
    this.pots.set(fund, (this.pots.get(fund) ?? 0) + amount);
  }
}

/** One act of somebody, with what the reference must learn from its answer. */
async function act(chance: Chance, units: readonly Unit[], reference: Reference): Promise<void> {
  const unit = pick(chance, units);
  const amount = wholeBetween(chance, 1, 400);
  const some = units.filter(() => chance() < 0.5).map((each) => ({ unit: each, amount: wholeBetween(chance, 1, 250) }));
  const kind = wholeBetween(chance, 0, 99);
  if (kind < 50) {
    const { outcome } = await books.spend({ unit, amount, sourceId: newId() });
    if (outcome === 'posted') reference.credit(unit, -amount);
  } else if (kind < 65) {
    await books.post(unit.fund, grant(amount * 10));
    reference.pot(unit.fund, amount * 10);
  } else if (kind < 78) {
    const page = credits(some.map((line) => credit(line.unit, line.amount)));
    await Promise.all([books.post(unit.fund, page), books.post(unit.fund, page)]); // delivered twice
    for (const line of some) reference.credit(line.unit, line.amount);
    reference.pot(unit.fund, -some.reduce((total, line) => total + line.amount, 0));
  } else if (kind < 88) {
    const { refusedLines } = await books.post(unit.fund, expiries(some.map((line) => expiry(line.unit, line.amount))));
    const gone = some.filter((_, index) => !refusedLines.includes(index + 1));
    for (const line of gone) reference.credit(line.unit, -line.amount);
    reference.pot(
      unit.fund,
      gone.reduce((total, line) => total + line.amount, 0),
    );
  } else {
    await reserve(unit, { amount, giveBack: chance() < 0.6 }, reference);
  }
}

async function reserve(unit: Unit, wish: { amount: number; giveBack: boolean }, reference: Reference): Promise<void> {
  const source = { sourceKind: 'basket', sourceId: newId() };
  const { outcome } = await books.as(unit.fund, () =>
    books.ledger.hold({ account: allocation(unit), amount: cents(wish.amount), ...source }),
  );
  if (outcome !== 'held') return;
  if (wish.giveBack) await books.as(unit.fund, () => books.ledger.release({ ...source, outcome: 'given-back' }));
  else reference.held.set(unit, (reference.held.get(unit) ?? 0) + wish.amount);
}

describe('hundreds of acts at once in two funds', () => {
  it.each([1, 2, 3])(
    'end in books that balance and equal what people were told (seed %i)',
    async (seed) => {
      const chance = chanceFrom(seed);
      const reference = new Reference();
      const funds = [await books.units(books.lavoir, 10), await books.units(books.flers, 10)];
      const potsBefore = await pots();
      for (const units of funds) {
        await books.credit(units, 2_000);
        for (const unit of units) reference.credit(unit, 2_000);
        reference.pot(units[0]?.fund ?? '', -2_000 * units.length);
      }
      for (let wave = 0; wave < 5; wave += 1) {
        await Promise.all(Array.from({ length: 80 }, () => act(chance, pick(chance, funds), reference)));
      }
      const units = funds.flat();
      expect(await books.balances(units)).toEqual(units.map((unit) => reference.units.get(unit) ?? 0));
      for (const unit of units) expect(reference.units.get(unit)).toBeGreaterThanOrEqual(reference.held.get(unit) ?? 0);
      const potsAfter = await pots();
      expect(potsAfter.map((pot, index) => pot - (potsBefore[index] ?? 0))).toEqual(
        [books.lavoir, books.flers].map((fund) => reference.pots.get(fund) ?? 0),
      );
      // The acts of this walk have no causes in other rooms; all that the ledger alone can say must hold.
      for (const fund of [books.lavoir, books.flers]) {
        expect(
          (await books.faults(fund)).map(({ checkName }) => checkName).filter((name) => !name.includes('cause')),
        ).toEqual([]);
      }
    },
    120_000,
  );

  const pots = (): Promise<number[]> =>
    Promise.all(
      [books.lavoir, books.flers].map((fund) =>
        books.as(fund, async () => (await books.query.accountOf('pot', fund, dayOf('2026-12-31')))?.balanceCents ?? 0),
      ),
    );
});
