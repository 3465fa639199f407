import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../../test/support/fresh-database';
import type { Actor } from './actor';
import { SETUP } from './actor';
import { ApprovalQuery } from './approval.query';
import { ApprovalStore } from './approval.store';
import type { ApprovalAct } from './signatories';
import { AuditQuery } from './audit.query';
import { AuditStore } from './audit.store';
import { FundClock } from './fund-clock';
import { newId } from './new-id';
import { type RoleGrant, RoleStore } from './role.store';
import { asTenant } from './tenant-scope';
import { TenantTransaction } from './tenant-transaction';
import { type TenantId, tenantId } from './tenant';

let database: FreshDatabase;
let transaction: TenantTransaction;
let approvals: ApprovalStore;
let roles: RoleStore;
let query: ApprovalQuery;
let flers: TenantId;
let lavoir: TenantId;
let ali: Actor;
let bintou: Actor;

beforeAll(async () => {
  database = await freshDatabase();
  transaction = new TenantTransaction(await database.appPool(6));
  const clock = new FundClock(transaction, () => '2026-11-22T09:00:00.000Z');
  approvals = new ApprovalStore({ transaction, clock, audit: new AuditStore(transaction) });
  roles = new RoleStore(transaction);
  query = new ApprovalQuery(transaction);
});
afterAll(() => database.drop());

const as = <T>(fund: TenantId, actor: Actor, work: () => Promise<T>): Promise<T> =>
  asTenant({ tenantId: fund, actor }, () => transaction.run(work));
const idOf = ({ id }: Actor): string => String(id);
const somebody = async (fund: TenantId, role: RoleGrant['role']): Promise<Actor> => {
  const actor: Actor = { kind: 'identity', id: newId() };
  await as(fund, SETUP, () => roles.grant(actor.id, { role, subjectId: null }));
  return actor;
};
const propose = (actor: Actor, fund = flers, act: ApprovalAct = 'iban.change') =>
  as(fund, actor, () =>
    approvals.propose({ act, subjectKind: 'fund', subjectId: fund, payload: { amountCents: 5 }, reason: 'essai' }),
  );
const confirm = (actor: Actor, approvalId: string, fund = flers, act: ApprovalAct = 'iban.change') =>
  as(fund, actor, () => approvals.confirm({ approvalId, act }));
const refuse = (actor: Actor, approvalId: string) =>
  as(flers, actor, () => approvals.refuse({ approvalId, act: 'iban.change', reason: 'non' }));
const stateOf = async (approvalId: string) => (await as(flers, SETUP, () => query.one(approvalId)))?.state;
const acts = (fund = flers) =>
  as(fund, SETUP, async () => (await new AuditQuery(transaction).latest({ after: null, limit: 50 })).reverse());

// Two funds that know nothing of each other; in Flers Ali coordinates and Bintou keeps the books.
beforeEach(async () => {
  flers = tenantId(newId());
  lavoir = tenantId(newId());
  ali = await somebody(flers, 'coordinator');
  bintou = await somebody(flers, 'treasurer');
});

describe('an act that two people sign', () => {
  it('waits for a second person, is handed on when they sign, and both are remembered', async () => {
    const { approvalId, granted } = await propose(ali);
    expect(granted).toBe(false);
    expect(await confirm(bintou, approvalId)).toEqual({
      subjectId: flers,
      payload: { amountCents: 5 },
      reason: 'essai',
    });
    expect(await as(flers, SETUP, () => query.one(approvalId))).toMatchObject({
      state: 'confirmed',
      proposedBy: idOf(ali),
      decidedBy: idOf(bintou),
      relaxed: false,
    });
    expect((await acts()).map(({ action, actorId, facts }) => [action, actorId, facts])).toEqual([
      ['approval.proposed', idOf(ali), { act: 'iban.change' }],
      ['approval.confirmed', idOf(bintou), { act: 'iban.change', proposedBy: idOf(ali) }],
    ]);
  });

  it('is not signed by the one who proposed it, nor by one who may not sign', async () => {
    const { approvalId } = await propose(ali);
    const helper = await somebody(flers, 'volunteer');
    const stranger = await somebody(lavoir, 'coordinator');
    for (const actor of [ali, helper, stranger, SETUP]) {
      await expect(confirm(actor, approvalId)).rejects.toThrow('approval-needs-another-person');
    }
    expect(await stateOf(approvalId)).toBe('awaiting');
  });

  it('is signed once, however many sign at once', async () => {
    const { approvalId } = await propose(ali);
    const third = await somebody(flers, 'coordinator');
    const answers = await Promise.allSettled([bintou, third, bintou].map((actor) => confirm(actor, approvalId)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await acts()).filter(({ action }) => action === 'approval.confirmed')).toHaveLength(1);
    await expect(confirm(bintou, approvalId)).rejects.toThrow('approval-already-decided');
  });

  it('is not done when the one who proposed it has lost the right to', async () => {
    const { approvalId } = await propose(ali);
    await as(flers, SETUP, () => roles.withdraw(idOf(ali), 'coordinator'));
    await expect(confirm(bintou, approvalId)).rejects.toThrow('approval-proposer-gone');
    await refuse(bintou, approvalId);
    expect(await stateOf(approvalId)).toBe('refused');
  });

  it('is not signed by one who lost the right to sign since', async () => {
    const { approvalId } = await propose(ali);
    await as(flers, SETUP, () => roles.withdraw(idOf(bintou), 'treasurer'));
    await expect(confirm(bintou, approvalId)).rejects.toThrow('approval-needs-another-person');
  });

  it('refused stays refused, and taken back by its maker is withdrawn', async () => {
    const first = await propose(ali);
    await refuse(bintou, first.approvalId);
    await expect(confirm(bintou, first.approvalId)).rejects.toThrow('approval-already-decided');
    const second = await propose(ali);
    await refuse(ali, second.approvalId);
    expect([await stateOf(first.approvalId), await stateOf(second.approvalId)]).toEqual(['refused', 'withdrawn']);
  });

  it('is found neither by another fund nor under another act', async () => {
    const { approvalId } = await propose(ali);
    const other = await somebody(lavoir, 'coordinator');
    await expect(confirm(other, approvalId, lavoir)).rejects.toThrow('approval-unknown');
    await expect(confirm(bintou, approvalId, flers, 'rules.publish')).rejects.toThrow('approval-unknown');
    expect(await as(lavoir, SETUP, () => query.latest({ state: null, after: null, limit: 9 }))).toEqual([]);
  });

  it('cannot be signed by its maker even by SQL, nor proposed anew in place', async () => {
    const { approvalId } = await propose(ali);
    const own = as(flers, ali, () =>
      transaction.query(
        `update tenancy.approval set state = 'confirmed', decided_by = proposed_by, decided_at = now()
         where tenant_id = $1 and approval_id = $2`,
        [flers, approvalId],
      ),
    );
    await expect(own).rejects.toThrow(/signed_by_another/);
    const moved = as(flers, ali, () => transaction.query(`update tenancy.approval set payload = '{}'`));
    await expect(moved).rejects.toThrow(/permission/);
  });
});

describe('a fund of fewer than three', () => {
  const relax = (actor = ali, fund = flers) => as(fund, actor, () => approvals.relax('nous ne sommes que deux'));

  it('may let one signature be enough, and the record says so each time', async () => {
    await relax();
    await relax();
    const { approvalId, granted } = await propose(bintou);
    expect(granted).toBe(true);
    expect(await as(flers, SETUP, () => query.one(approvalId))).toMatchObject({
      state: 'confirmed',
      relaxed: true,
      decidedBy: idOf(bintou),
    });
    expect((await acts()).at(-1)).toMatchObject({ facts: { act: 'iban.change', relaxed: true } });
    expect(await as(flers, SETUP, () => query.relaxation())).toMatchObject({ relaxed: true, people: 2 });
    expect(await as(lavoir, SETUP, () => query.relaxation())).toMatchObject({ relaxed: false, people: 0 });
  });

  it('needs two again as soon as a third comes, and for good', async () => {
    await relax();
    const third = await somebody(flers, 'treasurer');
    expect((await propose(ali)).granted).toBe(false);
    await expect(relax()).rejects.toThrow('approval-not-relaxable');
    await as(flers, SETUP, () => roles.withdraw(idOf(third), 'treasurer'));
    expect((await propose(ali)).granted).toBe(false);
    expect(await as(flers, SETUP, () => query.relaxation())).toMatchObject({ relaxed: false, mayRelax: true });
  });

  it('still needs both for what cannot be called back, unless one person is all there is', async () => {
    await relax();
    const propose = () =>
      as(flers, ali, () =>
        approvals.propose({
          act: 'payouts.seal',
          subjectKind: 'payouts',
          subjectId: null,
          payload: {},
          reason: 'les règlements de novembre',
          bothFirst: true,
        }),
      );
    expect((await propose()).granted).toBe(false);
    await as(flers, SETUP, () => roles.withdraw(idOf(bintou), 'treasurer'));
    expect((await propose()).granted).toBe(true);
    expect((await acts()).at(-1)).toMatchObject({ facts: { act: 'payouts.seal', relaxed: true } });
  });

  it('counts people, not roles', async () => {
    await as(flers, SETUP, () => roles.grant(idOf(ali), { role: 'treasurer', subjectId: null }));
    await relax();
    expect((await propose(ali)).granted).toBe(true);
  });

  it('may ask for two signatures again', async () => {
    await relax();
    await as(flers, bintou, () => approvals.tighten());
    expect((await propose(ali)).granted).toBe(false);
    await expect(as(flers, bintou, () => approvals.tighten())).rejects.toThrow('approval-not-relaxed');
  });

  it('does not relax while a third person is being given a role: one of the two happens first', async () => {
    const third: Actor = { kind: 'identity', id: newId() };
    await Promise.allSettled([
      relax(),
      as(flers, SETUP, () => roles.grant(third.id, { role: 'coordinator', subjectId: null })),
    ]);
    expect((await propose(ali)).granted).toBe(false);
    await as(flers, SETUP, () => roles.withdraw(third.id, 'coordinator'));
    expect((await propose(ali)).granted).toBe(false);
  });
});

describe('the set-up of a demonstration', () => {
  it('signs for itself, and the record says so', async () => {
    const { approvalId, granted } = await propose(SETUP);
    expect(granted).toBe(true);
    expect(await as(flers, SETUP, () => query.one(approvalId))).toMatchObject({ relaxed: true, proposedBy: null });
  });
});
