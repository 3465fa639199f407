/**
 * The npm packages of the lock file, once. No install script of any package runs: the one thing that is
 * missed, the pinned Node of the package `node`, is asked for here; Postgres links are made when it starts.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { requireDisk } from './ports.mjs';
import { commandLine, folderOf, processesWhere, runQuietly, stopProcess } from './process-tree.mjs';
import { atLeast, environment, oldestRuntimeNode, pinnedNode, root } from './settings.mjs';
import { Refusal, step } from './terminal.mjs';

const modules = join(root, 'node_modules');
const stampFile = join(modules, '.tablee-stamp');
const npmRecord = join(modules, '.package-lock.json');
const pinnedProgram = join(modules, 'node', 'bin', 'node');

/** Installs the packages when the lock file has changed or an install was cut short; then finds the runtime. */
export async function installPackages() {
  const wanted = fingerprint();
  await step('Paquets npm', async () => {
    if (stamp() === wanted) return { note: 'déjà installés' };
    if (matchesLock()) {
      writeStamp(wanted);
      return { note: 'déjà installés' };
    }
    requireDisk(root);
    await install();
    writeStamp(wanted);
    return undefined;
  });
  return step('Node de travail', async () => {
    const runtime = await findRuntime();
    return { runtime, note: runtime.version };
  }).then(({ runtime }) => runtime);
}

/** Environment for npm and the tools: the pinned Node first on the PATH. */
export function toolEnvironment() {
  const path = [join(modules, '.bin'), ...pathWithoutModules()].join(delimiter);
  return { ...environment, PATH: path, NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false' };
}

/**
 * From an empty folder, exactly the lock file. Not `npm ci`: it refuses a lock file that lacks the optional
 * packages of other systems, as npm writes it where the registry at hand does not carry them.
 */
async function install() {
  // The stamp goes first: whatever happens from here on, a half-filled folder is never taken for a whole one.
  rmSync(stampFile, { force: true });
  await stopStrayInstalls();
  rmSync(modules, { recursive: true, force: true });
  const { code, output } = await runQuietly('npm', ['install', '--no-save', '--no-audit', '--no-fund'], {
    cwd: root,
    env: npmEnvironment(),
  });
  if (/ENOSPC/.test(output)) throw Object.assign(new Error('npm'), { code: 'ENOSPC' });
  if (code === 127)
    throw new Refusal('La commande « npm » est introuvable : installez-la (elle accompagne Node), puis relancez.');
  if (code === 0 && matchesLock()) return;
  const cause = output
    .split('\n')
    .filter((line) => /^npm (error|ERR!)/.test(line))
    .slice(0, 6)
    .join('\n');
  throw new Refusal(
    code === 0
      ? 'package-lock.json ne correspond plus à package.json : lancez « npm install », puis relancez la même commande.'
      : `Les paquets npm n’ont pas pu être installés : vérifiez la connexion à Internet, puis relancez.\n${cause || output.trim()}`,
  );
}

/** An npm whose set-up was killed goes on alone, and would fill the folder under our hands. */
async function stopStrayInstalls() {
  const stray = processesWhere(
    (pid) => folderOf(pid).startsWith(root) && commandLine(pid).startsWith('npm install --no-save'),
  );
  for (const pid of stray) await stopProcess(pid, { signal: 'SIGKILL' });
}

/** The pinned Node, else any Node new enough: the one running this, or one on the PATH. */
async function findRuntime() {
  const pinned = pinnedNode();
  if ((await versionOf(pinnedProgram)) !== `v${pinned}`) await fetchPinnedNode(pinned);
  for (const program of [
    pinnedProgram,
    process.execPath,
    ...pathWithoutModules().map((folder) => join(folder, 'node')),
  ]) {
    const version = existsSync(program) ? await versionOf(program) : null;
    if (version !== null && atLeast(version, oldestRuntimeNode)) return { program, version };
  }
  throw new Refusal(
    `Node ${pinned} n’a pas pu être obtenu du registre npm : relancez avec une connexion à Internet, ` +
      `ou installez Node ${oldestRuntimeNode.join('.')} ou plus récent.`,
  );
}

/** Does what the install script of the package `node` does: fetches the program of this machine and links it. */
async function fetchPinnedNode() {
  const folder = join(modules, 'node');
  if (!existsSync(join(folder, 'installArchSpecificPackage.js'))) return;
  await runQuietly(process.execPath, ['installArchSpecificPackage.js'], { cwd: folder, env: npmEnvironment() });
}

async function versionOf(program) {
  if (!existsSync(program)) return null;
  const { code, output } = await runQuietly(program, ['--version']);
  return code === 0 ? output.trim() : null;
}

/** npm must not run on the Node that it is about to replace, nor take `omit=dev` from a production setting. */
function npmEnvironment() {
  const { NODE_ENV: _ignored, ...rest } = environment;
  return { ...rest, PATH: pathWithoutModules().join(delimiter), npm_config_ignore_scripts: 'true' };
}

function pathWithoutModules() {
  return (environment.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !folder.includes('node_modules'));
}

function fingerprint() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

function stamp() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : null;
}

function writeStamp(text) {
  mkdirSync(modules, { recursive: true });
  writeFileSync(`${stampFile}.new`, text);
  renameSync(`${stampFile}.new`, stampFile);
}

/** Whether somebody's own `npm install` already brought every package of the lock file, at its version. */
function matchesLock() {
  if (!existsSync(npmRecord)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(npmRecord);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.link) return true;
    if (!existsSync(join(root, path, 'package.json'))) return entry.optional === true;
    return present[path]?.version === entry.version;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return {};
  }
}
