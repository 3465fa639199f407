// Where the test servers are. Tests fail when these are not given; they never skip.

/** The migrated database that every test database is copied from. */
export const TEMPLATE = 'tablee_test_template';

/** The address of the test server as its owner. @throws Error when it is not given */
export function adminUrl(): string {
  return required('TEST_DATABASE_URL');
}

/** The address of the test Redis. @throws Error when it is not given */
export function redisUrl(): string {
  return required('TEST_REDIS_URL');
}

/** The password of the three roles on the test server. @throws Error when it is not given */
export function rolePassword(): string {
  return required('DATABASE_ROLE_PASSWORD');
}

/**
 * The address of one database, as its owner or as one of the three roles.
 * @throws Error for a database whose name does not say that it is for tests
 */
export function databaseUrl(database: string, role?: 'app_user' | 'app_identity' | 'app_relay'): string {
  if (!database.includes('test')) throw new Error(`tests refuse the database ${database}: its name lacks "test"`);
  const url = new URL(adminUrl());
  url.pathname = `/${database}`;
  if (role) {
    url.username = role;
    url.password = rolePassword();
  }
  return url.toString();
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with "npm test"`);
  return value;
}
