import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WEB_PAGES } from '../../apps/api/src/http/web-pages';
import { buildWeb, ROOT } from '../support/dev-scripts';
import { type Answer, type FrontDoor, openFrontDoor } from './front-door';

let door: FrontDoor;

beforeAll(async () => {
  await buildWeb();
  door = await openFrontDoor({ publicUrl: 'https://caisse.example' });
}, 120_000);
afterAll(() => door.close());

const get = (url: string, headers: Record<string, string> = {}): Promise<Answer> =>
  door.visitor().get(url, { headers });

/** The files that were built of an app, without their compressed forms. */
const built = (app: string): string[] =>
  readdirSync(join(ROOT, 'dist', 'web', app), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^[^.].*\.(html|js|css|svg|ttf)$/.test(name),
  );

describe('the pages that anyone may open', () => {
  it('say who may read them, and every file of theirs answers without a session', async () => {
    for (const { path, app, mayRead } of WEB_PAGES) {
      expect(mayRead).toBe('anyone');
      const files = built(app);
      expect(files.length).toBeGreaterThan(3);
      for (const file of files) expect((await get(`${path}${file}`)).status).toBe(200);
    }
  });

  it('may run and load files of ours only, and nothing that is written into them', async () => {
    const { headers, text } = await get('/verifier/');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
    );
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
    });
    expect(text).not.toMatch(/<style|<script(?![^>]* src=)|\son\w+=|\sstyle=|javascript:/i);
    expect(text).not.toMatch(/(src|href)="https?:/);
  });

  it('are asked for anew each time; their parts carry a hash in their names and are kept', async () => {
    const page = await get('/verifier/');
    expect(page.headers['cache-control']).toBe('no-cache');
    const parts = [...page.text.matchAll(/(?:src|href)="(\/verifier\/[^"]+)"/g)].map(([, part]) => part ?? '');
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) {
      expect(part).toMatch(/\/assets\/[\w-]+-[\w-]{8}\.\w+$/);
      const { status, headers } = await get(part);
      expect([status, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    }
  });

  it('come compressed to whoever can read that', async () => {
    const { text } = await get('/verifier/');
    const script = /src="([^"]+\.js)"/.exec(text)?.[1] ?? '';
    const plain = await get(script);
    const squeezed = await get(script, { 'accept-encoding': 'br' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(squeezed.headers['content-encoding']).toBe('br');
    expect(Number(squeezed.headers['content-length'])).toBeLessThan(Number(plain.headers['content-length']) / 2);
  });

  it('are found with and without the last slash', async () => {
    const { status, headers } = await get('/verifier');
    expect([status, headers['location']]).toEqual([301, '/verifier/']);
  });

  it('give away nothing that is not one of their files', async () => {
    expect(existsSync(join(ROOT, 'dist/web/public-web/.built'))).toBe(true);
    for (const path of ['.built', '../.built', '..%2f.built', '%2e%2e/public-web/.built', 'assets/', 'rien.js']) {
      const answer = await get(`/verifier/${path}`);
      expect([path, answer.status, answer.headers['cache-control']]).toEqual([path, 404, 'no-store']);
      expect(answer.body['code']).toBe('address-unknown');
    }
    expect((await get('/verifier/../../../package.json')).text).not.toContain('"dependencies"');
  });

  it('are in the image of the api', () => {
    const image = readFileSync(join(ROOT, 'infra/images/api.Dockerfile'), 'utf8');
    expect(image).toContain('RUN node infra/dev/build.mjs && node infra/dev/build-web.mjs\n');
    expect(image).toContain('COPY --from=build /tablee/dist ./dist\n');
  });
});
