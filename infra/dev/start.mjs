/** `npm start`: from a bare checkout to twelve funds whose month has run, then up until Ctrl-C. */
import { join } from 'node:path';
import { diedEarly, startApplication, stopApplication, stopOrphans, waitUntilReady } from './applications.mjs';
import { atEnd, isStopping, untilEnd } from './interruption.mjs';
import { takeLock } from './locks.mjs';
import { requirePort } from './ports.mjs';
import { isAlive, runQuietly } from './process-tree.mjs';
import { readSecrets } from './secrets.mjs';
import { startServices, stopServices } from './services.mjs';
import { appEnvironment, apps, dataFolder, environment, fixedPorts, root } from './settings.mjs';
import { setUp } from './setup.mjs';
import { Refusal, duration, runCommand, say, step } from './terminal.mjs';

const set = 'start';
const folder = join(dataFolder, set);

async function main() {
  let up = false;
  await untilEnd(
    async () => {
      await begin();
      up = true;
      await untilSomethingDies();
    },
    () => (up ? 0 : 130),
  );
}

const watched = [];

async function begin() {
  const started = performance.now();
  atEnd(await lockStart());
  const { program } = await setUp();
  await stopOrphans(set);
  await requirePort(fixedPorts.api, 'api');
  atEnd(() => stopServices(set));
  const services = await startServices({ name: set, fixedPorts: true });
  watched.push(...services.processes);
  const secrets = readSecrets();
  const env = { ...environment, ...appEnvironment(services, secrets) };
  const ownerEnv = { ...env, DATABASE_URL: services.databaseUrl, DATABASE_ROLE_PASSWORD: secrets.rolePassword };
  await step('Migrations', () => migrate(program, ownerEnv));
  await startApplications(program, env);
  await demonstrate(program, ownerEnv);
  if (!isStopping()) announce(env, performance.now() - started);
}

function lockStart() {
  return takeLock(
    join(folder, 'start.lock'),
    6_000,
    (pid) =>
      new Refusal(
        `Tablée tourne déjà depuis ce dossier (processus ${pid}), à l’adresse http://localhost:${fixedPorts.api.port} : ` +
          'arrêtez-la par Ctrl-C dans son terminal avant de la relancer.',
      ),
  );
}

async function migrate(program, env) {
  const { code, output } = await runQuietly(program, [join(root, 'dist/infra/database/migrate.js')], {
    cwd: root,
    env,
  });
  if (code !== 0) throw new Refusal(`Les migrations de la base de données ont échoué :\n${output.trim()}`);
}

async function startApplications(program, env) {
  await step('Api et worker', async () => {
    const started = Object.entries(apps).map(([name, file]) => {
      const application = startApplication({
        name,
        set,
        runtime: program,
        file,
        env,
        log: join(folder, 'logs', `${name}.log`),
      });
      atEnd(() => stopApplication(application));
      watched.push(application);
      return application;
    });
    const api = started.find(({ name }) => name === 'api');
    await whileAllLive(waitUntilReady(api, `http://127.0.0.1:${fixedPorts.api.port}`));
  });
}

/** The twelve funds and their month; it writes its own progress and table. */
async function demonstrate(program, env) {
  const demonstration = startApplication({
    name: 'demonstration',
    set,
    runtime: program,
    file: 'dist/apps/demonstration/src/main.js',
    env,
  });
  atEnd(() => stopApplication(demonstration));
  const code = await whileAllLive(demonstration.finished);
  if (code !== 0 && !isStopping()) {
    throw new Refusal(
      `La démonstration s’est arrêtée avant la fin (code ${code}) : relancez npm start, elle reprendra où elle en était.`,
    );
  }
}

function announce(env, elapsed) {
  say('');
  say(`✓ Tablée est prête (${duration(elapsed)})`);
  say(`  Api            ${env.PUBLIC_URL}`);
  say(`  Documentation  ${env.PUBLIC_URL}/docs`);
  say(`  OpenAPI        ${env.PUBLIC_URL}/openapi.json`);
  say(`  Vérificateur   ${env.PUBLIC_URL}/verifier/`);
  say(`  Journaux       ${join(folder, 'logs')}`);
  say('  Ctrl-C arrête tout ; « npm run reset » efface ces données et repart de zéro.');
}

/** Waits for `work`, but not longer than everything it needs is alive. */
async function whileAllLive(work) {
  const controller = new AbortController();
  try {
    return await Promise.race([work, untilSomethingDies(controller.signal)]);
  } finally {
    controller.abort();
  }
}

function untilSomethingDies(signal) {
  return new Promise((_resolve, reject) => {
    const timer = setInterval(() => {
      const dead = watched.find(({ pid }) => !isAlive(pid));
      if (dead === undefined || isStopping()) return;
      clearInterval(timer);
      reject(diedEarly(dead));
    }, 500);
    signal?.addEventListener('abort', () => clearInterval(timer));
  });
}

await runCommand(main);
