/**
 * A demonstration that lives apart: on services of its own, from nothing each time, with a worker beside it, and its exit
 * code when it is over. `npm start` may run meanwhile.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { diedEarly, startApplication, stopApplication, stopOrphans } from './applications.mjs';
import { atEnd, isStopping, untilEnd } from './interruption.mjs';
import { takeLock } from './locks.mjs';
import { dropDatabase } from './postgres.mjs';
import { runQuietly } from './process-tree.mjs';
import { readSecrets } from './secrets.mjs';
import { givenAddress, startServices, stopServices } from './services.mjs';
import { appEnvironment, apps, dataFolder, environment, fallbackFolder, root } from './settings.mjs';
import { setUp } from './setup.mjs';
import { Refusal, duration, runCommand, say, step } from './terminal.mjs';

/**
 * Runs `dist/apps/demonstration/src/<set>.js` to its end.
 * @param {{ set: string, what: string }} demonstration its name, and what it is called at the head of a sentence
 */
export const liveApart = (demonstration) =>
  runCommand(() =>
    untilEnd(
      () => live(demonstration),
      () => 130,
    ),
  );

async function live({ set, what }) {
  const started = performance.now();
  const refusal = (pid) => new Refusal(`${what} se vit déjà (processus ${pid}) : attendez sa fin.`);
  atEnd(await takeLock(join(dataFolder, `${set}.lock`), 6_000, refusal));
  const { program } = await setUp();
  await step('Table rase', () => fromNothing(set));
  atEnd(() => stopServices(set));
  // What is made here is thrown away: no need to wait for the disk.
  const services = await startServices({ name: set, durable: false });
  const secrets = readSecrets();
  const env = { ...environment, ...appEnvironment(services, secrets), WORKER_RELAY_EVERY_MS: '60', LOG_LEVEL: 'warn' };
  await step('Migrations', () =>
    migrate(program, { ...env, DATABASE_URL: services.databaseUrl, DATABASE_ROLE_PASSWORD: secrets.rolePassword }),
  );
  const begin = (wish) => beginApplication({ ...wish, set, runtime: program, env });
  const worker = begin({ name: 'worker', file: apps.worker, log: join(dataFolder, set, 'logs', 'worker.log') });
  const lived = begin({ name: set, file: `dist/apps/demonstration/src/${set}.js` });
  const code = await Promise.race([lived.finished, deathOf(worker)]);
  if (!isStopping())
    say(`${code === 0 ? '✓' : '✗'} ${what} de démonstration (${duration(performance.now() - started)})`);
  return code;
}

/** Whatever an earlier one left, also one that was killed. */
async function fromNothing(set) {
  await stopOrphans(set);
  await stopServices(set);
  for (const place of [dataFolder, fallbackFolder]) rmSync(join(place, set), { recursive: true, force: true });
  const given = givenAddress(set, 'DATABASE_URL');
  if (given) await dropDatabase(given);
}

async function migrate(program, env) {
  const file = join(root, 'dist/infra/database/migrate.js');
  const { code, output } = await runQuietly(program, [file], { cwd: root, env });
  if (code !== 0) throw new Refusal(`Les migrations de la base de données ont échoué :\n${output.trim()}`);
}

function beginApplication(wish) {
  const application = startApplication(wish);
  atEnd(() => stopApplication(application));
  return application;
}

async function deathOf(application) {
  await application.finished;
  if (isStopping()) return new Promise(() => undefined);
  throw diedEarly(application);
}
