// A fund's month of credits: the transfers, and the three ways to write them.
import { dataSource } from '#database';
import { SETUP, asTenant, newId, TenantTransaction, tenantId } from '#tenancy';
import { once } from 'node:events';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { DataSource } from 'typeorm';
import { dayOf, monthOf } from '../../libs/domain/src/kernel/calendar';
import type { Id } from '../../libs/domain/src/kernel/id';
import { cents } from '../../libs/domain/src/kernel/money';
import { LedgerStore } from '../../libs/domain/src/ledger/ledger.store';
import { fundAccount, type Transfer } from '../../libs/domain/src/ledger/transfer';
import type { BenchDatabase } from './bench-server';

const PAGE = 5_000;

/** A fund of so many units, ready for month after month. */
export class MonthLoad {
  private readonly ledger: LedgerStore;
  private readonly fund = tenantId(newId());
  private accounts = new Map<string, string>();
  private pot = '';

  private constructor(
    private readonly transaction: TenantTransaction,
    private readonly pool: DataSource,
    private readonly copier: Client,
    private readonly units: readonly Id<'account-unit'>[],
  ) {
    this.ledger = new LedgerStore(transaction);
  }

  /** Opens the accounts of so many units, and a table like the ledger's for the peers. */
  static async of(database: BenchDatabase, members: number): Promise<MonthLoad> {
    const pool = await dataSource({ url: database.appUrl, connections: 2, name: 'bench' }).initialize();
    const copier = new Client({ connectionString: database.appUrl });
    await copier.connect();
    const units = Array.from({ length: members }, () => newId() as Id<'account-unit'>);
    const load = new MonthLoad(new TenantTransaction(pool), pool, copier, units);
    await database.asOwner(`create schema if not exists peer; grant usage on schema peer to app_user;
      create table if not exists peer.movement (like ledger.movement including all);
      grant select, insert on peer.movement to app_user`);
    await load.open();
    await load.learnAccounts(database);
    await database.asOwner('vacuum analyze ledger.account, ledger.movement');
    return load;
  }

  /** The credits of one more month, all to be written. */
  month(): Transfer[] {
    return this.units.map((owner) => {
      const id = newId();
      return {
        debit: fundAccount('pot'),
        credit: { kind: 'allocation', owner },
        amount: cents(15_000),
        sourceId: id,
        line: 1,
        entryId: id,
      };
    });
  }

  /** Our way: pages through the ledger's door, a transaction each. */
  async post(transfers: readonly Transfer[]): Promise<void> {
    for (const page of pages(transfers)) {
      const { posted } = await this.within(() =>
        this.ledger.post({
          reason: 'allocation-credited',
          sourceKind: 'credit',
          transition: 'credited',
          bookedOn: dayOf('2026-11-22'),
          lot: { month: monthOf('2026-11'), expiresOn: null },
          transfers: page,
        }),
      );
      if (posted !== page.length) throw new Error(`${posted} of ${page.length} were posted`);
    }
  }

  /** The limit: COPY of the same rows into an identical table, in the same pages. `month` is their place in the chain. */
  async copy(transfers: readonly Transfer[], month: number): Promise<void> {
    for (const page of pages(transfers)) {
      const stream = this.copier.query(copyFrom(`copy peer.movement (${COLUMNS.join(', ')}) from stdin`));
      const finished = once(stream, 'finish');
      stream.end(page.map((transfer) => this.row(transfer, month).join('\t')).join('\n') + '\n');
      await finished;
    }
  }

  /** A transfer as a row of the ledger. */
  row({ credit, sourceId, entryId, amount }: Transfer, month: number): (string | number)[] {
    return [
      this.fund,
      newId(),
      entryId,
      this.accounts.get(credit.owner) ?? '',
      'allocation',
      this.pot,
      'pot',
      'credit',
      amount,
      month,
      amount * month,
      'allocation-credited',
      'credit',
      sourceId,
      'credited',
      1,
      '2026-11-01',
      '2026-11-22',
    ];
  }

  async end(): Promise<void> {
    await this.copier.end();
    await this.pool.destroy();
  }

  private within<Result>(work: () => Promise<Result>): Promise<Result> {
    return asTenant({ tenantId: this.fund, actor: SETUP }, () => this.transaction.run(work));
  }

  private async open(): Promise<void> {
    await this.within(() => this.ledger.open([fundAccount('pot')]));
    for (const owners of pages(this.units)) {
      await this.within(() => this.ledger.open(owners.map((owner) => ({ kind: 'allocation', owner }))));
    }
  }

  private async learnAccounts(database: BenchDatabase): Promise<void> {
    const rows = await database.asOwner('select account_id, owner_id, kind from ledger.account where tenant_id = $1', [
      this.fund,
    ]);
    this.accounts = new Map(rows.map((row) => [String(row['owner_id']), String(row['account_id'])]));
    this.pot = this.accounts.get(this.fund) ?? '';
  }
}

/** The columns of {@link MonthLoad.row}. */
export const COLUMNS = [
  'tenant_id',
  'movement_id',
  'entry_id',
  'primary_account_id',
  'primary_kind',
  'counter_account_id',
  'counter_kind',
  'direction',
  'amount_cents',
  'seq',
  'balance_after',
  'reason',
  'source_kind',
  'source_id',
  'transition',
  'line',
  'lot_month',
  'booked_on',
];

function* pages<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < items.length; at += PAGE) yield items.slice(at, at + PAGE);
}
