/** Compiles the TypeScript of the processes into dist/, which mirrors the tree, with its .sql and .json beside it. */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { toolEnvironment } from './install-packages.mjs';
import { runQuietly } from './process-tree.mjs';
import { root } from './settings.mjs';
import { Refusal, isCommand, runCommand, step } from './terminal.mjs';

/** What runs as a process; web apps have a builder of their own. */
const sources = [
  'apps/api',
  'apps/worker',
  'apps/demonstration',
  'apps/draw',
  'libs',
  'infra',
  'test/bench',
  'test/support',
  'test/faults',
];
const specs = '**/*.spec.ts,**/*.int-spec.ts,**/*.e2e-spec.ts';
const output = join(root, 'dist');
const stampFile = join(output, '.built');

/** Builds when a source has changed since the last whole build; the stamp is written last. */
export function build() {
  return step('Compilation', async () => {
    const folders = sources.filter((folder) => existsSync(join(root, folder)));
    const files = folders.flatMap(filesBelow);
    const wanted = fingerprint(files);
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return { note: 'rien de changé' };
    rmSync(stampFile, { force: true });
    await compile(folders);
    copyAssets(files);
    removeOrphans(new Set(files.map(compiledName)));
    writeFileSync(stampFile, wanted);
    return { note: `${files.filter(isCode).length} fichiers` };
  });
}

async function compile(folders) {
  const { code, output: words } = await runQuietly(
    process.execPath,
    [
      join(root, 'node_modules/@swc/cli/bin/swc.js'),
      ...folders,
      '-d',
      'dist',
      '--extensions',
      '.ts',
      '--ignore',
      specs,
      '-q',
    ],
    { cwd: root, env: toolEnvironment() },
  );
  if (code !== 0) throw new Refusal(`La compilation a échoué :\n${words.trim()}`);
}

function copyAssets(files) {
  for (const file of files.filter((name) => !isCode(name))) {
    const target = join(output, file);
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(root, file), target);
  }
}

/** A file whose source is gone would still be found by whoever loads a folder of migrations. */
function removeOrphans(wanted) {
  if (!existsSync(output)) return;
  for (const folder of sources.filter((name) => existsSync(join(output, name)))) {
    for (const entry of readdirSync(join(output, folder), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const name = path.slice(output.length + 1).replace(/\.map$/, '');
      if (entry.isFile() && !wanted.has(name)) rmSync(path);
    }
  }
}

function filesBelow(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((name) => isCode(name) || isAsset(name))
    .sort();
}

function isCode(name) {
  return name.endsWith('.ts') && !/\.(d|spec|int-spec|e2e-spec)\.ts$/.test(name);
}

function isAsset(name) {
  return /\.(sql|json)$/.test(name) && !/(^|\/)(project|tsconfig[^/]*)\.json$/.test(name);
}

function compiledName(name) {
  return isCode(name) ? name.replace(/\.ts$/, '.js') : name;
}

function fingerprint(files) {
  const hash = createHash('sha256')
    .update(readFileSync(join(root, '.swcrc')))
    .update(process.arch);
  hash.update(readFileSync(join(root, 'node_modules/@swc/core/package.json')));
  for (const file of files) {
    const { size, mtimeMs } = statSync(join(root, file));
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

if (isCommand(import.meta.url)) await runCommand(async () => void (await build()));
