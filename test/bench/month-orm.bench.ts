import { DataSource, EntitySchema } from 'typeorm';
import { alternate, seconds } from './alternate';
import type { Bench } from './bench';
import type { BenchDatabase } from './bench-server';
import { COLUMNS, MonthLoad } from './month-load';

type Movement = Record<string, string | number>;

const KEY = ['tenant_id', 'movement_id'];
const movement = new EntitySchema<Movement>({
  name: 'movement',
  schema: 'peer',
  columns: Object.fromEntries(COLUMNS.map((name) => [name, { type: String, primary: KEY.includes(name) }])),
});

/** The ORM's way: every row an entity, saved one after the other. */
class OrmWriter {
  private constructor(private readonly pool: DataSource) {}

  static async on(database: BenchDatabase): Promise<OrmWriter> {
    const pool = new DataSource({ type: 'postgres', url: database.appUrl, poolSize: 2, entities: [movement] });
    return new OrmWriter(await pool.initialize());
  }

  /** All rows in one transaction. */
  async together(rows: readonly Movement[]): Promise<void> {
    await this.pool.transaction(async (manager) => {
      for (const row of rows) await manager.getRepository(movement).save(row);
    });
  }

  /** A transaction each, as a loop over `save` does by itself. */
  async apart(rows: readonly Movement[]): Promise<void> {
    for (const row of rows) await this.pool.getRepository(movement).save(row);
  }

  end(): Promise<void> {
    return this.pool.destroy();
  }
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
        return Object.fromEntries(COLUMNS.map((name, place) => [name, values[place] ?? '']));
      });
    };
    const compare = (bench: string, save: (rows: readonly Movement[]) => Promise<void>) =>
      alternate(
        {
          bench, size: 1_000, goal: 50, wanted: 'at-least',
          // how many times longer the ORM takes
          ours: () => { const input = rows(); return seconds(() => save(input)); },
          peer: () => { const input = load.month(); return seconds(() => load.post(input)); },
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
