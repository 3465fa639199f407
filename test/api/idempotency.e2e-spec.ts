import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type TenantId } from '#tenancy';
import { presetByKey } from '#domain/rules';
import { type FrontDoor, openFrontDoor, type Visitor } from './front-door';

let door: FrontDoor;
let flers: TenantId;
let camille: Visitor;
let dominique: Visitor;
let platform: Visitor;

const GRANT = {
  kind: 'grant',
  destination: 'pot',
  moneySource: 'public',
  funder: 'Département',
  amountCents: 500_000,
  receivedOn: '2026-11-20',
};

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await door.fund('flers');
  await door.person('camille@flers.example', [{ fund: flers, role: 'coordinator', subjectId: null }]);
  await door.person('dominique@flers.example', [{ fund: flers, role: 'coordinator', subjectId: null }]);
  await door.person('platform@tablee.example', [], true);
  camille = await door.signedIn('camille@flers.example', 'flers');
  dominique = await door.signedIn('dominique@flers.example', 'flers');
  platform = await door.signedIn('platform@tablee.example');
});
afterAll(() => door.close());

async function grants(): Promise<number> {
  const [row] = await door.database.asOwner('select count(*)::int as n from budget.grant_received');
  return Number(row?.['n']);
}

describe('a write', () => {
  it('needs a key of 8 to 255 visible characters', async () => {
    for (const key of [null, 'court', 'x'.repeat(256), 'avec espace', 'accentué-ééé']) {
      const answer = await camille.post(
        '/api/grants',
        GRANT,
        key === null ? { key } : { key: null, headers: { 'idempotency-key': key } },
      );
      expect(answer).toMatchObject({ status: 400, body: { code: 'idempotency-key-needed' } });
    }
    expect(await camille.put('/api/session/fund', { fundId: flers }, { key: null })).toMatchObject({ status: 400 });
    expect(await grants()).toBe(0);
  });

  it('sent a hundred times at once happens once, and every click gets the same answer', async () => {
    const before = await grants();
    const key = newId();
    const clicks = await Promise.all(Array.from({ length: 100 }, () => camille.post('/api/grants', GRANT, { key })));
    expect(new Set(clicks.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(clicks.map(({ text }) => text)).size).toBe(1);
    expect(clicks.filter(({ headers }) => headers['idempotency-replayed'] === 'true').length).toBe(99);
    expect(await grants()).toBe(before + 1);
    const [row] = await door.database.asOwner('select count(*)::int as n from tenancy.idempotency where key = $1', [
      key,
    ]);
    expect(row).toEqual({ n: 1 });
  }, 60_000);

  it('is replayed whatever the order of its fields, and refused with others', async () => {
    const key = newId();
    const first = await camille.post('/api/grants', GRANT, { key });
    const reordered = Object.fromEntries(Object.entries(GRANT).reverse());
    expect(await camille.post('/api/grants', reordered, { key })).toMatchObject({ status: 201, body: first.body });
    const other = await camille.post('/api/grants', { ...GRANT, amountCents: 500_001 }, { key });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    const elsewhere = await camille.post('/api/account-units', GRANT, { key });
    expect(elsewhere).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('of somebody else with the same key is another write', async () => {
    const key = newId();
    const mine = await camille.post('/api/grants', GRANT, { key });
    const theirs = await dominique.post('/api/grants', GRANT, { key });
    expect(theirs.status).toBe(201);
    expect(theirs.body).not.toEqual(mine.body);
  });

  it('that was refused is not kept: mended, it may use its key', async () => {
    const key = newId();
    expect(await camille.post('/api/grants', { ...GRANT, amountCents: -1 }, { key })).toMatchObject({ status: 422 });
    expect(await camille.post('/api/grants', { ...GRANT, receivedOn: '2026-12-25' }, { key })).toMatchObject({
      status: 422,
    });
    const mended = await camille.post('/api/grants', GRANT, { key });
    expect(mended.status).toBe(201);
    expect(mended.headers['idempotency-replayed']).toBeUndefined();
  });

  it('is replayed to nobody who has lost their role', async () => {
    const key = newId();
    expect((await camille.post('/api/grants', GRANT, { key })).status).toBe(201);
    const stranger = door.visitor();
    expect((await stranger.post('/api/grants', GRANT, { key })).status).toBe(401);
    expect((await platform.post('/api/grants', GRANT, { key })).status).toBe(403);
  });
});

describe('a new fund', () => {
  const fund = (slug: string): Record<string, unknown> => ({
    slug,
    name: 'Caisse de Vire',
    place: 'Vire',
    departement: '14',
    region: 'Normandie',
    demonstration: false,
    presetKey: 'flers',
    rules: presetByKey('flers').rules,
    from: '2026-12',
    decisionNote: 'assemblée constituante',
  });

  it('is created once however often its creation is sent, and its name belongs to it', async () => {
    const key = newId();
    const clicks = await Promise.all(
      Array.from({ length: 20 }, () => platform.post('/api/funds', fund('vire'), { key })),
    );
    expect(new Set(clicks.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(clicks[0]?.status).toBe(201);
    expect(await platform.post('/api/funds', fund('vire'))).toMatchObject({
      status: 409,
      body: { code: 'fund-slug-taken', slug: 'vire' },
    });
    expect(await platform.post('/api/funds', fund('vire-2'), { key })).toMatchObject({
      status: 422,
      body: { code: 'idempotency-key-reused' },
    });
    const [row] = await door.database.asOwner(`select count(*)::int as n from directory.fund where slug like 'vire%'`);
    expect(row).toEqual({ n: 1 });
  });

  it('is not created from rules that contradict themselves, nor for a zone nobody knows', async () => {
    const wrong = { ...fund('bocage'), rules: { schemaVersion: 2 } };
    expect(await platform.post('/api/funds', wrong)).toMatchObject({ status: 422, body: { code: 'rules-invalid' } });
    expect(await platform.post('/api/funds', { ...fund('bocage'), timeZone: 'Mars/Olympus' })).toMatchObject({
      status: 422,
    });
    expect(await platform.post('/api/funds', { ...fund('bocage'), presetKey: 'atlantide' })).toMatchObject({
      status: 422,
    });
    const [row] = await door.database.asOwner(`select count(*)::int as n from directory.fund where slug = 'bocage'`);
    expect(row).toEqual({ n: 0 });
  });
});
