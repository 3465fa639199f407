// Two funds with open books, side by side in one database: what every test of the ledger starts from.
import { SETUP, asTenant, newId, type Row, TenantTransaction, type TenantId, tenantId } from '#tenancy';
import { checkBooks, type BooksCheck } from '../../infra/database/books-check';
import { dayOf, monthOf } from '../../libs/domain/src/kernel/calendar';
import type { Id } from '../../libs/domain/src/kernel/id';
import { cents } from '../../libs/domain/src/kernel/money';
import { LedgerQuery } from '../../libs/domain/src/ledger/ledger.query';
import { LedgerStore, type Posted } from '../../libs/domain/src/ledger/ledger.store';
import { type AccountRef, fundAccount, type Transfer, type TransferPage } from '../../libs/domain/src/ledger/transfer';
import { type FreshDatabase, freshDatabase } from './fresh-database';

/** The outcome of a spend, as SQL answers it. */
export interface Spent {
  readonly outcome: string;
  readonly balance: number;
}

/** A unit that may spend, with the ids of its fund, account and allocation. */
export interface Unit {
  readonly fund: TenantId;
  readonly owner: Id<'account-unit'>;
  readonly accountId: string;
}

/** A spend to try; what is left out is made up. */
export interface SpendWish {
  readonly unit: Unit;
  readonly amount: number;
  readonly sourceId?: string;
  readonly day?: string;
  readonly fund?: TenantId;
  readonly counterId?: string;
}

/** The books of two funds and the hands to write in them. */
export class TwoFunds {
  readonly lavoir = tenantId(newId());
  readonly flers = tenantId(newId());
  readonly outlet = newId() as Id<'outlet'>;
  readonly ledger: LedgerStore;
  readonly query: LedgerQuery;

  private constructor(
    readonly database: FreshDatabase,
    readonly transaction: TenantTransaction,
    private readonly pool: Awaited<ReturnType<FreshDatabase['appPool']>>,
  ) {
    this.ledger = new LedgerStore(transaction);
    this.query = new LedgerQuery(transaction);
  }

  /** A fresh database with both funds' own accounts and one outlet open. */
  static async open(connections = 8): Promise<TwoFunds> {
    const database = await freshDatabase();
    const pool = await database.appPool(connections);
    const books = new TwoFunds(database, new TenantTransaction(pool), pool);
    for (const fund of [books.lavoir, books.flers]) {
      await books.as(fund, () =>
        books.ledger.open([
          ...(['pot', 'running-costs', 'bank', 'cash', 'in-transit', 'contributions-called'] as const).map(fundAccount),
          books.atOutlet,
        ]),
      );
    }
    return books;
  }

  get atOutlet(): AccountRef {
    return { kind: 'outlet-payable', owner: this.outlet };
  }

  /** Runs work in one writing transaction of a fund. */
  as<Result>(fund: TenantId, work: () => Promise<Result>): Promise<Result> {
    return asTenant({ tenantId: fund, actor: SETUP }, () => this.transaction.run(work));
  }

  /** Opens an allocation account for so many new units. */
  async units(fund: TenantId, count: number): Promise<Unit[]> {
    const owners = Array.from({ length: count }, () => newId() as Id<'account-unit'>);
    await this.as(fund, () => this.ledger.open(owners.map((owner) => allocation({ owner }))));
    const rows = await this.database.asOwner(
      `select owner_id, account_id from ledger.account where tenant_id = $1 and kind = 'allocation' and owner_id = any($2)`,
      [fund, owners],
    );
    const accounts = new Map(rows.map((row) => [row['owner_id'], String(row['account_id'])]));
    return owners.map((owner) => ({ fund, owner, accountId: accounts.get(owner) ?? '' }));
  }

  /** The id of an open account. */
  async accountId(fund: TenantId, { kind, owner }: AccountRef): Promise<string> {
    const [row] = await this.database.asOwner(
      'select account_id from ledger.account where tenant_id = $1 and kind = $2 and owner_id = $3',
      [fund, kind, owner === 'fund' ? fund : owner],
    );
    return String(row?.['account_id']);
  }

  /** Posts a page in a transaction of its own. */
  post(fund: TenantId, page: TransferPage): Promise<Posted> {
    return this.as(fund, () => this.ledger.post(page));
  }

  /** Credits each unit with so many cents from the pot. */
  credit(units: readonly Unit[], amount: number, day = '2026-11-05'): Promise<Posted> {
    const fund = units[0]?.fund;
    if (!fund) throw new RangeError('nobody to credit');
    return this.post(
      fund,
      credits(
        units.map((unit) => credit(unit, amount)),
        day,
      ),
    );
  }

  /** Spends at the outlet in one call of its own, outside any transaction helper. */
  async spend({
    unit,
    amount,
    sourceId = newId(),
    day = '2026-11-10',
    fund = unit.fund,
    counterId,
  }: SpendWish): Promise<Spent> {
    const counter = counterId ?? (await this.outletAccount(fund));
    const rows: Row[] = await this.pool.query(SPEND, [
      fund,
      newId(),
      newId(),
      unit.accountId,
      counter,
      amount,
      sourceId,
      day,
    ]);
    return { outcome: String(rows[0]?.['outcome']), balance: Number(rows[0]?.['balance']) };
  }

  /** The newest balances of some units, in cents, in their order. */
  async balances(units: readonly Unit[]): Promise<number[]> {
    const rows = await this.database.asOwner(
      `select distinct on (primary_account_id) primary_account_id as id, balance_after from ledger.movement
       where primary_account_id = any($1) and seq is not null order by primary_account_id, seq desc`,
      [units.map(({ accountId }) => accountId)],
    );
    const known = new Map(rows.map((row) => [row['id'], Number(row['balance_after'])]));
    return units.map(({ accountId }) => known.get(accountId) ?? 0);
  }

  /** The newest balance of a unit, in cents, as its chain says. */
  async balance(unit: Unit): Promise<number> {
    return (await this.balances([unit]))[0] ?? 0;
  }

  /** The checks of a fund's books that do not hold. */
  async faults(fund: TenantId): Promise<BooksCheck[]> {
    const checks = await this.as(fund, () => checkBooks((sql) => this.transaction.query(sql)));
    return checks.filter(({ ok }) => !ok);
  }

  /** SQL as `app_user` on the pool, with no fund set. */
  raw(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.pool.query(sql, values);
  }

  private readonly outletAccounts = new Map<TenantId, Promise<string>>();

  private outletAccount(fund: TenantId): Promise<string> {
    const known = this.outletAccounts.get(fund) ?? this.accountId(fund, this.atOutlet);
    this.outletAccounts.set(fund, known);
    return known;
  }
}

const SPEND = `select outcome, balance from ledger.spend($1, $2, $3, $4, $5, $6, 'purchase', 'purchase', $7, $8)`;

/** The allocation account of a unit. */
export function allocation({ owner }: Pick<Unit, 'owner'>): AccountRef {
  return { kind: 'allocation', owner };
}

/** A transfer from the pot to a unit. */
export function credit(unit: Unit, amount: number, sourceId = newId()): Transfer {
  return {
    debit: fundAccount('pot'),
    credit: allocation(unit),
    amount: cents(amount),
    sourceId,
    line: 1,
    entryId: sourceId,
  };
}

/** A page of credits of November. */
export function credits(transfers: readonly Transfer[], day = '2026-11-05'): TransferPage {
  return {
    reason: 'allocation-credited',
    sourceKind: 'credit',
    transition: 'credited',
    bookedOn: dayOf(day),
    lot: { month: monthOf('2026-11'), expiresOn: null },
    transfers,
  };
}

/** A page of expiries: unspent credit goes back to the pot. */
export function expiries(transfers: readonly Transfer[], day = '2026-11-28'): TransferPage {
  return { reason: 'credit-expired', sourceKind: 'expiry', transition: 'expired', bookedOn: dayOf(day), transfers };
}

/** A transfer from a unit back to the pot. */
export function expiry(unit: Unit, amount: number, sourceId = newId()): Transfer {
  return {
    debit: allocation(unit),
    credit: fundAccount('pot'),
    amount: cents(amount),
    sourceId,
    line: 1,
    entryId: sourceId,
  };
}

/** A page that brings a grant into the pot. */
export function grant(amount: number, day = '2026-11-02', sourceId = newId()): TransferPage {
  return {
    reason: 'grant-received',
    sourceKind: 'grant',
    transition: 'received',
    bookedOn: dayOf(day),
    transfers: [
      {
        debit: fundAccount('bank'),
        credit: fundAccount('pot'),
        amount: cents(amount),
        sourceId,
        line: 1,
        entryId: sourceId,
        moneySource: 'public',
      },
    ],
  };
}
