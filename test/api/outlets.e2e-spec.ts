import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aLivingFund, type LivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor, type Visitor } from './front-door';

const IBAN = 'FR1420041010050500013M02606';
const MARKET = { name: 'Marché', commune: 'Flers', hours: [{ weekday: 6, from: '08:00', until: '12:30' }] };
const FORM = { name: 'Le fournil', kind: 'shop', why: 'Du pain au levain', by: 'outlet', sites: [MARKET] };
const GRID = {
  criteria: [
    {
      key: 'ab',
      kind: 'label',
      title: 'Label bio',
      weighing: 'required',
      measure: 'label',
      labels: [{ name: 'AB' }, { name: 'Nature & Progrès' }],
    },
    {
      key: 'prix',
      kind: 'price-transparency',
      title: 'Prix affichés',
      weighing: 'weighted',
      weight: 10,
      measure: 'mark',
    },
  ],
  decisionNote: 'Comité du 12 novembre',
};

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
});
afterAll(() => door.close());

const items = ({ body }: { body: Readonly<Record<string, unknown>> }) => body['items'] as Record<string, unknown>[];
const apply = (slug: string, key?: string, rest: object = {}) =>
  door.visitor().post(`/api/public/funds/${slug}/outlets`, { ...FORM, ...rest }, key === undefined ? {} : { key });
const proposed = async (by: Visitor, name: string): Promise<string> =>
  String((await by.post('/api/outlets', { name, kind: 'producer', why: 'Près d’ici' })).body['outletId']);

describe('an outlet that asks by the public form', () => {
  it('gets a receipt, is one outlet however often it is sent, and follows its dossier by it', async () => {
    const first = await apply('flers', 'le-fournil-1');
    expect(first.status).toBe(201);
    expect(Object.keys(first.body).sort()).toEqual(['outletNo', 'receipt']);
    expect((await apply('flers', 'le-fournil-1')).body).toEqual(first.body);
    expect((await apply('flers', 'le-fournil-1', { name: 'Autre' })).body).toMatchObject({ code: 'form-key-reused' });
    const receipt = String(first.body['receipt']);
    const at = (slug: string, number = receipt) => door.visitor().get(`/api/public/funds/${slug}/outlets/${number}`);
    expect((await at('flers', receipt.toLowerCase())).body).toMatchObject({
      name: 'Le fournil',
      state: 'proposed',
      steps: [{ what: 'proposed', explanation: 'Du pain au levain' }],
    });
    for (const answer of [await at('lavoir'), await at('flers', 'IIIIIIIIIIII')]) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'outlet-unknown' } });
    }
  });

  it('reads what the fund asks, fills in every field it must, and is told which one is wrong', async () => {
    const wrong = await apply('flers', undefined, {
      sites: [{ ...MARKET, hours: [{ weekday: 8, from: '8h', until: '12:30' }] }],
    });
    expect(wrong.status).toBe(422);
    expect(JSON.stringify(wrong.body)).toMatch(/weekday.*heure, par exemple 08:30/);
    const meeting = [...MARKET.hours, { weekday: 6, from: '12:00', until: '13:00' }];
    const { body } = await apply('flers', undefined, { sites: [{ ...MARKET, hours: meeting }] });
    expect(body).toMatchObject({ code: 'hours-inconsistent', weekday: 6 });
    expect((await apply('nulle-part')).status).toBe(404);
  });
});

describe('the dossier of an outlet', () => {
  it('goes from the fund’s criteria to a decision that the outlet reads', async () => {
    expect((await flers.coordinator.post('/api/outlet-criteria', GRID)).body).toEqual({ versionNo: 1 });
    const form = await door.visitor().get('/api/public/funds/flers/outlet-form');
    expect(form.body).toMatchObject({ criteria: [{ key: 'ab', labels: [{ name: 'AB' }, {}] }, { weight: 10 }] });
    expect((await door.visitor().get('/api/public/funds/lavoir/outlet-form')).body).toMatchObject({ criteria: [] });
    const outletId = await proposed(flers.member, 'Le rucher');
    const to = (path: string, body: object) => flers.coordinator.post(`/api/outlets/${outletId}/${path}`, body);
    const line = { scope: 'everything', title: 'Le miel', category: 'other', coveragePercent: 100 };
    const approval = { outcome: 'approved', explanation: 'Bienvenue', lines: [line], reviewOn: '2027-11-01' };
    expect((await to('decisions', approval)).body).toMatchObject({ code: 'criteria-not-met', missing: ['ab'] });
    await to('findings', { criterionKey: 'ab', label: 'AB', evidence: 'Certificat', link: 'https://exemple.fr/c' });
    expect((await to('findings', { criterionKey: 'ab', evidence: 'x', link: 'javascript:alert(1)' })).status).toBe(422);
    await to('findings', { criterionKey: 'prix', measure: 3, evidence: 'Prix au tableau' });
    await to('visits', { visitedOn: '2026-11-20', visitors: 'Ali', note: 'Belles ruches', innerNote: 'Prix à revoir' });
    const refusal = { outcome: 'refused', explanation: 'Trop loin', lines: [line] };
    expect((await to('decisions', refusal)).body).toMatchObject({ errors: [{ pointer: '/lines' }] });
    expect((await to('decisions', approval)).body).toMatchObject({ state: 'approved', scorePercent: 75 });
    expect((await to('decisions', approval)).body).toMatchObject({ code: 'outlet-decided' });

    await door.person('ruche@flers.example', [{ fund: flers.fundId, role: 'outlet', subjectId: outletId }]);
    const own = await door.signedIn('ruche@flers.example', 'flers');
    const { body } = await own.get(`/api/outlets/${outletId}/dossier`);
    expect(body).toMatchObject({
      scorePercent: 75,
      outcome: 'approved',
      visits: [{ note: 'Belles ruches', innerNote: null }],
    });
    const team = await flers.treasurer.get(`/api/outlets/${outletId}/dossier`);
    expect(team.body).toMatchObject({ visits: [{ innerNote: 'Prix à revoir' }] });
    const steps = items(await own.get(`/api/outlets/${outletId}/steps`)).map(({ what }) => what);
    expect(steps).toEqual(['proposed', 'finding-added', 'finding-added', 'visited', 'approved']);
  });
});

describe('somebody who serves at an outlet', () => {
  it('sees that outlet only, of its own fund or another; others are unknown to them', async () => {
    const other = await proposed(flers.coordinator, 'Une autre ferme');
    expect(items(await flers.outlet.get('/api/outlets')).map(({ outletId }) => outletId)).toEqual([flers.outletId]);
    for (const id of [other, lavoir.outletId]) {
      for (const path of ['', '/steps', '/dossier', '/lines', '/bank-account']) {
        const answer = await flers.outlet.get(`/api/outlets/${id}${path}`);
        expect({ path, ...answer.body }).toMatchObject({ path, status: 404, code: 'outlet-unknown' });
      }
      expect((await flers.outlet.post(`/api/outlets/${id}/contact`, { contact: 'Moi' })).status).toBe(404);
    }
    const seen = (await flers.coordinator.get(`/api/outlets/${other}`)).body;
    expect(seen).toMatchObject({ name: 'Une autre ferme', contact: null });
  });

  it('says anew how it is reached, and reads of its account the last four signs only', async () => {
    const url = `/api/outlets/${flers.outletId}`;
    await flers.outlet.post(`${url}/contact`, { contact: 'Rosa', phone: '02 33 00 00 00' });
    expect((await flers.outlet.get(url)).body).toMatchObject({ contact: 'Rosa', phone: '02 33 00 00 00', email: null });
    expect((await flers.outlet.get(`${url}/bank-account`)).body).toMatchObject({ code: 'outlet-account-unknown' });
    const wish = { iban: IBAN, holder: 'EARL du Pré', reason: 'RIB remis en main propre' };
    const { body } = await flers.coordinator.post(`${url}/bank-account`, wish);
    expect(body).toMatchObject({ state: 'awaiting-approval' });
    const sign = (by: Visitor) => by.post(`/api/approvals/${String(body['approvalId'])}/confirmation`, {});
    expect((await sign(flers.coordinator)).body).toMatchObject({ code: 'approval-needs-another-person' });
    expect((await sign(flers.treasurer)).body).toMatchObject({ act: 'outlet-iban.change', state: 'confirmed' });
    for (const reader of [flers.outlet, flers.coordinator]) {
      const { body: account, text } = await reader.get(`${url}/bank-account`);
      expect(account).toMatchObject({ holder: 'EARL du Pré', ibanEndsWith: '2606' });
      expect(text).not.toContain(IBAN.slice(0, 10));
    }
    const told = await flers.coordinator.get(`${url}/bank-account/changes`);
    const acts = await flers.coordinator.get('/api/audit');
    expect(told.text + acts.text).not.toContain(IBAN.slice(0, 10));
    expect(items(await flers.outlet.get(`${url}/steps`)).at(-1)).toMatchObject({ what: 'account-changed' });
  });
});

describe('a member', () => {
  it('sees where to buy and what is covered there, and neither contact nor account', async () => {
    await lavoir.coordinator.post(`/api/outlets/${lavoir.outletId}/sites`, MARKET);
    const open = await lavoir.member.get('/api/outlets/open');
    expect(items(open)).toMatchObject([
      { name: 'La ferme du Pré', sites: [{ commune: 'Flers' }], lines: [{ coveragePercent: 100 }] },
    ]);
    expect(open.text).not.toMatch(/Rosa|iban/i);
    await lavoir.coordinator.post(`/api/outlets/${lavoir.outletId}/suspend`, { explanation: 'À sa demande' });
    expect(items(await lavoir.member.get('/api/outlets/open'))).toEqual([]);
    await lavoir.coordinator.post(`/api/outlets/${lavoir.outletId}/resume`, { explanation: 'De retour' });
    expect(items(await lavoir.member.get('/api/outlets/open')).length).toBe(1);
  });
});

describe('what is covered at an outlet', () => {
  it('changes from a day on, by the rules of the fund, and comes as a file', async () => {
    const url = `/api/outlets/${flers.outletId}/lines`;
    const wine = { scope: 'product-group', title: 'Cidre', category: 'alcohol', coveragePercent: 100 };
    const because = { explanation: 'Comité du 12' };
    const refused = await flers.coordinator.post(url, { ...because, lines: [wine] });
    expect(refused.body).toMatchObject({ status: 422, code: 'category-never-covered', category: 'alcohol' });
    const added = await flers.coordinator.post(url, {
      ...because,
      lines: [{ ...wine, coveragePercent: 0, validFrom: '2026-12-01' }],
    });
    const [approvalLineId] = added.body['lineIds'] as string[];
    const ended = await flers.coordinator.post(`${url}/${String(approvalLineId)}/end`, {
      ...because,
      lastDay: '2026-12-31',
    });
    expect(ended.body).toEqual({ lineIds: [], lastDay: '2026-12-31' });
    expect(items(await flers.outlet.get(url)).map(({ title, validUntil }) => [title, validUntil])).toEqual([
      ['Toute la ferme', null],
      ['Cidre', '2026-12-31'],
    ]);
    const { text } = await flers.outlet.get(`${url}?format=csv`);
    expect(text).toContain('coveragePercent');
    expect(text).toContain('Cidre');
  });
});
