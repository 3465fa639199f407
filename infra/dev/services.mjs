/**
 * Postgres and Redis of one set of services: `start`, `test` or `bench`.
 * As a command: `node infra/dev/services.mjs up test` leaves them running and prints their addresses,
 * `node infra/dev/services.mjs down test` stops them.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitForLock } from './locks.mjs';
import { freePort, requireDisk, requirePort } from './ports.mjs';
import { ensureDatabase, ownerUrl, runningServer, startPostgres, stopPostgres } from './postgres.mjs';
import { requireRedis, runningRedis, startRedis, stopRedis } from './redis.mjs';
import { readSecrets } from './secrets.mjs';
import {
  dataFolder,
  databaseNames,
  environment,
  fallbackFolder,
  fixedPorts as standardPorts,
  postgresMajor,
} from './settings.mjs';
import { Refusal, isCommand, runCommand, say, speakOnStandardError, step } from './terminal.mjs';

/**
 * Makes the database and the queue of `name` available: those of DATABASE_URL and REDIS_URL when given
 * (tests and bench take a database and a queue of their own on those servers), else embedded ones.
 * @param wish `{ name, fixedPorts, durable, keep }`: `fixedPorts` the ports of `npm start` instead of free ones;
 * `durable` full fsync; `keep` leaves them running for other commands
 * @returns `{ databaseUrl, redisUrl, processes, stop }`: `processes` those of ours, to be watched
 */
export async function startServices({ name, fixedPorts = false, durable = true, keep = false }) {
  mkdirSync(join(dataFolder, name), { recursive: true });
  const release = await waitForLock(join(dataFolder, name, 'services.lock'), () =>
    say('… en attente d’une autre commande'),
  );
  try {
    const last = readRecord(name);
    const record = { ...last, keep: keep || (last.keep === true && isRunning(name)) };
    const databaseUrl = await database({ name, fixedPorts, durable }, record);
    const redisUrl = await queue({ name, fixedPorts }, record);
    const processes = [
      record.postgres && { name: 'Postgres', pid: record.postgres.pid },
      record.redis && { name: 'Redis', pid: record.redis.pid },
    ].filter(Boolean);
    return { databaseUrl, redisUrl, processes, stop: () => (record.keep ? undefined : stopServices(name)) };
  } finally {
    release();
  }
}

/** The variables by which tests and bench find the services. */
export function serviceVariables({ databaseUrl, redisUrl }) {
  return {
    TEST_DATABASE_URL: databaseUrl,
    TEST_REDIS_URL: redisUrl,
    DATABASE_ROLE_PASSWORD: readSecrets().rolePassword,
  };
}

/** Stops what runs for `name`, whoever started it: first the queue, then the database. */
export async function stopServices(name) {
  const redis = runningRedis(name);
  if (redis !== null) await stopRedis(redis.pid);
  for (const server of runningServers(name)) await stopPostgres(server.pid);
  rmSync(recordFile(name), { force: true });
}

async function database(wish, record) {
  const given = givenAddress(wish.name, 'DATABASE_URL');
  if (given) {
    delete record.postgres;
    await step('Base de données donnée par DATABASE_URL', () => ensureDatabase(given));
    return given;
  }
  const { postgresPassword: password } = readSecrets();
  const { port } = await step(`Postgres ${postgresMajor}`, async () => {
    requireDisk(dataFolder);
    const port = await chosenPort(wish, 'postgres', runningServers(wish.name)[0]);
    record.postgres = await startPostgres({ ...wish, password, port, choosePort: freePort });
    writeRecord(wish.name, record);
    return described(record.postgres);
  });
  const url = ownerUrl({ port, password, database: databaseName(wish.name) });
  await ensureDatabase(url);
  return url;
}

async function queue(wish, record) {
  const given = givenAddress(wish.name, 'REDIS_URL');
  if (given) {
    delete record.redis;
    await step('Redis donné par REDIS_URL', () => requireRedis(given));
    return given;
  }
  const { port } = await step('Redis', async () => {
    const port = await chosenPort(wish, 'redis', runningRedis(wish.name));
    record.redis = await startRedis({ name: wish.name, port, choosePort: freePort });
    writeRecord(wish.name, record);
    return described(record.redis);
  });
  return `redis://127.0.0.1:${port}`;
}

/** The fixed port, free or already held by ours; null when any free port will do. */
async function chosenPort({ fixedPorts }, service, running) {
  if (!fixedPorts) return null;
  const wanted = standardPorts[service];
  if (running?.port !== wanted.port)
    await requirePort(wanted, service === 'postgres' ? 'base de données' : 'file d’attente');
  return wanted.port;
}

function described({ port, adopted, note }) {
  const words = [`port ${port}`, adopted ? 'déjà démarré' : null, note].filter(Boolean);
  return { port, note: words.join(', ') };
}

/**
 * The address given from outside for a set: what tests, bench and the demonstrated year write and wipe must never be the
 * database or the queue that somebody works with. Null when none is given.
 */
export function givenAddress(name, variable) {
  const address = environment[variable];
  if (!address) return null;
  if (!URL.canParse(address)) throw new Refusal(`${variable} n’est pas une adresse : corrigez-la ou retirez-la.`);
  if (name === 'start') return address;
  const url = new URL(address);
  url.pathname = variable === 'DATABASE_URL' ? `/${databaseName(name)}` : '/15';
  return url.href;
}

/** Fault tests may bring up sets of their own names; tests refuse a database whose name lacks `test`. */
function databaseName(name) {
  return databaseNames[name] ?? `tablee_${name.replaceAll('-', '_')}_test`;
}

function runningServers(name) {
  const folders = [dataFolder, fallbackFolder].map((folder) => join(folder, name, 'postgres', 'data'));
  return folders.map(runningServer).filter((server) => server !== null);
}

function isRunning(name) {
  return runningServers(name).length > 0 || runningRedis(name) !== null;
}

function recordFile(name) {
  return join(dataFolder, name, 'services.json');
}

function readRecord(name) {
  try {
    return existsSync(recordFile(name)) ? JSON.parse(readFileSync(recordFile(name), 'utf8')) : {};
  } catch {
    return {};
  }
}

function writeRecord(name, record) {
  const draft = `${recordFile(name)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, recordFile(name));
}

async function command([action, name]) {
  speakOnStandardError();
  if (!['up', 'down'].includes(action) || !['test', 'bench'].includes(name)) {
    throw new Refusal('Usage : node infra/dev/services.mjs up|down test|bench');
  }
  if (action === 'down') return void (await step(`Arrêt des services « ${name} »`, () => stopServices(name)));
  const { databaseUrl, redisUrl } = await startServices({ name, durable: name !== 'test', keep: true });
  const lines = serviceVariables({ databaseUrl, redisUrl });
  for (const [variable, value] of Object.entries(lines)) process.stdout.write(`export ${variable}='${value}'\n`);
  return 0;
}

if (isCommand(import.meta.url)) await runCommand(() => command(process.argv.slice(2)));
