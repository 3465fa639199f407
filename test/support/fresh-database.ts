// A migrated database for one test file, thrown away after it.
import { dataSource } from '#database';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { adminUrl, databaseUrl, TEMPLATE } from './database-addresses';

/** A database of one's own: its addresses, and an end. */
export interface FreshDatabase {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly identityUrl: string;
  readonly relayUrl: string;
  /** A pool as `app_user`; closed by `drop`. */
  appPool(connections?: number): Promise<DataSource>;
  /** Sends SQL as the owner (a superuser: sees all funds), for looking from outside. */
  asOwner(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  /** Lets go of it, so that it can be copied; it can still be dropped. */
  rest(): Promise<void>;
  drop(): Promise<void>;
}

/** Copies the migrated template, or a database that rests. */
export async function freshDatabase(template = TEMPLATE): Promise<FreshDatabase> {
  const name = `tablee_test_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name} template ${template}`);
  await onServer(`revoke all on database ${name} from public`);
  await onServer(`grant connect on database ${name} to app_user, app_identity, app_relay`);
  const pools: DataSource[] = [];
  const owner = new Client({ connectionString: databaseUrl(name) });
  owner.on('error', () => undefined); // a server that a test restarts
  await owner.connect();
  const rest = async (): Promise<void> => {
    await Promise.all(pools.filter((pool) => pool.isInitialized).map((pool) => pool.destroy()));
    await owner.end();
  };
  return {
    name,
    ownerUrl: databaseUrl(name),
    appUrl: databaseUrl(name, 'app_user'),
    identityUrl: databaseUrl(name, 'app_identity'),
    relayUrl: databaseUrl(name, 'app_relay'),
    async appPool(connections = 4) {
      const pool = dataSource({ url: databaseUrl(name, 'app_user'), connections, name: 'test' });
      pools.push(pool);
      return pool.initialize();
    },
    async asOwner(sql, values = []) {
      const result = await owner.query<Record<string, unknown>>(sql, values);
      return result.rows;
    },
    rest,
    async drop() {
      await rest();
      await onServer(`drop database ${name} with (force)`);
    },
  };
}

async function onServer(sql: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    // Copying a template needs it to be idle: one copy at a time.
    await admin.query('select pg_advisory_lock(7160253)');
    await admin.query(sql);
  } finally {
    await admin.end();
  }
}
