/**
 * `npm run demo:year`: twelve demonstration funds live twelve months through the worker's queue, on services of their own,
 * from nothing each time; a table per fund, and exit code 1 when books are off. `npm start` may run meanwhile.
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

const set = 'year';
const folder = join(dataFolder, set);

async function live() {
  const started = performance.now();
  const refusal = (pid) => new Refusal(`Une année se vit déjà (processus ${pid}) : attendez sa fin.`);
  atEnd(await takeLock(join(dataFolder, 'year.lock'), 6_000, refusal));
  const { program } = await setUp();
  await step('Table rase', fromNothing);
  atEnd(() => stopServices(set));
  // What is made here is thrown away: no need to wait for the disk.
  const services = await startServices({ name: set, durable: false });
  const secrets = readSecrets();
  const env = { ...environment, ...appEnvironment(services, secrets), WORKER_RELAY_EVERY_MS: '60', LOG_LEVEL: 'warn' };
  await step('Migrations', () =>
    migrate(program, { ...env, DATABASE_URL: services.databaseUrl, DATABASE_ROLE_PASSWORD: secrets.rolePassword }),
  );
  const worker = begin(program, env, { name: 'worker', file: apps.worker, log: join(folder, 'logs', 'worker.log') });
  const year = begin(program, env, { name: 'year', file: 'dist/apps/demonstration/src/year.js' });
  const code = await Promise.race([year.finished, deathOf(worker)]);
  if (!isStopping())
    say(`${code === 0 ? '✓' : '✗'} Une année de démonstration (${duration(performance.now() - started)})`);
  return code;
}

/** Whatever an earlier year left, also one that was killed. */
async function fromNothing() {
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

function begin(program, env, wish) {
  const application = startApplication({ ...wish, set, runtime: program, env });
  atEnd(() => stopApplication(application));
  return application;
}

async function deathOf(application) {
  await application.finished;
  if (isStopping()) return new Promise(() => undefined);
  throw diedEarly(application);
}

await runCommand(() => untilEnd(live, () => 130));
