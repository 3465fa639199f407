import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TenantId } from '#tenancy';
import { type FrontDoor, openFrontDoor, PASSWORD, type Visitor } from './front-door';

const journal: string[] = [];
let door: FrontDoor;
let flers: TenantId;
let camille: Visitor;

beforeAll(async () => {
  door = await openFrontDoor(
    { publicUrl: 'https://caisse.example', logLevel: 'info' },
    { write: (line: string) => void journal.push(line) },
  );
  flers = await door.fund('flers');
  await door.person('camille@flers.example', [{ fund: flers, role: 'coordinator', subjectId: null }]);
  camille = await door.signedIn('camille@flers.example', 'flers');
});
afterAll(() => door.close());

const lines = (): Record<string, unknown>[] => journal.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('every answer', () => {
  it('tells browsers to load, frame, guess and keep nothing: errors too', async () => {
    const calls = [
      () => camille.get('/api/session'),
      () => camille.get('/api/account-units'),
      () => camille.get('/api/nulle-part'),
      () => camille.get('/api/account-units/x'),
      () => camille.post('/api/account-units', '{'),
      () => camille.post('/api/account-units', { label: 'x'.repeat(300_000) }),
      () => door.visitor().get('/api/account-units'),
      () => door.visitor().get('/health'),
      () => door.visitor().get('/ready'),
      () => door.visitor().get('/openapi.json'),
    ];
    for (const call of calls) {
      const { headers } = await call();
      expect(headers).toMatchObject({
        'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'DENY',
        'cache-control': 'no-store',
      });
      expect(headers['x-powered-by'] ?? headers['server']).toBeUndefined();
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  it('is the same at an address that cannot be read: a refusal like any other, and logged', async () => {
    const ids: unknown[] = [];
    const unknown = await camille.get('/api/nulle-part');
    for (const path of ['/api/presets/%E0%A4%A', '/api/presets/%', `/api/presets/${'x'.repeat(200)}`, '/docs/%ff']) {
      const answer = await camille.get(path);
      expect(answer).toMatchObject({
        status: 400,
        body: { type: 'urn:tablee:problem:address-malformed', status: 400, code: 'address-malformed' },
      });
      expect(answer.body['instance']).toBe(`urn:tablee:request:${String(answer.headers['x-request-id'])}`);
      const changing = { 'x-request-id': '', date: '', 'content-length': '' };
      expect({ ...answer.headers, ...changing }).toEqual({ ...unknown.headers, ...changing });
      ids.push(answer.headers['x-request-id']);
    }
    await camille.get('/api/session'); // a line is written once its answer has gone
    const logged = lines().filter(({ msg, status }) => msg === 'call' && status === 400);
    expect(logged.map(({ reqId }) => reqId)).toEqual(expect.arrayContaining(ids));
  });

  it('carries the request id that was given when it is well formed, else one of ours', async () => {
    const id = async (given: string): Promise<unknown> =>
      (await camille.get('/api/session', { headers: { 'x-request-id': given } })).headers['x-request-id'];
    expect(await id('caisse-2026.11_22')).toBe('caisse-2026.11_22');
    for (const wrong of ['court', 'x'.repeat(129), 'avec espace', 'a\tb-tabulation', '<script>alert(1)</script>']) {
      expect(await id(wrong)).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    }
  });
});

describe('over https', () => {
  it('the cookie is bound to this host', async () => {
    const answer = await door.visitor().signIn('camille@flers.example', 'flers');
    expect(answer.headers['set-cookie']).toMatch(/^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });

  it('signing out tells the browser to forget', async () => {
    const visitor = await door.signedIn('camille@flers.example', 'flers');
    const answer = await visitor.remove('/api/session', { key: null });
    expect(answer.headers).toMatchObject({
      'clear-site-data': '"cache", "storage"',
      'set-cookie': expect.stringContaining('Expires=Thu, 01 Jan 1970'),
    });
  });
});

describe('the journal', () => {
  it('has one line a call: who, in which fund, how it ended, and the request id', async () => {
    await camille.get('/api/account-units?limit=3', { headers: { 'x-request-id': 'un-numero-a-retrouver' } });
    const line = lines().find((one) => one['reqId'] === 'un-numero-a-retrouver');
    expect(line).toMatchObject({ method: 'GET', route: '/api/account-units', status: 200, fund: flers, app: 'api' });
    expect(line?.['actor']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('never has a password, a cookie, a token or what people typed', async () => {
    await door.visitor().signIn('camille@flers.example', 'flers', 'une phrase fausse et secrète');
    await camille.post('/api/account-units', {
      label: 'Foyer Canari',
      joinedOn: '2026-11-02',
      persons: [{ name: 'Canari Jaune', email: 'canari@exemple.fr', phone: '0612345678' }],
      pledgeCents: 4_000,
    });
    await camille.get('/api/account-units?after=canari-dans-la-requete');
    const all = journal.join('\n');
    for (const secret of [
      PASSWORD,
      'une phrase fausse',
      String(camille.cookie).split('=')[1],
      camille.csrfToken,
      'Canari',
      'canari',
      '0612345678',
      'camille@',
    ]) {
      expect(all).not.toContain(secret);
    }
  });

  it('leaves nobody’s name in the outbox or in the record of acts', async () => {
    const rows = await door.database.asOwner(
      `select (select coalesce(json_agg(o), '[]') from tenancy.outbox o)::text as outbox,
         (select coalesce(json_agg(a), '[]') from tenancy.audit a)::text as audit`,
    );
    expect(JSON.stringify(rows)).not.toMatch(/canari|061234/i);
  });
});
