/** What must be stopped before a command ends, however it ends: last begun, first stopped. */
import { birthOf, parentOf } from './process-tree.mjs';
import { environment } from './settings.mjs';
import { say } from './terminal.mjs';

const cleanups = [];
let stopping = null;

/** Registers work for the end of the command. */
export function atEnd(cleanup) {
  cleanups.push(cleanup);
}

/**
 * Runs a command's work and stops at its end whatever it began, also when asked to leave in the middle.
 * @param exitCode gives the code of a stop on request, read at that moment
 */
export async function untilEnd(work, exitCode) {
  stopOnRequest(exitCode);
  try {
    return await work();
  } catch (error) {
    // Whoever asked to stop also broke what was under way: its complaints are no news, and the exit is near.
    if (isStopping()) await new Promise(() => {});
    throw error;
  } finally {
    await stopEverything();
  }
}

/** Does all registered work once, newest first; later calls wait for the same end. */
function stopEverything() {
  stopping ??= (async () => {
    while (cleanups.length > 0) await cleanups.pop()();
  })();
  return stopping;
}

/** Whether the end has begun: what dies from now on dies on purpose. */
export function isStopping() {
  return stopping !== null;
}

/** Ctrl-C, SIGTERM, a closed terminal or the death of the npm that started us: stop everything, then leave. */
function stopOnRequest(exitCode) {
  const leave = async () => {
    if (isStopping()) return;
    say('\nArrêt en cours…');
    const code = exitCode();
    await stopEverything().catch((error) => {
      process.stderr.write(`${error.message}\n`);
      process.exit(1);
    });
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, leave);
  if (environment.npm_command !== undefined) watchParent(leave);
}

/** An npm killed with SIGKILL tells nobody, and its child would hold ports and locks for ever: it is watched from here. */
function watchParent(leave) {
  const shell = process.ppid;
  const watched = [shell, parentOf(shell)].map((pid) => ({ pid, birth: birthOf(pid) }));
  const gone = () => watched.some(({ pid, birth }) => birthOf(pid) !== birth);
  setInterval(() => gone() && leave(), 500).unref();
}
