import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { randomInt } from 'node:crypto';
import { redisUrl } from '../support/database-addresses';
import { type FrontDoor, openFrontDoor } from './front-door';

let door: FrontDoor;
const redis = new Redis(redisUrl());

const anAddress = (): string => `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}`;
const aLogin = (): string => `quelquun-${randomInt(1_000_000_000)}@flers.example`;

afterEach(() => door.close());
afterAll(() => redis.disconnect());

describe('somebody who tries passwords', () => {
  beforeEach(async () => {
    door = await openFrontDoor({ signInsPerMinute: 5 });
  });

  it('may try exactly five times a minute, even fifty at once, and is told how long to wait', async () => {
    const address = anAddress();
    const login = aLogin();
    const tries = await Promise.all(
      Array.from({ length: 50 }, () => door.visitor(address).signIn(login, undefined, 'pas la bonne phrase')),
    );
    const refused = tries.filter(({ status }) => status === 429);
    expect({ tried: tries.filter(({ status }) => status === 401).length, refused: refused.length }).toEqual({
      tried: 5,
      refused: 45,
    });
    expect(refused[0]?.body).toMatchObject({ code: 'too-many-calls', retryAfterSeconds: expect.any(Number) });
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
  }, 30_000);

  it('does not shut the owner out who signs in from elsewhere', async () => {
    const login = aLogin();
    await door.person(login);
    const thief = anAddress();
    for (let round = 0; round < 6; round += 1)
      await door.visitor(thief).signIn(login, undefined, 'pas la bonne phrase');
    expect((await door.visitor(thief).signIn(login)).status).toBe(429);
    expect((await door.visitor(anAddress()).signIn(login)).status).toBe(200);
  });

  it('is not let off by changing the login each time', async () => {
    const address = anAddress();
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => door.visitor(address).signIn(aLogin(), undefined, 'pas la bonne phrase')),
    );
    expect(answers.filter(({ status }) => status === 401).length).toBe(30);
  }, 30_000);

  it('who remembers it in the end may go on signing in', async () => {
    const address = anAddress();
    const login = aLogin();
    await door.person(login);
    for (let round = 0; round < 12; round += 1) expect((await door.visitor(address).signIn(login)).status).toBe(200);
  });
});

describe('somebody who calls without end', () => {
  it('is slowed down, whatever cookies they make up', async () => {
    door = await openFrontDoor({ callsPerMinute: 20 });
    const address = anAddress();
    const statuses: number[] = [];
    for (let round = 0; round < 25; round += 1) {
      const visitor = door.visitor(address);
      visitor.cookie = `sid=${randomInt(1_000_000_000)}`;
      statuses.push((await visitor.get('/api/session')).status);
    }
    expect(statuses.filter((status) => status === 429).length).toBe(5);
    expect((await door.visitor(anAddress()).get('/api/session')).status).toBe(401);
    expect((await door.visitor(address).get('/health')).status).toBe(200);
  });
});

describe('without Redis', () => {
  it('calls are answered, limits still hold, and readiness says what is missing', async () => {
    door = await openFrontDoor({ signInsPerMinute: 5, redisUrl: 'redis://127.0.0.1:1' });
    const address = anAddress();
    const login = aLogin();
    const answers = [];
    for (let round = 0; round < 8; round += 1)
      answers.push(await door.visitor(address).signIn(login, undefined, 'pas la bonne phrase'));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    expect((await door.visitor().get('/health')).status).toBe(200);
    expect(await door.visitor().get('/ready')).toMatchObject({
      status: 503,
      body: { code: 'not-ready', silent: ['Redis'] },
    });
  });
});
