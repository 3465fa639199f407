/**
 * `npm test`: sets itself up, then types, lint and format, unit specs, and everything that needs services.
 * `npm test -- --only unit,integration` runs some parts, `npm test -- test/api` the specs whose path contains it.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startApplication, stopApplication, stopOrphans } from './applications.mjs';
import { toolEnvironment } from './install-packages.mjs';
import { atEnd, untilEnd } from './interruption.mjs';
import { takeLock } from './locks.mjs';
import { serviceVariables, startServices } from './services.mjs';
import { dataFolder, root } from './settings.mjs';
import { setUp } from './setup.mjs';
import { Refusal, duration, runCommand, say } from './terminal.mjs';
import { countsOf, resultFile, resultsFolder, unitCounts } from './test-results.mjs';

const set = 'test';
const statics = { name: 'static', targets: ['build', 'typecheck', 'lint', 'house'] };

async function main() {
  const wish = readWish(process.argv.slice(2));
  const refusal = (pid) =>
    new Refusal(`Des tests tournent déjà dans ce dossier (processus ${pid}) : attendez leur fin.`);
  atEnd(await takeLock(join(dataFolder, set, 'test.lock'), 6_000, refusal));
  const { program } = await setUp();
  await stopOrphans(set);
  rmSync(resultsFolder, { recursive: true, force: true });
  mkdirSync(resultsFolder, { recursive: true });
  const outcomes = [];
  if (wants(wish, statics.name)) outcomes.push(await nx(program, statics.name, statics.targets));
  // With a path given jest itself chooses the specs; whole unit runs go through Nx, which remembers them.
  if (wish.paths.length === 0 && wants(wish, 'unit')) outcomes.push(await nx(program, 'unit', ['test']));
  await runServed(program, wish, outcomes);
  return summarise(outcomes);
}

/** The jest projects one after the other: fault tests must not slow the others, nor these hurry them. */
async function runServed(program, wish, outcomes) {
  const projects = jestProjects().filter((name) => wants(wish, name) && (name !== 'unit' || wish.paths.length > 0));
  if (projects.length === 0) return;
  const services = await startServices({ name: set, durable: false });
  atEnd(services.stop);
  const env = { ...toolEnvironment(), ...serviceVariables(services), NODE_ENV: 'test' };
  for (const name of projects) outcomes.push(await jest(program, name, { env, paths: wish.paths }));
}

async function nx(program, name, targets) {
  const args = ['run-many', '-t', ...targets, '--output-style=static'];
  const env = { ...toolEnvironment(), NODE_ENV: 'test' };
  const outcome = await timed(name, { runtime: program, file: 'node_modules/nx/dist/bin/nx.js', args, env });
  return { ...outcome, ...(name === 'unit' ? unitCounts() : {}) };
}

async function jest(program, name, { env, paths }) {
  const file = resultFile(name);
  const args = [
    'node_modules/jest/bin/jest.js',
    '-c',
    'jest.config.cjs',
    '--selectProjects',
    name,
    // Jest leaves a core free by itself, which on two is half of them; specs wait for Postgres as much as they work.
    `--maxWorkers=${name === 'faults' ? 1 : '100%'}`,
    '--passWithNoTests',
    '--json',
    `--outputFile=${file}`,
    ...paths,
  ];
  const outcome = await timed(name, { runtime: program, file: args[0], args: args.slice(1), env, quiet: true });
  return { ...outcome, ...countsOf(file) };
}

async function timed(name, { runtime, file, args, env, quiet = false }) {
  say(`\n── ${name}`);
  const started = performance.now();
  const child = startApplication({
    name: `${set}-${name}`,
    set,
    runtime,
    flags: ['--experimental-vm-modules'],
    file,
    args,
    env,
    quiet,
  });
  atEnd(() => stopApplication(child));
  const code = await child.finished;
  return { name, code, milliseconds: performance.now() - started };
}

function summarise(outcomes) {
  const passed = sum(outcomes, 'passed');
  const broken = outcomes.filter(({ code, failed = 0 }) => code !== 0 && failed === 0);
  const failed = sum(outcomes, 'failed');
  say('');
  for (const outcome of outcomes) say(summaryLine(outcome));
  if (passed + failed === 0 && outcomes.some(({ passed: count }) => count !== undefined))
    say('✗ aucun test n’a été exécuté');
  say('');
  say(`${passed} passed, ${failed} failed`);
  const ran = passed + failed > 0 || outcomes.every(({ name }) => name === statics.name);
  return broken.length === 0 && failed === 0 && ran && outcomes.length > 0 ? 0 : 1;
}

function summaryLine({ name, code, milliseconds, passed, failed = 0 }) {
  const mark = code === 0 && failed === 0 ? '✓' : '✗';
  const counts = passed === undefined ? '' : `${passed} réussis${failed > 0 ? `, ${failed} échoués` : ''}`;
  return `${mark} ${name.padEnd(14)}${duration(milliseconds).padStart(12)}  ${counts}`;
}

function sum(outcomes, key) {
  return outcomes.reduce((total, outcome) => total + (outcome[key] ?? 0), 0);
}

function wants({ only, paths }, name) {
  if (only.length > 0) return only.includes(name);
  return paths.length === 0 || name !== statics.name;
}

function readWish(words) {
  const at = words.indexOf('--only');
  const only = at === -1 ? [] : (words[at + 1] ?? '').split(',').filter(Boolean);
  const paths = at === -1 ? words : words.toSpliced(at, 2);
  const known = [statics.name, ...jestProjects()];
  const stranger = only.find((name) => !known.includes(name));
  if (stranger !== undefined || (at !== -1 && only.length === 0)) {
    throw new Refusal(
      `« --only » attend une ou plusieurs de ces parties, séparées par des virgules : ${known.join(', ')}.`,
    );
  }
  return { only, paths };
}

function jestProjects() {
  return createRequire(import.meta.url)(join(root, 'jest.config.cjs')).projects.map(({ displayName }) => displayName);
}

await runCommand(() => untilEnd(main, () => 130));
