/** Finds a Redis server, or gets one from the packages of the system: installed by root, unpacked in .data otherwise. */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { runQuietly } from './process-tree.mjs';
import { dataFolder, environment, redisMajor } from './settings.mjs';
import { Refusal } from './terminal.mjs';

const names = ['redis-server', 'valkey-server'];
const unpacked = join(dataFolder, 'packages');
const policyFile = '/usr/sbin/policy-rc.d';
const policyMark = '# Tablée: an install must not start a service';

/** @returns `{ path, environment, note }`: the server's program, what it needs in its environment, how it was found */
export async function findRedis() {
  const known = onPath() ?? inPackages();
  if (known) return known;
  if (!existsSync('/usr/bin/apt-get')) throw noRedis('ce système n’a pas apt-get');
  if (process.getuid() === 0 && (await installAsRoot())) {
    const installed = onPath();
    if (installed) return { ...installed, note: 'installé par apt-get' };
  }
  await unpackPackages();
  const found = inPackages();
  if (found) return { ...found, note: 'paquets Debian dépliés dans .data/packages' };
  throw noRedis('les paquets téléchargés ne contiennent pas de serveur');
}

function onPath() {
  const folders = [...(environment.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    if (path.startsWith('/') && isProgram(path)) return { path, environment: {} };
  }
  return null;
}

function inPackages() {
  const path = names.map((name) => join(unpacked, 'usr/bin', name)).find(isProgram);
  if (path === undefined) return null;
  return { path, environment: { LD_LIBRARY_PATH: libraryFolders().join(':') } };
}

function libraryFolders() {
  return ['usr/lib', 'lib'].flatMap((name) => {
    const folder = join(unpacked, name);
    if (!existsSync(folder)) return [];
    const inner = readdirSync(folder).filter((entry) => entry.includes('-linux-'));
    return [folder, ...inner.map((entry) => join(folder, entry))];
  });
}

/** The package would start a Redis of its own on 6379: the policy file forbids it while installing. */
async function installAsRoot() {
  const env = { ...environment, DEBIAN_FRONTEND: 'noninteractive' };
  const ours = writePolicy();
  try {
    await runQuietly('apt-get', ['update', '-q'], { env });
    const made = await runQuietly(
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=60', 'redis-server'],
      { env },
    );
    if (existsSync('/run/systemd/system')) {
      await runQuietly('systemctl', ['disable', '--now', 'redis-server']);
    }
    return made.code === 0;
  } finally {
    if (ours) rmSync(policyFile, { force: true });
  }
}

function writePolicy() {
  if (existsSync(policyFile) && !readFileSync(policyFile, 'utf8').includes(policyMark)) return false;
  writeFileSync(policyFile, `#!/bin/sh\n${policyMark}\nexit 101\n`, { mode: 0o755 });
  return true;
}

/** Without root: apt with lists of its own downloads the missing packages, dpkg unpacks them; no system file is touched. */
async function unpackPackages() {
  const work = `${unpacked}.${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  for (const folder of ['root', 'debs', 'lists/partial', 'cache/archives/partial']) {
    mkdirSync(join(work, folder), { recursive: true });
  }
  try {
    await downloadInto(work);
    for (const file of readdirSync(join(work, 'debs')).filter((name) => name.endsWith('.deb'))) {
      await need('dpkg', ['-x', join(work, 'debs', file), join(work, 'root')]);
    }
    rmSync(unpacked, { recursive: true, force: true });
    renameSync(join(work, 'root'), unpacked);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function downloadInto(work) {
  const own = [
    '-o',
    `Dir::State::lists=${join(work, 'lists')}`,
    '-o',
    `Dir::Cache=${join(work, 'cache')}`,
    '-o',
    'Dir::State::status=/var/lib/dpkg/status',
    '-o',
    'APT::Sandbox::User=',
    '-o',
    'Debug::NoLocking=1',
  ];
  await need('apt-get', [...own, 'update', '-q']);
  const plan = await need('apt-get', [...own, '-s', '--no-install-recommends', 'install', 'redis-server']);
  const packages = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
  await need('apt-get', [...own, '-q', 'download', ...packages], { cwd: join(work, 'debs') });
}

async function need(command, args, options = {}) {
  const { code, output } = await runQuietly(command, args, { env: { ...environment, LC_ALL: 'C' }, ...options });
  if (code !== 0) throw noRedis(output.trim().split('\n').at(-1));
  return output;
}

function noRedis(reason) {
  return new Refusal(
    `Il manque un serveur Redis (${redisMajor} ou plus, ou Valkey) et il n’a pas pu être obtenu (${reason}) : ` +
      'installez « redis-server », ou donnez l’adresse d’un Redis existant dans REDIS_URL.',
  );
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
