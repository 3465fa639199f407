// Before the suites: one migrated template, from which every test file takes a database of its own.
import { Client } from 'pg';
import { migrate } from '../../infra/database/migrations';
import { adminUrl, databaseUrl, rolePassword, TEMPLATE } from './database-addresses';

/** Makes the template anew. Fails, and never skips, when there is no database. */
export default async function prepareDatabases(): Promise<void> {
  const admin = new Client({ connectionString: adminUrl() });
  await admin.connect();
  try {
    // Projects prepare side by side: one at a time, and the template is only made anew when its migrations changed.
    await admin.query('select pg_advisory_lock(7160252)');
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [TEMPLATE]);
    if (!rowCount) await admin.query(`create database ${TEMPLATE}`);
    try {
      await migrate({ databaseUrl: databaseUrl(TEMPLATE), rolePassword: rolePassword() });
    } catch {
      await admin.query(`drop database ${TEMPLATE} with (force)`);
      await admin.query(`create database ${TEMPLATE}`);
      await migrate({ databaseUrl: databaseUrl(TEMPLATE), rolePassword: rolePassword() });
    }
  } finally {
    await admin.end();
  }
}
