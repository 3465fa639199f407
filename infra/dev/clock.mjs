/** `npm run clock -- 2026-12-05 [demo-flers]`: moves the clocks of the demonstration funds of a running `npm start`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readSecrets } from './secrets.mjs';
import { startServices } from './services.mjs';
import { appEnvironment, environment, fixedPorts, root } from './settings.mjs';
import { setUp } from './setup.mjs';
import { Refusal, runCommand, speakOnStandardError } from './terminal.mjs';

async function main() {
  speakOnStandardError();
  await requireRunning();
  const { program } = await setUp();
  const services = await startServices({ name: 'start', fixedPorts: true });
  const env = { ...environment, ...appEnvironment(services, readSecrets()) };
  const file = join(root, 'dist', 'apps', 'demonstration', 'src', 'move-clock.js');
  const { status } = spawnSync(program, [file, ...process.argv.slice(2)], { cwd: root, env, stdio: 'inherit' });
  return status ?? 1;
}

async function requireRunning() {
  const answer = await fetch(`http://127.0.0.1:${fixedPorts.api.port}/health`).catch(() => null);
  if (!answer?.ok) throw new Refusal(`Tablée ne tourne pas : lancez d’abord « npm start » (dans ${root}).`);
}

await runCommand(main);
