// The pages that anyone may open: files made by infra/dev/build-web.mjs, served as they are, each under its own path.
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Access } from '../sign-in/access';

/** A web app: where it is served, from which folder of dist/web, and who may read its files. */
export interface WebPages {
  readonly path: `/${string}/`;
  readonly app: string;
  readonly mayRead: Access;
}

/** The verifier holds nothing of anybody: whoever opens it brings the record. */
export const WEB_PAGES: readonly WebPages[] = [{ path: '/verifier/', app: 'public-web', mayRead: 'anyone' }];

/** Scripts, styles and pictures of our own, as files; nothing inline, no markup made from text, no calls elsewhere. */
export const PAGES_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";

const A_YEAR_SECONDS = 31_536_000;

/** Whether an address is that of a page or of a file of one. */
export function isOfPages(url: string): boolean {
  return WEB_PAGES.some(({ path }) => url.startsWith(path));
}

/** Serves the pages that were built; where one was not, its address answers as any that is unknown. */
export async function serveWebPages(app: NestFastifyApplication): Promise<void> {
  for (const { path, app: name } of WEB_PAGES) {
    const root = folderOf(name);
    if (root === undefined) continue;
    await app.register(fastifyStatic, {
      root,
      prefix: path.slice(0, -1), // without its slash it leads to the one with it
      redirect: true,
      decorateReply: false,
      dotfiles: 'ignore',
      index: ['index.html'],
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, file) => void reply.header('cache-control', lastingOf(file)),
    });
  }
}

/** A file with a hash in its name never changes; a page is asked for anew each time. */
function lastingOf(file: string): string {
  return /[/\\]assets[/\\]/.test(file) ? `public, max-age=${A_YEAR_SECONDS}, immutable` : 'no-cache';
}

/** Beside the compiled api, or in dist/ where it runs from its sources. */
function folderOf(name: string): string | undefined {
  const above = join(__dirname, '..', '..', '..', '..');
  return ['web', 'dist/web'].map((folder) => join(above, folder, name)).find((folder) => existsSync(folder));
}
