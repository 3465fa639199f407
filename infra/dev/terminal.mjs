/** What the set-up says: one line a step with its duration, one sentence for a refusal. */
import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** A refusal whose message is a whole sentence for the person at the terminal: what is wrong, what to do. */
export class Refusal extends Error {}

const interactive = process.stdout.isTTY === true;
const voice = { out: process.stdout };

/** Sends what follows to standard error, for commands whose output is read by a program. */
export function speakOnStandardError() {
  voice.out = process.stderr;
}

/** Prints one plain line. */
export function say(line) {
  voice.out.write(`${line}\n`);
}

/**
 * Runs `work` as one step: prints its tick and duration when done. What `work` returns as `{ note }`
 * is shown behind the title. Errors pass on.
 */
export async function step(title, work) {
  const started = performance.now();
  const live = interactive && voice.out === process.stdout;
  if (live) voice.out.write(`… ${title}`);
  try {
    const result = await work();
    const note = result?.note ? ` · ${result.note}` : '';
    finish(live, `✓ ${title}${note} (${duration(performance.now() - started)})`);
    return result;
  } catch (error) {
    finish(live, `✗ ${title} (${duration(performance.now() - started)})`);
    throw error;
  }
}

/** Milliseconds as people read them: `0,8 s`, `2 min 05 s`. */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1).replace('.', ',')} s`;
  const minutes = Math.floor(seconds / 60);
  return `${minutes} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`;
}

/** The sentence for any error: a refusal says itself, a full disk or a closed folder is named, the rest in full. */
function sentenceOf(error) {
  if (error instanceof Refusal) return error.message;
  if (error?.code === 'ENOSPC') {
    return 'Le disque est plein : libérez au moins 500 Mo, puis relancez la même commande.';
  }
  if (error?.code === 'EACCES' || error?.code === 'EPERM') {
    return `Accès refusé à ${error.path ?? 'un fichier'} : relancez avec l’utilisateur à qui appartient ce dossier.`;
  }
  return error?.stack ?? String(error);
}

/** Whether the module at `url` is the command itself, not a part of another. */
export function isCommand(url) {
  return process.argv[1] !== undefined && url === pathToFileURL(realpathSync(process.argv[1])).href;
}

/** Runs a command's `main`; a refusal becomes one sentence and exit code 1. */
export async function runCommand(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(`\n✗ ${sentenceOf(error)}\n`);
    process.exitCode = 1;
  }
}

function finish(live, line) {
  voice.out.write(live ? `\r\u001b[2K${line}\n` : `${line}\n`);
}
