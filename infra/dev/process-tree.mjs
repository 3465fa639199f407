/** Processes of ours: who they are by /proc, how they are asked to stop. A pid alone proves nothing: it may be reused. */
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Whether a process with this pid exists (a zombie does not count). */
export function isAlive(pid) {
  const state = processState(pid);
  return state !== null && state !== 'Z' && state !== 'X';
}

/** The command line of a process, words joined by spaces; empty when there is none. */
export function commandLine(pid) {
  return readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
}

/** The current folder of a process; empty when it cannot be read. */
export function folderOf(pid) {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

/** The pids of this machine for which `isOurs(pid)` holds. */
export function processesWhere(isOurs) {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return pids.filter((pid) => isAlive(pid) && isOurs(pid));
}

/** When the process began, in clock ticks since boot: with the pid it names one process for good. */
export function birthOf(pid) {
  return statFields(pid)?.[19] ?? '';
}

/** The pid of a process's parent. */
export function parentOf(pid) {
  return Number(statFields(pid)?.[1] ?? 0);
}

/**
 * Asks a process to stop and waits for its end; after `patience` milliseconds uses `force`.
 * @returns whether it had to be forced
 */
export async function stopProcess(pid, { signal = 'SIGTERM', patience = 15_000, force = 'SIGKILL' } = {}) {
  if (!isAlive(pid)) return false;
  signalTo(pid, signal);
  if (await ended(pid, patience)) return false;
  signalTo(pid, force);
  await ended(pid, 5_000);
  return true;
}

/** Waits until a process has ended; false when `patience` milliseconds were not enough. */
async function ended(pid, patience) {
  const limit = performance.now() + patience;
  while (isAlive(pid)) {
    if (performance.now() > limit) return false;
    await pause(40);
  }
  return true;
}

/**
 * Runs a command to its end and keeps what it wrote.
 * @returns `{ code, output }`, code 127 when the command does not exist
 */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const parts = [];
    child.stdout.on('data', (part) => parts.push(part));
    child.stderr.on('data', (part) => parts.push(part));
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(parts).toString() }));
  });
}

function signalTo(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function processState(pid) {
  return statFields(pid)?.[0] ?? null;
}

function statFields(pid) {
  const text = readOrEmpty(`/proc/${pid}/stat`);
  if (text === '') return null;
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function readOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
