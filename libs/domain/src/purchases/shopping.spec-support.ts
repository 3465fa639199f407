// Shopping in specs: a fund whose people have credit, with outlets where it is covered.
import { newId } from '#tenancy';
import type { LivingFund } from '../../../../test/support/living-fund';
import type { FundWanted, Rooms } from '../../../../test/support/rooms';
import { cents } from '../kernel/money';
import type { Rules } from '../rules/rules';
import { PayPurchaseUseCase, type Paid, type Payment } from './pay-purchase.use-case';
import type { WriteKey } from './write-key';

/** An outlet and its lines of approval, in the order they were wished. */
export interface Stall {
  readonly outletId: string;
  readonly outletNo: number;
  readonly lineIds: readonly string[];
}

/** Somebody with an account. */
export interface Shopper {
  readonly unitId: string;
  readonly personId: string;
}

/** What every shopper is credited for November, in cents. */
export const CREDIT = 10_000;

/** Rules under which accounts pay by every medium, and nobody is debited. */
export function toShop(change: (rules: Rules) => Rules = (same) => same): (rules: Rules) => Rules {
  return (rules) =>
    change({
      ...rules,
      collection: { mode: 'by-hand', dayOfMonth: 1 },
      payment: ['member-phone', 'card', 'member-number-on-outlet-device'],
      coverage: { mode: 'rate-per-label', ratesPercent: [30, 70, 100] },
    });
}

/** A fund where people shop. */
export class Market {
  private constructor(
    private readonly rooms: Rooms,
    readonly fund: LivingFund,
    readonly shoppers: readonly Shopper[],
  ) {}

  /** Founds a fund, admits people and credits them for November 2026; it is then the 10th, ten in the morning in Paris. */
  static async open(rooms: Rooms, people: number, wanted: FundWanted = {}): Promise<Market> {
    const fund = await rooms.fund({ preset: 'flers', rules: toShop(), ...wanted });
    await fund.open(10_000_000);
    for (let n = 0; n < people; n += 1) await fund.admit({ persons: [{ name: `Camille Dubois ${n}`, bornIn: null }] });
    await fund.live('2026-11-05');
    const rows = await rooms.database.asOwner(
      'select account_unit_id, person_id from members.unit_person where tenant_id = $1 order by account_unit_id',
      [fund.id],
    );
    const shoppers = rows.map((row) => ({
      unitId: String(row['account_unit_id']),
      personId: String(row['person_id']),
    }));
    await fund.at('2026-11-10T09:00:00.000Z');
    return new Market(rooms, fund, shoppers);
  }

  /** The nth person. */
  shopper(n = 0): Shopper {
    const found = this.shoppers[n];
    if (!found) throw new RangeError('nobody there');
    return found;
  }

  /** Approves an outlet with a line a rate, in per cent. */
  async stall(rates: readonly number[] = [100], state = 'approved'): Promise<Stall> {
    const outletId = newId();
    const [row] = await this.rooms.database.asOwner(
      `insert into outlets.outlet (tenant_id, outlet_id, outlet_no, name, kind, state, recorded_at)
       select $1, $2, coalesce(max(outlet_no), 0) + 1, 'Le Pré', 'producer', $3, now()
       from outlets.outlet where tenant_id = $1 returning outlet_no`,
      [this.fund.id, outletId, state],
    );
    const lineIds: string[] = [];
    for (const rate of rates) lineIds.push(await this.line(outletId, rate));
    return { outletId, outletNo: Number(row?.['outlet_no']), lineIds };
  }

  /** Changes the state of an outlet. */
  async set(stall: Stall, state: string): Promise<void> {
    await this.rooms.database.asOwner('update outlets.outlet set state = $3 where tenant_id = $1 and outlet_id = $2', [
      this.fund.id,
      stall.outletId,
      state,
    ]);
  }

  /** Pays an amount in cents by phone. */
  pay(shopper: Shopper, stall: Stall, amount: number, more: Partial<Payment> = {}): Promise<Paid> {
    return this.fund.as(() => this.payAs(shopper, stall, amount, more));
  }

  /** The same, as whoever is in scope. */
  payAs(shopper: Shopper, stall: Stall, amount: number, more: Partial<Payment> = {}): Promise<Paid> {
    return this.rooms.get(PayPurchaseUseCase).run({
      at: { outletNo: stall.outletNo },
      accountUnitId: shopper.unitId,
      payer: { kind: 'asker', personId: shopper.personId },
      medium: 'member-phone',
      wish: { amount: cents(amount), lines: [], chosen: null },
      key: null,
      ...more,
    });
  }

  /** What an outlet is owed, in cents. */
  async owed(stall: Stall): Promise<number> {
    const [row] = await this.rooms.database.asOwner(
      `select coalesce(sum(case m.direction when 'debit' then m.amount_cents else -m.amount_cents end), 0) as cents
       from ledger.account a join ledger.movement m on m.tenant_id = a.tenant_id and m.counter_account_id = a.account_id
       where a.tenant_id = $1 and a.kind = 'outlet-payable' and a.owner_id = $2`,
      [this.fund.id, stall.outletId],
    );
    return Number(row?.['cents']);
  }

  /** How many rows of the fund a table has. */
  async count(table: string): Promise<number> {
    const [row] = await this.rooms.database.asOwner(`select count(*) as rows from ${table} where tenant_id = $1`, [
      this.fund.id,
    ]);
    return Number(row?.['rows']);
  }

  private async line(outletId: string, rate: number): Promise<string> {
    const lineId = newId();
    await this.rooms.database.asOwner(
      `insert into outlets.approval_line (tenant_id, approval_line_id, outlet_id, scope, title, category,
         coverage_percent, valid_from, recorded_at)
       values ($1, $2, $3, 'everything', $4, 'mixed', $5, '2026-01-01', now())`,
      [this.fund.id, lineId, outletId, `à ${rate} %`, rate],
    );
    return lineId;
  }
}

/** A key for a write; the same `asked` is the same content. */
export function keyOf(key: string, asked = 'content'): WriteKey {
  return { key, fingerprint: Buffer.from(asked) };
}
