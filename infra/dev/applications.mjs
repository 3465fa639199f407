/** The processes of the product on this machine: started, remembered by pid, found again after a crash, stopped. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { birthOf, commandLine, isAlive, stopProcess } from './process-tree.mjs';
import { dataFolder, root } from './settings.mjs';
import { Refusal } from './terminal.mjs';

/**
 * Starts one process in a group of its own, so that Ctrl-C reaches us alone and we choose the order.
 * @param wish `{ name, set, runtime, flags, file, args, env, log, quiet }`: `log` a file, or none to write to the
 * terminal; `quiet` drops its standard output; `flags` are those of Node
 * @returns `{ name, pid, birth, log, finished }`, `finished` resolving to the exit code
 */
export function startApplication({ name, set, runtime, flags = [], file, args = [], env, log, quiet = false }) {
  const output = log ? openLog(log) : 'inherit';
  const child = spawn(runtime, [...flags, join(root, file), ...args], {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', quiet ? 'ignore' : output, output],
  });
  if (log) closeSync(output);
  const finished = new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
  const birth = birthOf(child.pid);
  remember(set, name, { pid: child.pid, birth, file: join(root, file) });
  return { name, pid: child.pid, birth, log, finished };
}

/** Stops one process that we started; its finished work is committed, the rest resumes at the next start. */
export async function stopApplication({ pid, birth }) {
  if (pid === undefined || (isAlive(pid) && birthOf(pid) !== birth)) return;
  await stopProcess(pid, { patience: 15_000 });
  stopGroup(pid);
}

/** Stops what an earlier command of this set left running; a reused pid is recognised and left alone. */
export async function stopOrphans(set) {
  const kept = recorded(set);
  for (const { pid, birth, file } of Object.values(kept)) {
    const ours = isAlive(pid) && birthOf(pid) === birth && commandLine(pid).includes(file);
    if (ours) await stopProcess(pid, { patience: 10_000 });
    if (ours) stopGroup(pid);
  }
  write(set, {});
}

/** Waits until the api says that it is ready; refuses in one sentence when it ends or stays silent. */
export async function waitUntilReady(api, address) {
  const limit = performance.now() + 90_000;
  while (performance.now() < limit) {
    if (!isAlive(api.pid)) throw diedEarly(api);
    const answer = await fetch(`${address}/ready`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new Refusal(`L’api ne devient pas prête. Son journal : ${api.log}\n${lastWords(api.log)}`);
}

/** The refusal that says which process died, and its last words. */
export function diedEarly({ name, log }) {
  return new Refusal(
    `« ${name} » s’est arrêté de façon inattendue : tout est arrêté, relancez npm start.` +
      (log ? ` Son journal : ${log}\n${lastWords(log)}` : ''),
  );
}

/** The children that a process left in its group: it led that group, so the number is nobody else's while they live. */
function stopGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function lastWords(log) {
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').slice(-3).join('\n') : '';
}

function openLog(log) {
  mkdirSync(dirname(log), { recursive: true });
  return openSync(log, 'w', 0o600);
}

function recordFile(set) {
  return join(dataFolder, set, 'pids.json');
}

function recorded(set) {
  try {
    return JSON.parse(readFileSync(recordFile(set), 'utf8'));
  } catch {
    return {};
  }
}

function remember(set, name, entry) {
  write(set, { ...recorded(set), [name]: entry });
}

function write(set, entries) {
  mkdirSync(join(dataFolder, set), { recursive: true });
  const draft = `${recordFile(set)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(entries, null, 2));
  renameSync(draft, recordFile(set));
}
