import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import supertest from 'supertest';
import { redisUrl } from '../support/database-addresses';
import { type FreshDatabase, freshDatabase } from '../support/fresh-database';
import { SEALING_ENVIRONMENT } from '../support/sealing';

const ROOT = join(__dirname, '..', '..');
const children: ChildProcess[] = [];
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await database.drop();
});

/** The compiled api in a process of its own, and all that it says. */
function start(environment: Record<string, string>): { child: ChildProcess; words: () => string } {
  const child = spawn(process.execPath, [join(ROOT, 'dist', 'apps', 'api', 'src', 'main.js')], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: '/usr/bin:/bin', ...environment },
  });
  children.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (words) => (said += String(words)));
  return { child, words: () => said };
}

const good = (): Record<string, string> => ({
  DATABASE_APP_URL: database.appUrl,
  DATABASE_IDENTITY_URL: database.identityUrl,
  REDIS_URL: redisUrl(),
  API_PORT: '0',
  API_CALLS_PER_MINUTE: '1000000',
  PUBLIC_URL: 'http://localhost:3210',
  TABLEE_MODE: 'demonstration',
  ...SEALING_ENVIRONMENT,
});

/** Waits until it says where it listens. */
async function address(words: () => string, child: ChildProcess): Promise<string> {
  while (child.exitCode === null) {
    const [, found] = /listening at (http:\/\/127[^"]+)/.exec(words()) ?? [];
    if (found !== undefined) return found;
    await once(child.stdout ?? child, 'data');
  }
  throw new Error(words());
}

describe('the api as a process', () => {
  it('opens, answers, and stops in order when it is asked to', async () => {
    const { child, words } = start(good());
    const at = await address(words, child);
    await supertest(at).get('/ready').expect(200, { status: 'ok' });
    await supertest(at)
      .get('/docs')
      .expect(200)
      .expect(/swagger-ui/);
    await supertest(at)
      .get('/api/session')
      .expect(401)
      .expect('content-type', /problem\+json/);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }, 30_000);

  it('does not start without its settings, and says in French all that is missing', async () => {
    const { child, words } = start({});
    expect((await once(child, 'close'))[0]).toBe(1);
    for (const name of [
      'DATABASE_APP_URL',
      'DATABASE_IDENTITY_URL',
      'REDIS_URL',
      'PUBLIC_URL',
      'TABLEE_MODE',
      'SEALING_KEYS',
    ]) {
      expect(words()).toContain(`${name} manque`);
    }
    expect(words()).not.toMatch(/\bat .*\.js/);
  }, 30_000);

  it('does not start as the owner of the tables', async () => {
    const { child, words } = start({ ...good(), DATABASE_APP_URL: database.ownerUrl });
    expect((await once(child, 'close'))[0]).toBe(1);
    expect(words()).toMatch(/trop de droits/);
  }, 30_000);
});
