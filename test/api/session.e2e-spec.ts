import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IdentityStore, newId, RoleStore, type TenantId } from '#tenancy';
import { type FrontDoor, openFrontDoor, PASSWORD, TODAY } from './front-door';

let door: FrontDoor;
let flers: TenantId;
let lavoir: TenantId;
let camille: string;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await door.fund('flers');
  lavoir = await door.fund('lavoir', 'lavoir');
  camille = await door.person('camille@flers.example', [{ fund: flers, role: 'coordinator', subjectId: null }]);
  await door.person('ali@flers.example', [{ fund: flers, role: 'member', subjectId: newId() }]);
  await door.person('platform@tablee.example', [], true);
});
beforeEach(() => void (door.clock.now = TODAY));
afterAll(() => door.close());

describe('a coordinator who signs in', () => {
  it('gets a cookie out of reach of scripts, a token, and sees who she is', async () => {
    const visitor = door.visitor();
    const answer = await visitor.signIn('Camille@Flers.example', 'flers');
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(answer.body).toMatchObject({
      identityId: camille,
      roles: ['coordinator'],
      fund: { fundId: flers, slug: 'flers' },
    });
    const session = await visitor.get('/api/session');
    expect(session.body).toEqual(answer.body);
    expect(answer.text).not.toContain(String(visitor.cookie).slice(4));
  });

  it('leaves no trace of the cookie or the token in the database', async () => {
    const visitor = await door.signedIn('camille@flers.example', 'flers');
    const rows = await door.database.asOwner(
      'select s::text as line, encode(csrf_hash, $1) as csrf from identity.session s',
      ['escape'],
    );
    const dump = JSON.stringify(rows);
    expect(dump).not.toContain(String(visitor.cookie).slice(4));
    expect(dump).not.toContain(visitor.csrfToken);
  });

  it('gets another session each time, and the one brought along ends', async () => {
    const visitor = await door.signedIn('camille@flers.example', 'flers');
    const before = visitor.cookie;
    await visitor.signIn('camille@flers.example', 'flers');
    expect(visitor.cookie).not.toBe(before);
    const old = door.visitor();
    old.cookie = before;
    expect(await old.get('/api/session')).toMatchObject({ status: 401, body: { code: 'session-expired' } });
  });

  it('is signed out at once, everywhere that cookie is used', async () => {
    const visitor = await door.signedIn('camille@flers.example', 'flers');
    const copy = door.visitor();
    copy.cookie = visitor.cookie;
    expect(await visitor.remove('/api/session', { key: null })).toMatchObject({ status: 204, text: '' });
    expect(await copy.get('/api/session')).toMatchObject({ status: 401 });
  });

  it('is signed out after 30 minutes without a call, and after 12 hours in any case', async () => {
    const visitor = await door.signedIn('camille@flers.example', 'flers');
    door.clock.now = '2026-11-22T09:29:00.000Z';
    expect((await visitor.get('/api/session')).status).toBe(200);
    door.clock.now = '2026-11-22T09:58:59.000Z';
    expect((await visitor.get('/api/session')).status).toBe(200);
    door.clock.now = '2026-11-22T10:29:00.000Z';
    expect(await visitor.get('/api/session')).toMatchObject({ status: 401, body: { code: 'session-expired' } });
    door.clock.now = TODAY;
    const lasting = await door.signedIn('camille@flers.example', 'flers');
    for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
      door.clock.now = new Date(Date.parse(TODAY) + minutes * 60_000).toISOString();
      expect((await lasting.get('/api/session')).status).toBe(200);
    }
    door.clock.now = '2026-11-22T21:00:00.000Z';
    expect((await lasting.get('/api/session')).status).toBe(401);
  });

  it('loses her rights with her role, at the very next call', async () => {
    await door.person('passage@flers.example', [{ fund: flers, role: 'coordinator', subjectId: null }]);
    const visitor = await door.signedIn('passage@flers.example', 'flers');
    const { identityId, roles } = (await visitor.get('/api/session')).body;
    expect(roles).toEqual(['coordinator']);
    await door.inside(flers, () =>
      door.app.get(RoleStore, { strict: false }).withdraw(String(identityId), 'coordinator'),
    );
    expect((await visitor.get('/api/session')).body).toMatchObject({ roles: [] });
  });

  it('is out when her identity is shut out', async () => {
    const id = await door.person('renvoi@flers.example', [{ fund: flers, role: 'coordinator', subjectId: null }]);
    const visitor = await door.signedIn('renvoi@flers.example', 'flers');
    await door.app.get(IdentityStore, { strict: false }).disable(id, TODAY);
    expect((await visitor.get('/api/session')).status).toBe(401);
    expect((await door.visitor().signIn('renvoi@flers.example', 'flers')).status).toBe(401);
  });
});

describe('a member who signs in', () => {
  it('stays signed in on their phone for 30 days', async () => {
    const visitor = door.visitor();
    const answer = await visitor.signIn('ali@flers.example', 'flers');
    expect(answer.headers['set-cookie']).toContain('Max-Age=2592000');
    door.clock.now = '2026-12-21T09:00:00.000Z';
    expect((await visitor.get('/api/session')).status).toBe(200);
    door.clock.now = '2026-12-22T09:00:00.000Z';
    expect((await visitor.get('/api/session')).status).toBe(401);
  });
});

describe('a fund', () => {
  it('is entered only by those who hold a role in it', async () => {
    const visitor = await door.signedIn('camille@flers.example');
    expect(await visitor.get('/api/session')).toMatchObject({ body: { fund: null, roles: [] } });
    expect(await visitor.put('/api/session/fund', { fundId: flers })).toMatchObject({
      status: 200,
      body: { roles: ['coordinator'] },
    });
    expect(await visitor.put('/api/session/fund', { fundId: lavoir })).toMatchObject({
      status: 403,
      body: { code: 'not-allowed' },
    });
    expect(await visitor.put('/api/session/fund', { fundId: newId() })).toMatchObject({ status: 403 });
    expect((await visitor.get('/api/session')).body).toMatchObject({ fund: { fundId: flers } });
    expect(await door.visitor().signIn('camille@flers.example', 'lavoir')).toMatchObject({
      status: 403,
      body: { code: 'not-allowed' },
    });
  });

  it('is never entered by those who run the platform', async () => {
    const visitor = await door.signedIn('platform@tablee.example');
    expect(await visitor.put('/api/session/fund', { fundId: flers })).toMatchObject({ status: 403 });
    expect((await visitor.get('/api/session')).body).toMatchObject({ roles: ['platform'], fund: null });
  });
});

describe('somebody who does not know the password', () => {
  it('is told the same as for a login that does not exist', async () => {
    const wrong = await door.visitor().signIn('camille@flers.example', 'flers', 'pas la bonne phrase du tout');
    const unknown = await door.visitor().signIn('personne@flers.example', 'flers', 'pas la bonne phrase du tout');
    expect(wrong).toMatchObject({ status: 401, body: { code: 'sign-in-refused' } });
    expect({ ...unknown.body, instance: '' }).toEqual({ ...wrong.body, instance: '' });
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  it('waits about as long for an unknown login as for a wrong password', async () => {
    const time = async (login: string): Promise<number> => {
      const start = performance.now();
      await door.visitor().signIn(login, 'flers', 'pas la bonne phrase du tout');
      return performance.now() - start;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      known.push(await time('camille@flers.example'));
      unknown.push(await time(`personne-${round}@flers.example`));
    }
    const median = (times: number[]): number => times.sort((a, b) => a - b)[6] ?? 0;
    expect(median(unknown) / median(known)).toBeGreaterThan(0.5);
    expect(median(unknown) / median(known)).toBeLessThan(2);
  });

  it('learns of each field that is missing or wrong', async () => {
    const answer = await door.visitor().post('/api/session', { login: 5, extra: true }, { key: null });
    expect(answer).toMatchObject({ status: 422, body: { code: 'input-invalid' } });
    const pointers = (answer.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers.sort()).toEqual(['/extra', '/login', '/password']);
  });
});

describe('a page of another site', () => {
  it('cannot act for somebody who is signed in here', async () => {
    const visitor = await door.signedIn('camille@flers.example', 'flers');
    const body = { fundId: flers };
    const tries = [
      { headers: { origin: 'https://ailleurs.example' }, code: 'cross-site-refused' },
      { headers: { 'sec-fetch-site': 'cross-site' }, code: 'cross-site-refused' },
      { headers: { 'sec-fetch-site': 'same-site' }, code: 'cross-site-refused' },
      { csrf: null, code: 'csrf-refused' },
      { csrf: 'x'.repeat(43), code: 'csrf-refused' },
    ];
    for (const { code, ...brought } of tries) {
      expect(await visitor.put('/api/session/fund', body, brought)).toMatchObject({ status: 403, body: { code } });
    }
    const plain = await visitor.put('/api/session/fund', JSON.stringify(body), {
      headers: { 'content-type': 'text/plain' },
    });
    expect(plain).toMatchObject({ status: 415, body: { code: 'media-type-unsupported' } });
    const fine = { headers: { origin: 'http://localhost:3210', 'sec-fetch-site': 'same-origin' } };
    expect((await visitor.put('/api/session/fund', body, fine)).status).toBe(200);
  });

  it('cannot sign somebody in either', async () => {
    const answer = await door
      .visitor()
      .post(
        '/api/session',
        { login: 'camille@flers.example', password: PASSWORD },
        { key: null, headers: { origin: 'https://ailleurs.example' } },
      );
    expect(answer).toMatchObject({ status: 403, body: { code: 'cross-site-refused' } });
  });
});
