/** The embedded Postgres of one set of services: made, started or adopted, waited for, stopped. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { giveTo, postgresPlace } from './postgres-place.mjs';
import { commandLine, isAlive, processesWhere, runQuietly, stopProcess } from './process-tree.mjs';
import { postgresOptions, root } from './settings.mjs';
import { Refusal } from './terminal.mjs';

const ownerName = 'postgres';
const OTHER_PASSWORD = 'le mot de passe de .data/secrets.json n’est pas celui de cette base';

/**
 * Starts the server of `name`, or adopts the one already running on its data.
 * @param wish `{ name, password, port, durable, choosePort }`: `port` fixed, or null to let
 * `choosePort` find a free one; `durable` false spares fsync (tests only)
 * @returns `{ pid, port, adopted, note }`
 */
export async function startPostgres(wish) {
  const place = postgresPlace(wish.name);
  try {
    return await startAt(place, wish);
  } catch (error) {
    if (wish.durable || !(error instanceof OtherPassword)) throw error;
    await throwAway(place);
    return startAt(place, wish);
  }
}

/** The data were made under a password that this checkout does not know: another one lay here before, and was deleted. */
class OtherPassword extends Refusal {}

/** Data of tests are nobody's: what a deleted checkout left behind must not stop the next one in its place. */
async function throwAway({ data }) {
  const running = runningServer(data);
  if (running !== null) await stopPostgres(running.pid);
  rmSync(data, { recursive: true, force: true });
}

async function startAt(place, wish) {
  const running = runningServer(place.data);
  if (running !== null && (wish.port === null || wish.port === running.port)) {
    await waitUntilReady({ ...wish, ...running, place });
    return { ...running, adopted: true, note: place.note };
  }
  if (running !== null) await stopPostgres(running.pid);
  rmSync(join(place.data, 'postmaster.pid'), { force: true });
  await createData(place, wish.password);
  const port = wish.port ?? (await wish.choosePort());
  const pid = await launch(place, { ...wish, port });
  return { pid, port, adopted: false, note: place.note };
}

/** Stops a server at once but cleanly (fast shutdown); a deaf one is stopped without ceremony. */
export function stopPostgres(pid) {
  return stopProcess(pid, { signal: 'SIGINT', patience: 30_000, force: 'SIGQUIT' });
}

/**
 * The server now running on a data folder, found by its command line (its pid file may name another program's process).
 * @returns `{ pid, port }` or null
 */
export function runningServer(data) {
  const [pid] = processesWhere((candidate) => commandLine(candidate).includes(`postgres -D ${data} `));
  if (pid === undefined) return null;
  return { pid, port: Number(/-c port=(\d+)/.exec(commandLine(pid))?.[1]) };
}

/** Address of a database of a local server, for its owner. */
export function ownerUrl({ port, password, database }) {
  return `postgresql://${ownerName}:${password}@127.0.0.1:${port}/${database}`;
}

/** Creates the database named by `url` when it is missing; refuses in one sentence when nobody answers there. */
export async function ensureDatabase(url) {
  const first = await tryConnect(url);
  if (first.client) return first.client.end();
  if (first.error.code !== '3D000') throw unreachable(url, first.error);
  await atEntrance(url, (name) => `CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
}

/** Drops the database named by `url` if it is there, whoever is connected to it. */
export function dropDatabase(url) {
  return atEntrance(url, (name) => `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** Sends SQL about the database named by `url` to its server. */
async function atEntrance(url, sqlFor) {
  const database = decodeURIComponent(new URL(url).pathname.slice(1));
  const entrance = new URL(url);
  entrance.pathname = '/postgres';
  const { client, error } = await tryConnect(entrance.href);
  if (error) throw unreachable(url, error);
  try {
    await client.query(sqlFor(`"${database.replaceAll('"', '""')}"`));
  } finally {
    await client.end();
  }
}

async function createData(place, password) {
  if (existsSync(join(place.data, 'PG_VERSION'))) return;
  const draft = `${place.data}.new`;
  rmSync(draft, { recursive: true, force: true });
  const passwordFile = join(place.home, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(passwordFile, place.as);
  const made = await runQuietly(
    join(place.programs, 'initdb'),
    [
      '-D',
      draft,
      '-U',
      ownerName,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ],
    { ...place.as, cwd: place.home, env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' } },
  );
  rmSync(passwordFile, { force: true });
  if (made.code !== 0) {
    throw new Refusal(`La base de données n’a pas pu être créée dans ${place.home} : ${lastLine(made.output)}`);
  }
  renameSync(draft, place.data);
}

async function launch(place, wish) {
  for (let attempt = 1; ; attempt += 1) {
    const pid = spawnServer(place, wish);
    const reason = await waitUntilReady({ ...wish, pid, place, mayFail: attempt < 20 });
    if (reason === null) return pid;
    // Children of a killed server need a moment to notice its death and to leave its memory.
    await pause(500);
  }
}

function spawnServer(place, { port, durable }) {
  const log = openSync(place.log, 'w', 0o600);
  const options = {
    ...postgresOptions,
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...durability(durable),
  };
  const words = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(place.programs, 'postgres'), ['-D', place.data, ...words], {
    ...place.as,
    cwd: place.home,
    detached: true,
    stdio: ['ignore', log, log],
    env: { LC_ALL: 'C', PATH: '/usr/bin:/bin', TZ: 'UTC' },
  });
  closeSync(log);
  child.on('error', () => {});
  child.unref();
  return child.pid;
}

function durability(durable) {
  return durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
}

/** @returns null when the server answers, or (with `mayFail`) a passing reason why it did not come up */
async function waitUntilReady({ pid, port, password, place, mayFail = false }) {
  const url = ownerUrl({ port, password, database: 'postgres' });
  const limit = performance.now() + 120_000;
  for (;;) {
    const { client, error } = await tryConnect(url);
    if (client) return client.end().then(() => null);
    if (error.code === '28P01') throw broken(OTHER_PASSWORD, OtherPassword);
    if (!isAlive(pid)) {
      const words = existsSync(place.log) ? readFileSync(place.log, 'utf8') : '';
      if (mayFail && /still in use|lock file .* already exists/.test(words)) return lastLine(words);
      throw broken(lastLine(words));
    }
    if (performance.now() > limit) throw broken('pas de réponse après deux minutes');
    await pause(60);
  }
}

async function tryConnect(url) {
  const { Client } = createRequire(join(root, 'package.json'))('pg');
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return { client };
  } catch (error) {
    client.end().catch(() => {});
    return { error };
  }
}

function broken(reason, Kind = Refusal) {
  return new Kind(
    `La base de données ne démarre pas (${reason}). Relancez ; si cela se répète, ` +
      '« npm run reset » efface les données de démonstration et repart de zéro.',
  );
}

function unreachable(url, error) {
  const { host, pathname } = new URL(url);
  return new Refusal(
    `La base de données ${host}${pathname} ne répond pas (${error.code ?? error.message}) : ` +
      'vérifiez l’adresse dans DATABASE_URL et que ce serveur est démarré.',
  );
}

/** The last line that complains, else the last line, without its date. */
function lastLine(text) {
  const lines = text.trim().split('\n');
  const line = lines.findLast((words) => /PANIC|FATAL|ERROR|error:/.test(words)) ?? lines.at(-1) ?? '';
  return line.replace(/^[-\d]+ [:.\d]+ \w+ \[\d+\] /, '');
}
