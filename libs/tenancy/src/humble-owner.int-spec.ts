import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { migrate } from '../../../infra/database/migrations';
import { adminUrl, databaseUrl, rolePassword } from '../../../test/support/database-addresses';

const name = `tablee_test_owner_${randomUUID().replaceAll('-', '')}`;
const password = randomUUID();
let admin: Client;

beforeAll(async () => {
  admin = new Client({ connectionString: adminUrl() });
  await admin.connect();
  await admin.query(`create role ${name} login nosuperuser createrole password '${password}'`);
  // What Postgres gives to the owner that made the roles: on the test server, another one made them.
  await admin.query(`grant app_user, app_identity, app_relay to ${name} with admin true, inherit false, set false`);
  await admin.query(`create database ${name} owner ${name}`);
});
afterAll(async () => {
  await admin.query(`drop database ${name} with (force)`);
  await admin.query(`drop role ${name}`);
  await admin.end();
});

describe('an owner that may make roles and is no superuser', () => {
  it('brings its database up to date, and once more the next day', async () => {
    const url = new URL(databaseUrl(name));
    url.username = name;
    url.password = password;
    const settings = { databaseUrl: url.href, rolePassword: rolePassword() };
    expect(await migrate(settings)).toContain('001-ground-floor.sql');
    expect(await migrate(settings)).toEqual([]);
  });
});
