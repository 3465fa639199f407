/**
 * Settings of the set-up: every version, port, role and variable name that the dev scripts,
 * the compose file and the images must agree on (test/architecture/compose.spec.ts reads both).
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The one place of the set-up that reads the process environment. */
export const environment = process.env;

/** Oldest Node that may run the set-up scripts, and oldest that may run the product. */
export const oldestSetupNode = [20, 19];
export const oldestRuntimeNode = [22, 12];

/** Major version of the Postgres server, embedded here and imaged in docker-compose.yml. */
export const postgresMajor = 18;

/** Server settings of Postgres that both set-ups share. */
export const postgresOptions = { max_connections: '200' };

/** Major version of Redis named in docker-compose.yml; on a machine any redis or valkey ≥ 6.2 serves. */
export const redisMajor = 7;

/** Options of the Redis server: BullMQ needs `noeviction`, a restart must find its queues. */
export const redisOptions = {
  appendonly: 'yes',
  appendfsync: 'everysec',
  'maxmemory-policy': 'noeviction',
};

/**
 * Roles the applications sign in with; none owns a table and none may bypass row-level security.
 * @public
 */
export const databaseRoles = {
  DATABASE_APP_URL: 'app_user',
  DATABASE_IDENTITY_URL: 'app_identity',
  DATABASE_RELAY_URL: 'app_relay',
};

/** Name of the database of each set of services. Tests refuse one whose name lacks `test`. */
export const databaseNames = {
  start: 'tablee',
  test: 'tablee_test',
  bench: 'tablee_bench_test',
  year: 'tablee_year',
  month: 'tablee_month',
};

/**
 * Variables that api and worker receive, here and in docker-compose.yml.
 * @public
 */
export const appVariables = [
  'NODE_ENV',
  'TABLEE_MODE',
  'DATABASE_APP_URL',
  'DATABASE_IDENTITY_URL',
  'DATABASE_RELAY_URL',
  'REDIS_URL',
  'API_PORT',
  'PUBLIC_URL',
  'DEMONSTRATION_PASSWORD',
  'SEALING_KEYS',
  'BLIND_INDEX_KEY',
  'PIN_KEY',
];

/** The applications that run as processes, with the compiled file of each. */
export const apps = {
  api: 'dist/apps/api/src/main.js',
  worker: 'dist/apps/worker/src/main.js',
};

/** Free bytes under which nothing is started: a full disk breaks a database, a refusal does not. */
export const leastFreeBytes = 500 * 1024 * 1024;

/** Ports of `npm start`, each with the variable that moves it. */
export const fixedPorts = {
  postgres: { variable: 'TABLEE_PG_PORT', port: portFrom(['TABLEE_PG_PORT'], 54329) },
  redis: { variable: 'TABLEE_REDIS_PORT', port: portFrom(['TABLEE_REDIS_PORT'], 63799) },
  api: { variable: 'API_PORT', port: portFrom(['API_PORT', 'PORT'], 3210) },
};

/** Git-ignored folder of everything the set-up makes, apart from node_modules and dist. */
export const dataFolder = join(root, '.data');

/** Folder outside the repository for a Postgres whose user may not enter the repository. */
export const fallbackFolder = join(
  '/var/tmp',
  `tablee-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`,
);

/** The Node version pinned in package.json, such as `24.21.0`. */
export function pinnedNode() {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return manifest.devDependencies.node;
}

/** Whether version `text` (`v24.1.0`) is at least `[major, minor]`. */
export function atLeast(text, [major, minor]) {
  const [a = 0, b = 0] = text.replace(/^v/, '').split('.').map(Number);
  return a > major || (a === major && b >= minor);
}

/**
 * The environment of api and worker on an installation served by these scripts.
 * @param services `{ databaseUrl, redisUrl }`, the database address being the owner's
 * @param secrets those of secrets.mjs
 */
export function appEnvironment(services, secrets) {
  const port = fixedPorts.api.port;
  return {
    NODE_ENV: environment.NODE_ENV ?? 'production',
    TABLEE_MODE: 'demonstration',
    ...roleUrls(services.databaseUrl, secrets.rolePassword),
    REDIS_URL: services.redisUrl,
    API_PORT: String(port),
    PUBLIC_URL: environment.PUBLIC_URL ?? `http://localhost:${port}`,
    DEMONSTRATION_PASSWORD: secrets.demonstrationPassword,
    SEALING_KEYS: secrets.sealingKeys,
    BLIND_INDEX_KEY: secrets.blindIndexKey,
    PIN_KEY: secrets.pinKey,
  };
}

/** The same database as `adminUrl`, once for each role of {@link databaseRoles}. */
function roleUrls(adminUrl, rolePassword) {
  return Object.fromEntries(
    Object.entries(databaseRoles).map(([variable, role]) => {
      const url = new URL(adminUrl);
      url.username = role;
      url.password = rolePassword;
      return [variable, url.href];
    }),
  );
}

function portFrom(variables, standard) {
  const given = variables.map((name) => environment[name]).find((value) => value);
  return given === undefined ? standard : Number(given);
}
