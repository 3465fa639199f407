/** Locks between commands of the same checkout: a file naming one process, void as soon as that process is gone. */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { birthOf, isAlive } from './process-tree.mjs';

/**
 * Tries to take the lock at `path`.
 * @returns a function that gives it back, or null when a living process holds it
 */
function tryLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  if (holder(path) !== null) return null;
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) }));
  try {
    linkSync(mine, path);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return null;
  } finally {
    rmSync(mine, { force: true });
  }
  return () => rmSync(path, { force: true });
}

/** Waits for the lock; `onWait` is called once when another process holds it. */
export async function waitForLock(path, onWait) {
  let told = false;
  for (;;) {
    const release = tryLock(path);
    if (release !== null) return release;
    if (!told) onWait();
    told = true;
    await pause(250);
  }
}

/**
 * Takes the lock, waiting at most `patience` milliseconds (a command being stopped needs a moment);
 * then throws what `refusal` makes of the pid that holds it.
 */
export async function takeLock(path, patience, refusal) {
  const limit = performance.now() + patience;
  for (;;) {
    const release = tryLock(path);
    if (release !== null) return release;
    if (performance.now() > limit) throw refusal(holder(path));
    await pause(200);
  }
}

/** The pid that holds the lock, or null; a lock left by a dead process is removed on the way. */
export function holder(path) {
  let text;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return null;
  }
  const { pid, birth } = parsed(text);
  if (pid !== undefined && isAlive(pid) && birthOf(pid) === birth) return pid;
  rmSync(path, { force: true });
  return null;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
