import { OpenDuesUseCase } from '#domain/contributions';
import { newId, TenantTransaction } from '#tenancy';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkBooks } from '#database';
import { admit, aLivingFund, firstOf, type LivingFund } from './a-living-fund';
import { type Answer, type FrontDoor, openFrontDoor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
});
afterAll(() => door.close());

const propose = (dueId: string, amountCents?: number): Promise<Answer> =>
  flers.treasurer.post(`/api/contributions/${dueId}/forgiveness`, {
    ...(amountCents === undefined ? {} : { amountCents }),
    reason: 'hôpital',
  });
const confirm = (approvalId: unknown, by = flers.coordinator): Promise<Answer> =>
  by.post(`/api/approvals/${String(approvalId)}/confirmation`, undefined);
const refuse = (approvalId: unknown, by = flers.coordinator): Promise<Answer> =>
  by.post(`/api/approvals/${String(approvalId)}/refusal`, { reason: 'attendons' });
const pay = (dueId: string, amountCents: number): Promise<Answer> =>
  flers.coordinator.post(`/api/contributions/${dueId}/receipts`, { amountCents, method: 'cash' });

/** Where a due of 40 € stands: its state, received, forgiven. */
async function stand(dueId: string): Promise<[string, number, number]> {
  const [due] = await door.database.asOwner(
    'select state, received_cents, forgiven_cents from contributions.due where tenant_id = $1 and due_id = $2',
    [flers.fundId, dueId],
  );
  return [String(due?.['state']), Number(due?.['received_cents']), Number(due?.['forgiven_cents'])];
}

async function faults(fund: LivingFund): Promise<unknown[]> {
  const { app } = door;
  const checks = await door.inside(fund.fundId, () =>
    checkBooks((sql) => app.get(TenantTransaction, { strict: false }).query(sql)),
  );
  return checks.filter(({ ok }) => !ok);
}

/** A due of 40 € of somebody who was called for November. */
async function aDue(name: string): Promise<string> {
  const { unitId } = await admit(flers.coordinator, name);
  const { monthRunId } = flers;
  await door.outside(flers.fundId, () => door.app.get(OpenDuesUseCase, { strict: false }).run({ monthRunId }));
  const dues = await flers.coordinator.get(`/api/account-units/${unitId}/contributions`);
  return firstOf(dues.body, 'dueId');
}

describe('a contribution that is not to be asked for any more', () => {
  it('is written off by the second signature, of somebody else of this fund, and once', async () => {
    const dueId = await aDue('Chloé');
    const proposed = await propose(dueId, 1_500);
    expect(proposed).toMatchObject({ status: 201, body: { state: 'awaiting-approval' } });
    const { approvalId } = proposed.body;
    expect(await stand(dueId)).toEqual(['open', 0, 0]);
    const own = await confirm(approvalId, flers.treasurer);
    expect(own).toMatchObject({ status: 409, body: { code: 'approval-needs-another-person' } });
    const elsewhere = await confirm(approvalId, lavoir.coordinator);
    expect(elsewhere).toMatchObject({ status: 404, body: { code: 'approval-unknown' } });
    expect(await stand(dueId)).toEqual(['open', 0, 0]);

    const both = await Promise.all([confirm(approvalId), confirm(approvalId)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 200)?.body).toMatchObject({
      act: 'arrears.forgive',
      state: 'confirmed',
    });
    expect(await stand(dueId)).toEqual(['open', 0, 1_500]);
    const whole = await propose(dueId);
    expect(await confirm(whole.body['approvalId'])).toMatchObject({ status: 200 });
    expect(await stand(dueId)).toEqual(['written-off', 0, 4_000]);
    expect(await pay(dueId, 100)).toMatchObject({ status: 409, body: { code: 'due-not-open' } });
    expect(await faults(flers)).toEqual([]);
  });

  it('refused stays owed, whole', async () => {
    const dueId = await aDue('Dora');
    const { approvalId } = (await propose(dueId)).body;
    expect(await refuse(approvalId, lavoir.coordinator)).toMatchObject({ status: 404 });
    expect(await refuse(approvalId)).toMatchObject({ status: 200, body: { state: 'refused' } });
    expect(await confirm(approvalId)).toMatchObject({ status: 409, body: { code: 'approval-already-decided' } });
    expect(await stand(dueId)).toEqual(['open', 0, 0]);
    expect(await faults(flers)).toEqual([]);
  });

  it('of which some came in meanwhile is written off for what is left only; of all of it, not at all', async () => {
    const dueId = await aDue('Éric');
    const [first, second] = [await propose(dueId), await propose(dueId)];
    expect(await pay(dueId, 3_000)).toMatchObject({ status: 201 });
    expect(await confirm(first.body['approvalId'])).toMatchObject({ status: 200 });
    expect(await stand(dueId)).toEqual(['written-off', 3_000, 1_000]);
    const late = await confirm(second.body['approvalId']);
    expect(late).toMatchObject({ status: 409, body: { code: 'due-not-open' } });
    expect(await refuse(second.body['approvalId'])).toMatchObject({ status: 200 });
    expect(await stand(dueId)).toEqual(['written-off', 3_000, 1_000]);
    expect(await faults(flers)).toEqual([]);
    expect(await faults(lavoir)).toEqual([]);
  });

  it('is one of this fund', async () => {
    expect(await propose(lavoir.dueId)).toMatchObject({ status: 404, body: { code: 'due-unknown' } });
    expect(await propose(newId())).toMatchObject({ status: 404, body: { code: 'due-unknown' } });
  });
});
