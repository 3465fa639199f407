// The databases of a bench on the given server: made anew, migrated as ours are, and dropped at the end.
import { migrate } from '#database';
import { randomUUID } from 'node:crypto';
import { Client, Pool } from 'pg';
import { adminUrl, databaseUrl, rolePassword } from '../support/database-addresses';

/** Addresses and hands on one bench database. */
export interface BenchDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly relayUrl: string;
  readonly identityUrl: string;
  /** Sends SQL as the owner. */
  asOwner(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** A pool as `app_user`, closed with the server. */
  pool(connections: number): Pool;
}

/** The server of a bench run. */
export class BenchServer {
  private readonly databases: { name: string; owner: Client; pools: Pool[] }[] = [];

  /** A fresh migrated database. */
  async database(): Promise<BenchDatabase> {
    const name = `tablee_test_bench_${randomUUID().slice(0, 8)}`;
    await onServer(`create database ${name}`);
    await migrate({ databaseUrl: databaseUrl(name), rolePassword: rolePassword() });
    return this.opened(name);
  }

  /** A copy of a database whose pools have been closed. */
  async copyOf(database: BenchDatabase): Promise<BenchDatabase> {
    const source = this.databases.find(({ name }) => name === database.name);
    if (!source) throw new Error(`${database.name} is not open`);
    await source.owner.end();
    const name = `${database.name}_twin`;
    await onServer(`create database ${name} template ${database.name}`);
    await onServer(`grant connect on database ${name} to app_user`);
    source.owner = await connected(database.ownerUrl);
    return this.opened(name);
  }

  /** Closes everything and drops the databases. */
  async end(): Promise<void> {
    for (const { name, owner, pools } of this.databases.splice(0)) {
      await Promise.all(pools.map((pool) => pool.end()));
      await owner.end();
      await onServer(`drop database ${name} with (force)`);
    }
  }

  /** Drops the databases under whoever still works on them: the bench is being stopped. */
  async abandon(): Promise<void> {
    for (const { name } of this.databases.splice(0)) await onServer(`drop database ${name} with (force)`);
  }

  /** Drops what a bench that was killed left behind; a database that somebody is connected to is left alone. */
  static async sweep(): Promise<void> {
    for (const name of await onServer(
      `select datname from pg_database where datname like 'tablee\\_test\\_bench\\_%'`,
    )) {
      await onServer(`drop database ${name}`).catch(() => undefined);
    }
  }

  private async opened(name: string): Promise<BenchDatabase> {
    const held = { name, owner: await connected(databaseUrl(name)), pools: [] as Pool[] };
    this.databases.push(held);
    const appUrl = databaseUrl(name, 'app_user');
    return {
      name,
      ownerUrl: databaseUrl(name),
      appUrl,
      relayUrl: databaseUrl(name, 'app_relay'),
      identityUrl: databaseUrl(name, 'app_identity'),
      asOwner: async (sql, values = []) => (await held.owner.query<Record<string, unknown>>(sql, values)).rows,
      pool(connections) {
        const pool = new Pool({ connectionString: appUrl, max: connections, min: connections });
        held.pools.push(pool);
        return pool;
      },
    };
  }
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

async function onServer(sql: string): Promise<string[]> {
  const admin = await connected(adminUrl());
  try {
    const { rows } = await admin.query<{ datname: string }>(sql);
    return rows.map(({ datname }) => datname);
  } finally {
    await admin.end();
  }
}
