/** The Redis of one set of services: started or adopted, waited for, stopped. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from './ports.mjs';
import { commandLine, folderOf, isAlive, processesWhere, stopProcess } from './process-tree.mjs';
import { findRedis } from './redis-program.mjs';
import { dataFolder, redisOptions } from './settings.mjs';
import { Refusal } from './terminal.mjs';

/**
 * Starts the Redis of `name`, or adopts the one already running on its data.
 * @param wish `{ name, port, choosePort }`: `port` fixed, or null to let `choosePort` find a free one
 * @returns `{ pid, port, adopted, note }`
 */
export async function startRedis({ name, port, choosePort }) {
  const folder = folderFor(name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const running = runningRedis(name);
  if (running !== null && (port === null || port === running.port)) {
    await waitUntilReady(running, folder);
    return { ...running, adopted: true };
  }
  if (running !== null) await stopRedis(running.pid);
  const program = await findRedis();
  const started = { port: port ?? (await choosePort()) };
  started.pid = launch(program, folder, started.port);
  await waitUntilReady(started, folder);
  return { ...started, adopted: false, note: program.note };
}

/** Stops a Redis once it has written what it holds. */
export function stopRedis(pid) {
  return stopProcess(pid, { patience: 20_000 });
}

/**
 * The Redis now running on the data of `name`, found by its folder (Redis rewrites its command line, not its folder).
 * @returns `{ pid, port }` or null
 */
export function runningRedis(name) {
  const folder = folderFor(name);
  const [pid] = processesWhere(
    (candidate) => folderOf(candidate) === folder && /redis|valkey/.test(commandLine(candidate)),
  );
  if (pid === undefined) return null;
  return { pid, port: Number(/(?:--port |:)(\d+)/.exec(commandLine(pid))?.[1]) };
}

/** Refuses in one sentence when no Redis answers at `url`. */
export async function requireRedis(url) {
  const { hostname, port, protocol } = new URL(url);
  if (protocol === 'rediss:') return;
  const answer = await ask(hostname, Number(port || 6379), 'PING\r\n');
  if (answer !== null && /PONG|NOAUTH/.test(answer)) return;
  throw new Refusal(
    `Redis ne répond pas à ${hostname}:${port || 6379} : vérifiez l’adresse dans REDIS_URL et que ce serveur est démarré.`,
  );
}

function folderFor(name) {
  return join(dataFolder, name, 'redis');
}

function launch(program, folder, port) {
  const words = Object.entries({ port, bind: '127.0.0.1', dir: folder, daemonize: 'no', ...redisOptions });
  const log = openSync(join(folder, 'redis.log'), 'w', 0o600);
  const child = spawn(
    program.path,
    words.flatMap(([name, value]) => [`--${name}`, String(value)]),
    {
      cwd: folder,
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: '/usr/bin:/bin', ...program.environment },
    },
  );
  closeSync(log);
  child.on('error', () => {});
  child.unref();
  return child.pid;
}

async function waitUntilReady({ pid, port }, folder) {
  const limit = performance.now() + 60_000;
  for (;;) {
    const answer = await ask('127.0.0.1', port, 'PING\r\n');
    if (answer?.startsWith('+PONG') && isAlive(pid)) return;
    if (pid === undefined || !isAlive(pid)) throw broken(lastWords(folder));
    if (performance.now() > limit) throw broken('pas de réponse après une minute');
    await pause(40);
  }
}

function broken(reason) {
  return new Refusal(
    `Redis ne démarre pas (${reason}). Relancez ; si cela se répète, ` +
      '« npm run reset » efface les données de démonstration et repart de zéro.',
  );
}

function lastWords(folder) {
  const log = join(folder, 'redis.log');
  const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  return lines.findLast((line) => line.includes('#'))?.replace(/^.*# /, '') ?? lines.at(-1) ?? '';
}
