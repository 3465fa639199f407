// The one transaction helper: opens on the fund in scope, joins when nested, and never hands back a dirty connection.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { DataSource, QueryRunner } from 'typeorm';
import { OutsideTenant, tenantScope } from './tenant-scope';

/** A row as Postgres gives it; bigint columns are text. */
export type Row = Record<string, unknown>;

interface Open {
  readonly tenantId: string;
  readonly runner: QueryRunner;
  readonly writes: boolean;
  ended: boolean;
}

/** A statement with a name: its name (by which Postgres keeps it prepared) and its text. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Thrown when a pooled connection still carries a fund: it is destroyed and the call fails. */
export class DirtyConnection extends Error {
  constructor() {
    super('a pooled connection still carried a fund');
    this.name = 'DirtyConnection';
  }
}

/** What the driver's connection can beside TypeORM: keep a statement prepared under its name. */
interface PreparingConnection {
  query(statement: Statement & { readonly values: unknown[] }): Promise<{ rows: Row[] }>;
}

const storage = new AsyncLocalStorage<Open>();

/** Runs work in one transaction of the fund in scope, and gives stores and queries their connection. */
export class TenantTransaction {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs work that may write. Nested in another `run` it joins that transaction. @throws OutsideTenant without a fund */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.within(true, work);
  }

  /**
   * Runs work that may write in a transaction that is its own: what it counts stays, whatever becomes of the call.
   * @throws Error within an open transaction, whose end could undo it
   */
  runApart<Result>(work: () => Promise<Result>): Promise<Result> {
    const outer = storage.getStore();
    if (outer && !outer.ended) throw new Error('work that stands apart was asked for in an open transaction');
    return this.within(true, work);
  }

  /** Runs work that only reads; Postgres refuses a write. Nested in `run` it joins. @throws OutsideTenant without a fund */
  read<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.within(false, work);
  }

  /**
   * Sends SQL on the connection of the open transaction. Queries name `tenant_id` themselves, from {@link tenantId}.
   * @throws OutsideTenant when no transaction is open in this call
   */
  async query<Result extends Row = Row>(sql: string, values: readonly unknown[] = []): Promise<Result[]> {
    const result: unknown = await this.current().runner.query(sql, [...values]);
    // TypeORM answers [rows, count] to UPDATE and DELETE, and rows to everything else.
    const rows =
      Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) ? (result[0] as unknown) : result;
    return rows as Result[];
  }

  /**
   * Sends a statement that Postgres keeps prepared on each connection: for the few that are long to plan and asked at every
   * till. @throws OutsideTenant when no transaction is open in this call
   */
  async prepared(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    const connection = (await this.current().runner.connect()) as PreparingConnection;
    return (await connection.query({ ...statement, values: [...values] })).rows;
  }

  /**
   * Sends one statement that is a transaction by itself: it sets its fund, and writes all it has to or nothing. Within an
   * open transaction it joins that one. `valuesOf` is told whether it stands alone, and hands that on: the statement itself
   * must refuse, with TB000, a connection that still carries a fund.
   */
  async once(statement: Statement, valuesOf: (alone: boolean) => readonly unknown[]): Promise<Row[]> {
    const open = storage.getStore();
    if (open && !open.ended && !open.writes) throw new OutsideTenant('a write inside a reading transaction');
    return this.askOnce(statement, valuesOf);
  }

  /** Asks in one round trip, as {@link once} writes: for what is asked at every call or till. */
  async askOnce(statement: Statement, valuesOf: (alone: boolean) => readonly unknown[]): Promise<Row[]> {
    const open = storage.getStore();
    if (open && !open.ended) {
      if (open.tenantId !== tenantScope().tenantId) throw new OutsideTenant('another fund in an open transaction');
      return this.prepared(statement, valuesOf(false));
    }
    try {
      return await sendAlone(this.dataSource, statement, valuesOf(true));
    } catch (error) {
      if ((error as { code?: string }).code === 'TB000') throw new DirtyConnection();
      throw error;
    }
  }

  /** Lets one transaction of this fund at a time pass for the thing named, until it ends. */
  async lock(name: string): Promise<void> {
    await this.query('select pg_advisory_xact_lock(hashtextextended($1, 3))', [`${this.tenantId}/${name}`]);
  }

  /** The fund of the open transaction. @throws OutsideTenant when none is open */
  get tenantId(): string {
    return this.current().tenantId;
  }

  private current(): Open {
    const open = storage.getStore();
    if (!open || open.ended) throw new OutsideTenant('a store');
    return open;
  }

  private async within<Result>(writes: boolean, work: () => Promise<Result>): Promise<Result> {
    const { tenantId } = tenantScope();
    const outer = storage.getStore();
    if (outer && !outer.ended) {
      if (outer.tenantId !== tenantId) throw new OutsideTenant('another fund in an open transaction');
      if (writes && !outer.writes) throw new OutsideTenant('a write inside a reading transaction');
      return work();
    }
    const runner = this.dataSource.createQueryRunner();
    const open: Open = { tenantId, runner, writes, ended: false };
    try {
      await begin(runner, tenantId, writes);
      const result = await storage.run(open, work);
      open.ended = true;
      await runner.query('COMMIT');
      await runner.release();
      return result;
    } catch (error) {
      open.ended = true;
      await abandon(runner, error);
      throw error;
    }
  }
}

/**
 * Sends one statement outside any transaction, kept prepared under its name on each connection. A connection on which it
 * failed is not used again.
 */
export async function sendAlone(source: DataSource, statement: Statement, values: readonly unknown[]): Promise<Row[]> {
  const runner = source.createQueryRunner();
  try {
    const connection = (await runner.connect()) as PreparingConnection;
    const { rows } = await connection.query({ ...statement, values: [...values] });
    await runner.release();
    return rows;
  } catch (error) {
    await destroy(runner, error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

// One round trip. The check comes first: a connection that still carries a fund was handed back dirty. SET LOCAL with
// a literal is the one form that a sharded Postgres hands on to its workers; the id was checked when it was made.
async function begin(runner: QueryRunner, tenantId: string, writes: boolean): Promise<void> {
  await runner.connect();
  await runner.query(
    `BEGIN ISOLATION LEVEL READ COMMITTED ${writes ? 'READ WRITE' : 'READ ONLY'};
     DO $$ BEGIN IF coalesce(current_setting('app.tenant_id', true), '') <> '' THEN
       RAISE EXCEPTION 'dirty connection' USING ERRCODE = 'TB000'; END IF; END $$;
     SET LOCAL app.tenant_id = '${tenantId}'`,
  );
}

// A ROLLBACK that fails must not give the connection back: the pool destroys it instead.
async function abandon(runner: QueryRunner, cause: unknown): Promise<void> {
  if (runner.isReleased) return;
  const dirty = (cause as { code?: string }).code === 'TB000';
  try {
    await runner.query('ROLLBACK');
    if (dirty) throw new DirtyConnection();
    await runner.release();
  } catch (error) {
    await destroy(runner, error instanceof Error ? error : new Error(String(error)));
  }
}

async function destroy(runner: QueryRunner, error: Error): Promise<void> {
  const { releasePostgresConnection } = runner as unknown as {
    releasePostgresConnection?: (error: Error) => Promise<void>;
  };
  if (releasePostgresConnection) await releasePostgresConnection.call(runner, error);
  else await runner.release();
}
