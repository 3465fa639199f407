/** What must be stopped before this command ends, however it ends: last begun, first stopped. */
import { environment } from './settings.mjs';
import { say } from './terminal.mjs';

const cleanups = [];
let stopping = null;

/** Registers work for the end of the command. */
export function atEnd(cleanup) {
  cleanups.push(cleanup);
}

/** Does all registered work once, newest first; later calls wait for the same end. */
export function stopEverything() {
  stopping ??= (async () => {
    while (cleanups.length > 0) await cleanups.pop()();
  })();
  return stopping;
}

/** Whether the end has begun: what dies from now on dies on purpose. */
export function isStopping() {
  return stopping !== null;
}

/**
 * Ctrl-C, SIGTERM, a closed terminal or the death of the npm that started us: stop everything, then leave.
 * @param exitCode of a stop on request, read at that moment
 */
export function stopOnRequest(exitCode) {
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

/** An npm killed with SIGKILL tells nobody; its child would hold ports and locks for ever. */
function watchParent(leave) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && leave(), 1_000).unref();
}
