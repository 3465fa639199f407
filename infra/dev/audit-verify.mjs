/**
 * `npm run audit:verify -- [fund [seq:hash]]`: re-reads the record of acts of the database of DATABASE_APP_URL, or of a
 * running `npm start`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readSecrets } from './secrets.mjs';
import { startServices } from './services.mjs';
import { appEnvironment, environment, fixedPorts, root } from './settings.mjs';
import { setUp } from './setup.mjs';
import { Refusal, runCommand, speakOnStandardError } from './terminal.mjs';

async function main() {
  speakOnStandardError();
  const given = environment.DATABASE_APP_URL ? {} : await ofRunningStart();
  const { program } = await setUp();
  const file = join(root, 'dist', 'apps', 'worker', 'src', 'verify-audit.js');
  const env = { ...environment, ...given };
  const { status } = spawnSync(program, [file, ...process.argv.slice(2)], { cwd: root, env, stdio: 'inherit' });
  return status ?? 2;
}

async function ofRunningStart() {
  const answer = await fetch(`http://127.0.0.1:${fixedPorts.api.port}/health`).catch(() => null);
  if (!answer?.ok) {
    throw new Refusal('Donnez DATABASE_APP_URL, ou lancez d’abord « npm start » : il n’y a rien à vérifier.');
  }
  return appEnvironment(await startServices({ name: 'start', fixedPorts: true }), readSecrets());
}

await runCommand(main);
