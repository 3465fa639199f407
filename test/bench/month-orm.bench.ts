import { DataSource, type EntityManager, EntitySchema } from 'typeorm';
import { alternate, seconds } from './alternate';
import type { Bench } from './bench';
import type { BenchDatabase } from './bench-server';
import { COLUMNS, MonthLoad } from './month-load';

type Movement = Record<string, string | number>;

const schema = (name: string, columns: readonly string[], key: readonly string[]): EntitySchema<Movement> =>
  new EntitySchema<Movement>({
    name,
    schema: 'peer',
    columns: Object.fromEntries(columns.map((column) => [column, { type: String, primary: key.includes(column) }])),
  });
const movement = schema('movement', COLUMNS, ['tenant_id', 'movement_id']);
const account = schema('account', ['tenant_id', 'account_id', 'kind', 'owner_id'], ['tenant_id', 'account_id']);

/** The ORM's way to do what ours does: find the account, find its newest movement, save the next. */
class OrmWriter {
  private constructor(private readonly pool: DataSource) {}

  static async on(database: BenchDatabase): Promise<OrmWriter> {
    await database.asOwner('create table peer.account (like ledger.account including all)');
    await database.asOwner('insert into peer.account select * from ledger.account');
    await database.asOwner('grant select on peer.account to app_user');
    const pool = new DataSource({ type: 'postgres', url: database.appUrl, poolSize: 2, entities: [movement, account] });
    return new OrmWriter(await pool.initialize());
  }

  /** All rows in one transaction. */
  async together(rows: readonly Movement[]): Promise<void> {
    await this.pool.transaction(async (manager) => {
      for (const row of rows) await credit(manager, row);
    });
  }

  /** A transaction each. */
  async apart(rows: readonly Movement[]): Promise<void> {
    for (const row of rows) await this.pool.transaction((manager) => credit(manager, row));
  }

  end(): Promise<void> {
    return this.pool.destroy();
  }
}

async function credit(manager: EntityManager, { owner_id: owner, ...row }: Movement): Promise<void> {
  const tenant = String(row['tenant_id']);
  const found = await manager
    .getRepository(account)
    .findOneByOrFail({ tenant_id: tenant, kind: 'allocation', owner_id: String(owner) });
  const mine = { tenant_id: tenant, primary_account_id: String(found['account_id']) };
  const head = await manager.getRepository(movement).findOne({ where: mine, order: { seq: 'DESC' } });
  await manager.getRepository(movement).save({
    ...row,
    ...mine,
    seq: Number(head?.['seq'] ?? 0) + 1,
    balance_after: Number(head?.['balance_after'] ?? 0) + Number(row['amount_cents']),
  });
}

/** A month of 1 000 saved row by row through the ORM, against the same month through our door. */
export const monthOrm: Bench = {
  name: 'month.orm',
  against: 'row-by-row ORM saves',
  async run(server, effort) {
    const database = await server.database();
    const load = await MonthLoad.of(database, 1_000);
    const orm = await OrmWriter.on(database);
    let month = 0;
    const rows = (): Movement[] => {
      month += 1;
      return load.month().map((transfer) => {
        const values = load.row(transfer, month);
        return {
          ...Object.fromEntries(COLUMNS.map((name, place) => [name, values[place] ?? ''])),
          owner_id: transfer.credit.owner,
        };
      });
    };
    const compare = (bench: string, save: (rows: readonly Movement[]) => Promise<void>) =>
      alternate(
        {
          bench,
          size: 1_000,
          goal: 50,
          wanted: 'at-least',
          // how many times longer the ORM takes
          ours: () => {
            const input = rows();
            return seconds(() => save(input));
          },
          peer: () => {
            const input = load.month();
            return seconds(() => load.post(input));
          },
        },
        effort,
      );
    const figures = [
      await compare('month.orm together', (input) => orm.together(input)),
      await compare('month.orm apart', (input) => orm.apart(input)),
    ];
    await orm.end();
    await load.end();
    return figures;
  },
};
