// Brings a database up to date: roles, then each migration once, forward only. `npm start` and the tests run it.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';

const ROLES = ['app_user', 'app_identity', 'app_relay'] as const;
const FOLDER = join(__dirname, 'migrations');
const ONE_AT_A_TIME = 7_160_251;

/** What a migration needs: the address of the database as its owner, and the password its three roles sign in with. */
export interface MigrationSettings {
  readonly databaseUrl: string;
  readonly rolePassword: string;
}

/**
 * Creates the roles, and applies the migrations that are not applied yet, each in a transaction of its own. Two at
 * once wait for each other. @throws Error when an applied file was changed since
 */
export async function migrate({ databaseUrl, rolePassword }: MigrationSettings): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [ONE_AT_A_TIME]);
    await client.query("set lock_timeout = '10s'");
    await ensureRoles(client, rolePassword);
    return await applyMissing(client);
  } finally {
    await client.end();
  }
}

async function ensureRoles(client: Client, rolePassword: string): Promise<void> {
  for (const role of ROLES) await ensureRole(client, role, rolePassword);
  const { rows } = await client.query<{ name: string }>('select current_database() as name');
  const database = client.escapeIdentifier(String(rows[0]?.name));
  await client.query(`revoke all on database ${database} from public`);
  await client.query(`grant connect on database ${database} to ${ROLES.join(', ')}`);
  await client.query('revoke create on schema public from public');
}

// An owner that is no superuser may make roles, but not name the rights that are a superuser's, not even to take them away.
async function ensureRole(client: Client, role: string, rolePassword: string): Promise<void> {
  const { rows } = await client.query<{ mighty: boolean }>(
    'select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole as mighty from pg_roles where rolname = $1',
    [role],
  );
  const [found] = rows;
  if (found?.mighty)
    throw new Error(
      `le rôle ${role} existe déjà avec des droits qu’il ne doit pas avoir (superuser, bypassrls, createdb ou createrole) : retirez-les-lui avant de recommencer`,
    );
  const verb = found ? 'alter' : 'create';
  try {
    await client.query(`${verb} role ${role} login noinherit password ${client.escapeLiteral(rolePassword)}`);
  } catch (error) {
    // Roles belong to the whole server: two databases being migrated at once must not both create them.
    if (!madeMeanwhile(error)) throw error;
  }
}

function madeMeanwhile(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return code === '42710' || code === '23505' || code === 'XX000';
}

async function applyMissing(client: Client): Promise<string[]> {
  await client.query(`create table if not exists public.migration (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from public.migration');
  const applied = new Map(rows.map((row) => [row.name, row.sha256]));
  const done: string[] = [];
  for (const name of readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .sort()) {
    const sql = readFileSync(join(FOLDER, name), 'utf8');
    const sha256 = createHash('sha256').update(sql).digest('hex');
    if (applied.get(name) === sha256) continue;
    if (applied.has(name))
      throw new Error(
        `la migration ${name} a été modifiée après avoir été appliquée ; sur une machine de développement, « npm run reset » repart de zéro`,
      );
    await applyOne(client, { name, sql, sha256 });
    done.push(name);
  }
  return done;
}

async function applyOne(client: Client, migration: { name: string; sql: string; sha256: string }): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into public.migration (name, sha256) values ($1, $2)', [
      migration.name,
      migration.sha256,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`la migration ${migration.name} a échoué`, { cause: error });
  }
}
