/** Programs out of the packages of the system (Debian and its kin): installed by root, unpacked in .data otherwise. */
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
import { delimiter, join, relative } from 'node:path';
import { runQuietly } from './process-tree.mjs';
import { environment, root } from './settings.mjs';
import { Refusal } from './terminal.mjs';

const policyFile = '/usr/sbin/policy-rc.d';
const policyMark = '# Tablée: an install must not start a service';

/**
 * Finds a program on the PATH or in its own folder, or gets it from the packages of the system.
 * @param wish `{ names, packages, folder, missing, inside, service }`: `names` of the program, the best first; `folder` where
 * packages are unpacked without root; `missing(reason)` the sentence for a person when it cannot be had; `inside` where the
 * program stands in an unpacked package (usr/bin unless told); `service` that the package would start by itself
 * @returns `{ path, environment, note }`: the program, what it needs in its environment, how it was found
 */
export async function findProgram(wish) {
  const known = onPath(wish) ?? inPackages(wish);
  if (known) return known;
  if (!existsSync('/usr/bin/apt-get')) throw new Refusal(wish.missing('ce système n’a pas apt-get'));
  if (process.getuid() === 0 && (await installAsRoot(wish))) {
    const installed = onPath(wish);
    if (installed) return { ...installed, note: 'installé par apt-get' };
  }
  await unpackPackages(wish);
  const found = inPackages(wish);
  if (found) return { ...found, note: `paquets Debian dépliés dans ${relative(root, wish.folder)}` };
  throw new Refusal(wish.missing('les paquets téléchargés ne contiennent pas le programme'));
}

function onPath({ names }) {
  const folders = [...(environment.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  for (const path of names.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    if (path.startsWith('/') && isProgram(path)) return { path, environment: {} };
  }
  return null;
}

function inPackages({ names, folder, inside = 'usr/bin' }) {
  const path = names.map((name) => join(folder, inside, name)).find(isProgram);
  if (path === undefined) return null;
  return { path, environment: { LD_LIBRARY_PATH: libraryFolders(folder).join(':') } };
}

function libraryFolders(unpacked) {
  return ['usr/lib', 'lib'].flatMap((name) => {
    const folder = join(unpacked, name);
    if (!existsSync(folder)) return [];
    const inner = readdirSync(folder).filter((entry) => entry.includes('-linux-'));
    return [folder, ...inner.map((entry) => join(folder, entry))];
  });
}

/** A package may start a service of its own: the policy file forbids it while installing. */
async function installAsRoot({ packages, service }) {
  const env = { ...environment, DEBIAN_FRONTEND: 'noninteractive' };
  const ours = writePolicy();
  try {
    await runQuietly('apt-get', ['update', '-q'], { env });
    const made = await runQuietly(
      'apt-get',
      ['install', '-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=60', ...packages],
      { env },
    );
    if (service !== undefined && existsSync('/run/systemd/system')) {
      await runQuietly('systemctl', ['disable', '--now', service]);
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
async function unpackPackages(wish) {
  const { folder } = wish;
  const work = `${folder}.${process.pid}`;
  rmSync(work, { recursive: true, force: true });
  for (const inner of ['root', 'debs', 'lists/partial', 'cache/archives/partial']) {
    mkdirSync(join(work, inner), { recursive: true });
  }
  try {
    await downloadInto(work, wish);
    for (const file of readdirSync(join(work, 'debs')).filter((name) => name.endsWith('.deb'))) {
      await need(wish, 'dpkg', ['-x', join(work, 'debs', file), join(work, 'root')]);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(join(work, 'root'), folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function downloadInto(work, wish) {
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
  await need(wish, 'apt-get', [...own, 'update', '-q']);
  const plan = await need(wish, 'apt-get', [...own, '-s', '--no-install-recommends', 'install', ...wish.packages]);
  const packages = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
  await need(wish, 'apt-get', [...own, '-q', 'download', ...packages], { cwd: join(work, 'debs') });
}

async function need({ missing }, command, args, options = {}) {
  const { code, output } = await runQuietly(command, args, { env: { ...environment, LC_ALL: 'C' }, ...options });
  if (code !== 0) throw new Refusal(missing(output.trim().split('\n').at(-1)));
  return output;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
