/** Builds the web apps into dist/web/<app>: files with hashed names, each also compressed, that the api serves as they are. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { toolEnvironment } from './install-packages.mjs';
import { runQuietly } from './process-tree.mjs';
import { root } from './settings.mjs';
import { Refusal, isCommand, runCommand, step } from './terminal.mjs';

/** Each web app with the path at which it is served (apps/api/src/http/web-pages.ts says the same). */
const webApps = { 'public-web': '/verifier/' };

const output = join(root, 'dist', 'web');
/** What the pages are made of beside their own folder: the libs whose browser.ts they import, and the tools. */
const around = ['libs/domain/src', 'infra/dev/build-web.mjs', 'tsconfig.base.json', 'package-lock.json'];

/** Builds each web app of which something has changed; a stamp of its own, written last, remembers what it was built of. */
export function buildWeb() {
  return step('Pages web', async () => {
    const stale = Object.keys(webApps).filter((app) => stampOf(app) !== fingerprint(app));
    for (const app of stale) await buildOne(app);
    return { note: stale.length === 0 ? 'rien de changé' : stale.join(', ') };
  });
}

/** Built beside and then moved: whoever reads the folder meanwhile never finds half a page. */
async function buildOne(app) {
  const wanted = fingerprint(app);
  const work = join(output, `.${app}.${process.pid}`);
  const words = ['build', join(root, 'apps', app), '--base', webApps[app], '--outDir', work, '--emptyOutDir'];
  try {
    const { code, output: said } = await runQuietly(
      process.execPath,
      [join(root, 'node_modules/vite/bin/vite.js'), ...words, '--logLevel', 'warn'],
      { cwd: root, env: { ...toolEnvironment(), NODE_ENV: 'production' } },
    );
    if (code !== 0) throw new Refusal(`Les pages de « ${app} » ne se compilent pas :\n${said.trim()}`);
    compress(work);
    writeFileSync(join(work, '.built'), wanted);
    rmSync(join(output, app), { recursive: true, force: true });
    renameSync(work, join(output, app));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function compress(folder) {
  for (const file of filesBelow(folder)) {
    const bytes = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(bytes));
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

function stampOf(app) {
  const file = join(output, app, '.built');
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

function fingerprint(app) {
  const hash = createHash('sha256');
  for (const path of [`apps/${app}`, ...around].map((name) => join(root, name))) {
    for (const file of statSync(path).isDirectory() ? filesBelow(path) : [path]) {
      const { size, mtimeMs } = statSync(file);
      hash.update(`${file.slice(root.length)} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

if (isCommand(import.meta.url)) await runCommand(async () => void (await buildWeb()));
