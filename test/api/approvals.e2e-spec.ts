import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApprovalStore, asTenant, RoleStore, type TenantId, TenantTransaction } from '#tenancy';
import { type FrontDoor, openFrontDoor, type Visitor } from './front-door';

let door: FrontDoor;
let flers: TenantId;
let ali: Visitor;
let aliId: string;
let bintou: Visitor;
let bintouId: string;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await door.fund('flers');
  aliId = await door.person('ali@flers.example', [{ fund: flers, role: 'coordinator', subjectId: null }]);
  bintouId = await door.person('bintou@flers.example', [{ fund: flers, role: 'treasurer', subjectId: null }]);
  ali = await door.signedIn('ali@flers.example', 'flers');
  bintou = await door.signedIn('bintou@flers.example', 'flers');
});
afterAll(() => door.close());

async function proposed(by = aliId): Promise<string> {
  const { approvalId } = await asTenant({ tenantId: flers, actor: { kind: 'identity', id: by } }, () =>
    door.app.get(TenantTransaction, { strict: false }).run(() =>
      door.app.get(ApprovalStore, { strict: false }).propose({
        act: 'iban.change',
        subjectKind: 'fund',
        subjectId: flers,
        payload: {},
        reason: 'nouvelle banque',
      }),
    ),
  );
  return approvalId;
}

describe('what waits for a second signature', () => {
  it('is listed to those who may sign, and refused with a reason', async () => {
    const approvalId = await proposed();
    expect((await bintou.get('/api/approvals?state=awaiting')).body).toMatchObject({
      items: [{ approvalId, act: 'iban.change', proposedBy: aliId, state: 'awaiting' }],
    });
    const refused = await bintou.post(`/api/approvals/${approvalId}/refusal`, { reason: 'ce n’est pas la nôtre' });
    expect(refused).toMatchObject({ status: 200, body: { state: 'refused', decidedBy: bintouId } });
    expect(await bintou.post(`/api/approvals/${approvalId}/refusal`, { reason: 'encore' })).toMatchObject({
      status: 409,
      body: { code: 'approval-already-decided', state: 'refused' },
    });
  });

  it('is gone from the sight of one whose role was taken away, at their next call', async () => {
    const approvalId = await proposed();
    const inFund = <T>(work: () => Promise<T>): Promise<T> => door.inside(flers, work);
    const roles = door.app.get(RoleStore, { strict: false });
    await inFund(() => roles.withdraw(bintouId, 'treasurer'));
    expect(await bintou.post(`/api/approvals/${approvalId}/refusal`, { reason: 'non' })).toMatchObject({ status: 403 });
    await inFund(() => roles.grant(bintouId, { role: 'treasurer', subjectId: null }));
    expect(await bintou.post(`/api/approvals/${approvalId}/refusal`, { reason: 'non' })).toMatchObject({ status: 200 });
  });

  it('is not found under another id', async () => {
    expect(await ali.post(`/api/approvals/${aliId}/confirmation`, undefined)).toMatchObject({
      status: 404,
      body: { code: 'approval-unknown' },
    });
  });
});

describe('a fund of two', () => {
  it('lets one signature be enough, by its coordinator and with a reason, until a third person comes', async () => {
    const reason = 'nous ne sommes que deux';
    expect(await bintou.post('/api/approvals/relaxation', { relaxed: true, reason })).toMatchObject({ status: 403 });
    expect(await ali.post('/api/approvals/relaxation', { relaxed: true })).toMatchObject({ status: 422 });
    expect(await ali.post('/api/approvals/relaxation', { relaxed: true, reason })).toMatchObject({
      status: 200,
      body: { relaxed: true, relaxedBy: aliId, people: 2, mayRelax: true },
    });
    expect((await ali.get('/api/audit')).body).toMatchObject({
      items: [{ action: 'approvals.relaxed', facts: { reason } }, ...Array<unknown>(5).fill(expect.anything())],
    });
    await door.person('chloe@flers.example', [{ fund: flers, role: 'treasurer', subjectId: null }]);
    expect((await ali.get('/api/approvals/relaxation')).body).toMatchObject({ relaxed: false, people: 3 });
    expect(await ali.post('/api/approvals/relaxation', { relaxed: true, reason })).toMatchObject({
      status: 409,
      body: { code: 'approval-not-relaxable', people: 3 },
    });
    expect(await ali.post('/api/approvals/relaxation', { relaxed: false, reason })).toMatchObject({
      status: 409,
      body: { code: 'approval-not-relaxed' },
    });
  });
});
