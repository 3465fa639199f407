import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type TenantId } from '#tenancy';
import { presetByKey } from '#domain/rules';
import * as fc from 'fast-check';
import { type Answer, type FrontDoor, openFrontDoor, type Visitor } from './front-door';

let door: FrontDoor;
let flers: TenantId;
let camille: Visitor;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await door.fund('flers');
  await door.person('camille@flers.example', [{ fund: flers, role: 'coordinator', subjectId: null }]);
  camille = await door.signedIn('camille@flers.example', 'flers');
});
afterAll(() => door.close());

const UNIT = { label: 'Ali', joinedOn: '2026-11-02', persons: [{ name: 'Ali Diallo' }], pledgeCents: 4_000 };
const GRANT = {
  kind: 'grant',
  destination: 'pot',
  moneySource: 'public',
  funder: 'Département',
  amountCents: 500_000,
  receivedOn: '2026-11-20',
};

/** How many rows everything written by a call has left behind. */
async function traces(): Promise<string> {
  const [row] = await door.database.asOwner(
    `select (select count(*) from members.account_unit) as units, (select count(*) from members.person) as persons,
       (select count(*) from budget.grant_received) as grants, (select count(*) from ledger.movement) as movements,
       (select count(*) from funds.rules_version) as rules, (select count(*) from tenancy.idempotency) as keys,
       (select count(*) from tenancy.audit) as acts, (select count(*) from tenancy.outbox) as news`,
  );
  return JSON.stringify(row);
}

/** Expects a refusal with a status and a code, in problem+json, and that nothing has changed. */
async function refused(call: () => Promise<Answer>, status: number, code: string): Promise<Answer> {
  const before = await traces();
  const answer = await call();
  expect({ status: answer.status, code: answer.body['code'] }).toEqual({ status, code });
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.body).toMatchObject({
    type: `urn:tablee:problem:${code}`,
    status,
    title: expect.stringMatching(/\p{L}{3}/u),
  });
  expect(answer.body['instance']).toBe(`urn:tablee:request:${String(answer.headers['x-request-id'])}`);
  expect(answer.text).not.toMatch(/node_modules|\bat .*\.ts|select |insert |stack|typeorm/i);
  expect(await traces()).toBe(before);
  return answer;
}

const pointers = (answer: Answer): string[] =>
  (answer.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort();

describe('a call that cannot be read', () => {
  it('is refused when it is not JSON, is cut off, or hides a prototype', async () => {
    for (const body of [
      '{"label": ',
      'pas du json',
      '{"__proto__": {"isPlatform": true}}',
      '{"constructor": {"prototype": {}}}',
      '',
    ]) {
      await refused(() => camille.post('/api/account-units', body), 400, 'body-malformed');
    }
  });

  it('is refused when it is larger than 256 KB, and when it is no JSON by its own word', async () => {
    const large = await refused(
      () => camille.post('/api/account-units', { label: 'x'.repeat(300_000) }),
      413,
      'body-too-large',
    );
    expect(large.body).toMatchObject({ limitBytes: 262_144 });
    for (const type of [
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const call = () => camille.post('/api/account-units', '{}', { headers: { 'content-type': type } });
      await refused(call, 415, 'media-type-unsupported');
    }
  });

  it('is refused when it is no object, or nested without end', async () => {
    for (const body of ['[]', '"texte"', '12', 'null', 'true', '[[[]]]']) {
      const answer = await camille.post('/api/account-units', body);
      expect({ body, status: answer.status }).toEqual({ body, status: 422 });
    }
    const deep = `${'{"rules":'.repeat(5_000)}{}${'}'.repeat(5_000)}`;
    await refused(() => camille.post('/api/rules/validate', deep), 422, 'input-invalid');
  });

  it('is refused at an address that is not there, and by a method that the address does not know', async () => {
    await refused(() => camille.get('/api/nulle-part'), 404, 'address-unknown');
    await refused(() => camille.get('/api/account-units/../../etc/passwd'), 404, 'address-unknown');
    const answer = await refused(() => camille.remove('/api/account-units'), 405, 'method-not-allowed');
    expect(String(answer.headers['allow']).split(', ')).toEqual(expect.arrayContaining(['GET', 'POST']));
    await refused(() => camille.call('PATCH', `/api/account-units/${newId()}`), 405, 'method-not-allowed');
  });
});

describe('fields that are wrong', () => {
  it('are each named, with a French sentence', async () => {
    const body = {
      label: 5,
      joinedOn: '2026-02-30',
      persons: [{ name: '', email: 'pas une adresse' }, 'x'],
      pledgeCents: '40',
    };
    const answer = await refused(() => camille.post('/api/account-units', body), 422, 'input-invalid');
    expect(pointers(answer)).toEqual(
      expect.arrayContaining(['/joinedOn', '/label', '/persons/0/email', '/persons/0/name', '/pledgeCents']),
    );
    for (const { detail } of answer.body['errors'] as { detail: string }[])
      expect(detail).toMatch(/^(écrivez|donnez|choisissez|ce champ)/);
  });

  it('are refused as objects that are lists, nothing or a word', async () => {
    for (const person of [[{ name: 'x' }], [], [[]], null, 'x', 5]) {
      const body = { ...UNIT, persons: [person] };
      const answer = await refused(() => camille.post('/api/account-units', body), 422, 'input-invalid');
      expect(pointers(answer)).toContain('/persons');
    }
  });

  it('are refused when nobody asked for them, at any depth', async () => {
    const body = { ...UNIT, tenantId: newId(), role: 'coordinator', persons: [{ name: 'Ali', balanceCents: 1 }] };
    const answer = await refused(() => camille.post('/api/account-units', body), 422, 'input-invalid');
    expect(pointers(answer)).toEqual(['/persons/0/balanceCents', '/role', '/tenantId']);
    const query = await refused(() => camille.get('/api/account-units?tenantId=1&limit=5'), 422, 'input-invalid');
    expect(pointers(query)).toEqual(['/tenantId']);
  });

  it('are refused as amounts unless they are whole cents within reason', async () => {
    const wrong = [-1, 0, 0.1, 1e15, 1e21, 2 ** 53, 1_000_000_001, '40', '1e3', null, true, [40], { cents: 40 }];
    for (const amountCents of wrong) {
      const answer = await refused(() => camille.post('/api/grants', { ...GRANT, amountCents }), 422, 'input-invalid');
      expect(pointers(answer)).toEqual(['/amountCents']);
    }
    for (const text of ['1e400', '-1e400', '1.0000000000000001e2']) {
      const body = JSON.stringify(GRANT).replace('500000', text);
      const answer = await camille.post('/api/grants', body);
      expect([201, 422]).toContain(answer.status); // the last one is exactly 100 as JSON numbers go
    }
  });

  it('are refused as days and months that do not exist or are absurd', async () => {
    for (const receivedOn of [
      '2026-02-29',
      '1999-12-31',
      '2101-01-01',
      '22/11/2026',
      '2026-11-22T00:00',
      20261122,
      null,
      '+002026-11-22',
    ]) {
      await refused(() => camille.post('/api/grants', { ...GRANT, receivedOn }), 422, 'input-invalid');
    }
    for (const month of ['2026-13', '2026-00', '1999-12', '26-11', '2026-11-01', "2026-11'--", '']) {
      await refused(() => camille.get(`/api/contributions?month=${encodeURIComponent(month)}`), 422, 'input-invalid');
    }
    await refused(() => camille.get('/api/contributions'), 422, 'input-invalid');
    await refused(() => camille.get('/api/months/2026-13'), 422, 'input-invalid');
    await refused(() => camille.get('/api/contributions?month=2026-10&month=2026-11'), 422, 'input-invalid');
  });

  it('are refused as texts that are blank, endless or full of control characters', async () => {
    for (const label of ['', '   ', 'x'.repeat(201), 'nul \u0000 caché', 'cloche \u0007', 'moitié \ud800']) {
      await refused(() => camille.post('/api/account-units', { ...UNIT, label }), 422, 'input-invalid');
    }
  });

  it('are refused as pages beyond 200 or ids that are none', async () => {
    for (const query of ['limit=0', 'limit=201', 'limit=-1', 'limit=1.5', 'limit=x', 'after=1', "after='"]) {
      await refused(() => camille.get(`/api/account-units?${query}`), 422, 'input-invalid');
    }
    for (const id of ['1', 'x', `${newId()}x`, newId().toUpperCase(), "' or 1=1 --"]) {
      await refused(() => camille.get(`/api/account-units/${encodeURIComponent(id)}`), 422, 'id-malformed');
    }
  });
});

describe('what the rules of the fund refuse', () => {
  it('is said with its own code and the facts', async () => {
    const low = await refused(
      () => camille.post('/api/account-units', { ...UNIT, pledgeCents: 1_500 }),
      422,
      'pledge-outside-rules',
    );
    expect(Object.keys(low.body).length).toBeGreaterThan(5);
    await refused(() => camille.post('/api/account-units', { ...UNIT, pledgeCents: null }), 422, 'pledge-missing');
    const two = [{ name: 'Ali' }, { name: 'Bintou' }];
    await refused(() => camille.post('/api/account-units', { ...UNIT, persons: two }), 422, 'unit-needs-one-person');
    await refused(
      () => camille.post('/api/account-units', { ...UNIT, joinedOn: '2040-01-01' }),
      422,
      'joined-on-out-of-range',
    );
    await refused(
      () => camille.post('/api/account-units', { ...UNIT, monthlyNetIncomeCents: 150_000 }),
      422,
      'field-not-needed',
    );
    await refused(
      () => camille.post('/api/grants', { ...GRANT, receivedOn: '2026-12-24' }),
      422,
      'received-on-in-future',
    );
  });

  it('is said of every field of a rules document at once', async () => {
    const rules = { ...presetByKey('flers').rules, allocation: { mode: 'fixed', amountCents: -5 }, unit: 'tribu' };
    const answer = await refused(
      () => camille.post('/api/rules', { document: rules, from: '2027-02', decisionNote: 'essai' }),
      422,
      'rules-invalid',
    );
    expect(pointers(answer)).toEqual(['/allocation/amountCents', '/unit']);
    const verdict = await camille.post('/api/rules/validate', { document: rules }, { key: null });
    expect(verdict).toMatchObject({ status: 200, body: { valid: false, errors: answer.body['errors'] } });
  });

  it('is said of a month that has begun', async () => {
    const document = presetByKey('flers').rules;
    await refused(
      () => camille.post('/api/rules', { document, from: '2026-11', decisionNote: 'trop tard' }),
      409,
      'month-already-begun',
    );
  });
});

describe('things that are not there', () => {
  it('are unknown, whether they never were or are another fund’s', async () => {
    const id = newId();
    await refused(() => camille.get(`/api/account-units/${id}`), 404, 'account-unit-unknown');
    await refused(() => camille.get(`/api/account-units/${id}/contributions`), 404, 'account-unit-unknown');
    await refused(() => camille.get(`/api/account-units/${id}/statement`), 404, 'account-unit-unknown');
    await refused(() => camille.get(`/api/ledger/accounts/${id}/statement`), 404, 'account-unknown');
    await refused(() => camille.get('/api/months/2099-01'), 404, 'month-unknown');
    await refused(() => camille.get('/api/presets/atlantide'), 404, 'preset-unknown');
    await refused(() => camille.get('/api/rules/current?month=2020-01'), 404, 'no-rules-in-force');
    await refused(
      () => camille.post(`/api/contributions/${id}/receipts`, { amountCents: 100, method: 'cash' }),
      404,
      'due-unknown',
    );
    await refused(
      () => camille.post(`/api/account-units/${id}/pauses`, { from: '2027-01' }),
      404,
      'account-unit-unknown',
    );
  });
});

describe('bodies that nobody foresaw', () => {
  it('never make the server fail', async () => {
    const paths = ['/api/account-units', '/api/grants', '/api/rules', '/api/rules/validate', '/api/session'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 4 }), async (path, body) => {
        const answer = await camille.post(path, JSON.stringify(body));
        expect(answer.status).toBeLessThan(500);
        expect(answer.status).toBeGreaterThanOrEqual(200);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('never make the server fail when one field of a good one is replaced', async () => {
    const good: [string, Record<string, unknown>][] = [
      ['/api/account-units', UNIT],
      ['/api/grants', GRANT],
      ['/api/rules', { document: presetByKey('flers').rules, from: '2027-03', decisionNote: 'note' }],
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...good),
        fc.nat(20),
        fc.jsonValue({ maxDepth: 2 }),
        async ([path, body], at, value) => {
          const names = Object.keys(body);
          const answer = await camille.post(path, { ...body, [names[at % names.length] ?? '']: value });
          expect(answer.status).toBeLessThan(500);
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);
});
