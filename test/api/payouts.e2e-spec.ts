import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#tenancy';
import { aLivingFund, type LivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor, type Visitor } from './front-door';
import { oweOutlet } from './owe-outlet';

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;
/** Serves at another outlet of the same fund. */
let stranger: Visitor;
let mill: string;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
  mill = newId();
  await door.database.asOwner(
    `insert into outlets.outlet values ($1, $2, 2, 'Le moulin', 'processor', 'approved', now())`,
    [flers.fundId, mill],
  );
  await door.person('moulin@flers.example', [{ fund: flers.fundId, role: 'outlet', subjectId: mill }]);
  stranger = await door.signedIn('moulin@flers.example', 'flers');
  for (const cents of [1_250, 2_000, -250]) await oweOutlet(door, flers, { outletId: flers.outletId, cents });
  await oweOutlet(door, flers, { outletId: mill, cents: 777 });
  await oweOutlet(door, lavoir, { outletId: lavoir.outletId, cents: 4_444 });
});
afterAll(() => door.close());

interface Seen {
  readonly payoutId: string;
  readonly payeeId: string;
  readonly state: string;
  readonly netCents: number;
}
const list = async (visitor: Visitor): Promise<Seen[]> => (await visitor.get('/api/payouts')).body['items'] as Seen[];
const draft = (fund: LivingFund) => fund.treasurer.post('/api/payouts/drafts', { through: '2026-11-22' });

describe('an outlet', () => {
  it('sees what it will be paid and when, before anything is drafted', async () => {
    const { body } = await flers.outlet.get(`/api/outlets/${flers.outletId}/next-payout`);
    expect(body).toMatchObject({ owedCents: 3_000, openCents: 3_000, draftedCents: 0, every: 'month' });
    expect(body).toMatchObject({ throughDay: '2026-11-30', nextDraftOn: '2026-12-01' });
  });

  it('sees its payout as soon as it is drafted, each line of it, and as a file', async () => {
    expect((await draft(flers)).body).toEqual({ through: '2026-11-22', drafts: 2 });
    const [own, ...others] = await list(flers.outlet);
    expect(others).toEqual([]);
    expect(own).toMatchObject({ state: 'draft', payeeId: flers.outletId, netCents: 3_000, approvalId: null });
    const url = `/api/payouts/${own?.payoutId ?? ''}/statement`;
    const first = await flers.outlet.get(`${url}?limit=2`);
    expect(first.body['items']).toMatchObject([{ accountCents: 1_250 }, { accountCents: 2_000 }]);
    const second = await flers.outlet.get(`${url}?limit=2&after=${String(first.body['next'])}`);
    expect(second.body).toMatchObject({
      payee: { name: 'La ferme du Pré' },
      grossCents: 3_000,
      items: [{ accountCents: -250, netCents: -250, initials: null }],
      next: null,
    });
    const { text } = await flers.outlet.get(`${url}?format=csv`);
    expect(text.split('\r\n')).toHaveLength(5);
    expect(text).toContain('accountCents');
  });

  it('finds nothing of another outlet by any route, in its own fund or another', async () => {
    await draft(lavoir);
    const all = await list(flers.treasurer);
    const foreign = [
      ...all.filter(({ payeeId }) => payeeId !== mill).map(({ payoutId }) => payoutId),
      ...(await list(lavoir.treasurer)).map(({ payoutId }) => payoutId),
    ];
    expect(foreign).toHaveLength(2);
    for (const payoutId of foreign) {
      for (const path of ['', '/statement', '/statement?format=csv']) {
        expect(await stranger.get(`/api/payouts/${payoutId}${path}`)).toMatchObject({
          status: 404,
          body: { code: 'payout-unknown' },
        });
      }
    }
    expect(await stranger.get(`/api/outlets/${flers.outletId}/next-payout`)).toMatchObject({ status: 404 });
    for (const url of ['/api/payouts', '/api/payouts?format=csv', '/api/payouts?state=draft', '/api/payees']) {
      const { text } = await stranger.get(url);
      expect({ url, hidden: [flers.outletId, lavoir.outletId, 'ferme'].filter((id) => text.includes(id)) }).toEqual({
        url,
        hidden: [],
      });
      expect(text).toContain(mill);
    }
  });
});

describe('the treasurer', () => {
  it('prepares what was seen, another person signs, and it is paid once', async () => {
    const drafts = (await list(flers.treasurer)).filter(({ state }) => state === 'draft');
    const payouts = drafts.map(({ payoutId, netCents }) => ({ payoutId, netCents }));
    const [first] = payouts;
    const wrong = { payouts: payouts.map((one) => ({ ...one, netCents: one.netCents + 1 })), method: 'cheque' };
    expect((await flers.treasurer.post('/api/payouts/seals', wrong)).body).toMatchObject({ code: 'payout-changed' });
    const noIban = await flers.treasurer.post('/api/payouts/seals', { payouts, method: 'transfer' });
    expect(noIban.body).toMatchObject({ status: 409, code: 'payout-account-missing' });
    const { body } = await flers.treasurer.post('/api/payouts/seals', { payouts, method: 'cheque' });
    expect(body).toMatchObject({ state: 'awaiting-check', payouts: 2, totalCents: 3_777 });
    const sign = `/api/approvals/${String(body['approvalId'])}/confirmation`;
    expect((await flers.treasurer.post(sign, {})).body).toMatchObject({ code: 'approval-needs-another-person' });
    expect(await flers.coordinator.post(sign, {})).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    const pay = `/api/payouts/${first?.payoutId ?? ''}/payment`;
    const early = { paidOn: '2026-11-21', reference: 'CHQ 17' };
    expect((await flers.treasurer.post(pay, early)).body).toMatchObject({ code: 'paid-on-out-of-range' });
    const paid = { paidOn: '2026-11-22', reference: 'CHQ 17' };
    expect((await flers.treasurer.post(pay, paid)).body).toMatchObject({ state: 'paid' });
    expect((await flers.coordinator.post(pay, paid)).body).toMatchObject({ code: 'payout-step-impossible' });
    const outlook = await flers.outlet.get(`/api/outlets/${flers.outletId}/next-payout`);
    expect(outlook.body).toMatchObject({ owedCents: 0, openCents: 0, draftedCents: 0 });
  });

  it('reads the approved list with the IBAN that it was sealed to, in full; nobody else does, and each reading is noted', async () => {
    const account = async (iban: string): Promise<void> => {
      const change = { iban, holder: 'GAEC du Moulin', reason: 'RIB remis' };
      const { body } = await flers.treasurer.post(`/api/outlets/${mill}/bank-account`, change);
      await flers.coordinator.post(`/api/approvals/${String(body['approvalId'])}/confirmation`, {});
    };
    await account('BE68 5390 0754 7034');
    await oweOutlet(door, flers, { outletId: mill, cents: 500 });
    await draft(flers);
    const [own] = (await list(flers.treasurer)).filter(({ state }) => state === 'draft');
    const payouts = [{ payoutId: own?.payoutId, netCents: own?.netCents }];
    const { body } = await flers.treasurer.post('/api/payouts/seals', { payouts, method: 'transfer' });
    await flers.coordinator.post(`/api/approvals/${String(body['approvalId'])}/confirmation`, {});
    await account('FR14 2004 1010 0505 0001 3M02 606');
    const approved = (await flers.treasurer.get('/api/payouts/to-pay')).body['items'] as Record<string, unknown>[];
    expect(approved.find(({ payoutId }) => payoutId === own?.payoutId)).toMatchObject({
      holder: 'GAEC du Moulin',
      iban: 'BE68539007547034',
      method: 'transfer',
      netCents: 500,
      quoting: 'Règlement n° 3',
    });
    const { text } = await flers.treasurer.get('/api/payouts/to-pay?format=csv');
    expect(text).toContain('BE68539007547034');
    const remembered = await flers.coordinator.get('/api/audit?limit=2');
    expect(remembered.body['items']).toMatchObject([
      { subjectKind: 'payouts-to-pay' },
      { subjectKind: 'payouts-to-pay' },
    ]);
    for (const visitor of [stranger, flers.volunteer, flers.member]) {
      expect(await visitor.get('/api/payouts/to-pay')).toMatchObject({ status: 403 });
    }
    expect((await stranger.get(`/api/payouts/${own?.payoutId ?? ''}/statement`)).text).not.toContain('BE68');
  });

  it('is remembered as having looked at a payout', async () => {
    const [one] = await list(flers.treasurer);
    await flers.treasurer.get(`/api/payouts/${one?.payoutId ?? ''}/statement`);
    const { body } = await flers.coordinator.get('/api/audit?limit=2');
    expect(body['items']).toMatchObject([
      { action: 'money.read', subjectKind: 'payout', subjectId: one?.payoutId },
      { action: 'money.read', subjectKind: 'payouts' },
    ]);
  });
});

describe('a member', () => {
  it('sees what their own unit is paid back, and nobody else’s', async () => {
    const own = await flers.member.get(`/api/account-units/${flers.unitId}/reimbursements`);
    expect(own.body).toEqual({ owedCents: 0, openCents: 0, items: [], next: null });
    expect(await flers.member.get(`/api/account-units/${flers.otherUnitId}/reimbursements`)).toMatchObject({
      status: 404,
    });
    expect(await flers.member.get('/api/payouts')).toMatchObject({ status: 403 });
  });
});
