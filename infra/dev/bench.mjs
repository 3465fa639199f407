/** `npm run bench`: the measures of test/bench on services of their own, fully durable, on the disk of this machine. */
import { join } from 'node:path';
import { startApplication, stopApplication, stopOrphans } from './applications.mjs';
import { atEnd, untilEnd } from './interruption.mjs';
import { takeLock } from './locks.mjs';
import { serviceVariables, startServices, stopServices } from './services.mjs';
import { dataFolder } from './settings.mjs';
import { toolEnvironment } from './install-packages.mjs';
import { setUp } from './setup.mjs';
import { Refusal, runCommand } from './terminal.mjs';

const set = 'bench';

async function measure() {
  const refusal = (pid) => new Refusal(`Des mesures sont déjà en cours (processus ${pid}) : attendez leur fin.`);
  atEnd(await takeLock(join(dataFolder, set, 'bench.lock'), 6_000, refusal));
  const { program } = await setUp();
  await stopOrphans(set);
  atEnd(() => stopServices(set));
  const services = await startServices({ name: set });
  const env = { ...toolEnvironment(), ...serviceVariables(services) };
  const file = 'dist/test/bench/main.js';
  const bench = startApplication({ name: 'bench', set, runtime: program, file, args: process.argv.slice(2), env });
  atEnd(() => stopApplication(bench));
  return bench.finished;
}

await runCommand(() => untilEnd(measure, () => 130));
