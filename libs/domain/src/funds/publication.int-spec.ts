import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Actor, asTenant, AuditQuery, newId, RoleStore, SETUP, TenantTransaction } from '#tenancy';
import { type LivingFund, month } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import { FundsQuery } from './funds.query';
import { presetByKey } from '../rules/presets';
import { PublishRulesUseCase, type RulesPublication } from './publish-rules.use-case';
import { RefuseApprovalUseCase } from './refuse-approval.use-case';
import { WithdrawRulesUseCase } from './withdraw-rules.use-case';

let rooms: Rooms;
let fund: LivingFund;
let other: LivingFund;
let ali: Actor;
let bintou: Actor;

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.bystander({ preset: 'lyon', slug: 'lyon' });
});
afterAll(() => rooms.close());

const somebody = async (role: 'coordinator' | 'treasurer'): Promise<Actor> => {
  const id = newId();
  await fund.as(() =>
    rooms.get(TenantTransaction).run(() => rooms.get(RoleStore).grant(id, { role, subjectId: null })),
  );
  return { kind: 'identity', id };
};
// Ali coordinates and Bintou keeps the books.
beforeEach(async () => {
  fund = await rooms.fund();
  [ali, bintou] = [await somebody('coordinator'), await somebody('treasurer')];
});

const flers = presetByKey('flers').rules;
const dearer = { ...flers, allocation: { mode: 'fixed' as const, amountCents: 12_000 } };
const as = <T>(actor: Actor, work: () => Promise<T>): Promise<T> => asTenant({ tenantId: fund.id, actor }, work);
const propose = (from: string, document: unknown = dearer, by = ali): Promise<RulesPublication> =>
  as(by, () => rooms.get(PublishRulesUseCase).run({ document, from: month(from), decisionNote: 'séance du 3' }));
const sign = (approvalId: string, by = bintou): Promise<RulesPublication> =>
  as(by, () => rooms.get(PublishRulesUseCase).run({ approvalId }));
const publish = async (from: string, document: unknown = dearer): Promise<string> => {
  const { approvalId } = await propose(from, document);
  return (await sign(approvalId)).rulesVersionId;
};
const withdraw = (rulesVersionId: string, reason = 'le conseil y revient') =>
  as(ali, () => rooms.get(WithdrawRulesUseCase).run({ rulesVersionId, reason }));
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'not refused',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
const given = async (one: string) =>
  (await fund.read(() => rooms.get(FundsQuery).rulesInForce(month(one))))?.document.allocation;
const history = () => fund.read(() => rooms.get(FundsQuery).history({ after: null, limit: 20 }));
const acts = async () =>
  (await fund.read(() => rooms.get(AuditQuery).latest({ after: null, limit: 50 })))
    .reverse()
    .map(({ action, actorId, facts }) => ({ action, actorId, facts }));

describe('rules that one person proposes', () => {
  it('hold from their month only when another has signed, and the record tells of both', async () => {
    const { state, approvalId, rulesVersionId } = await propose('2026-12');
    expect(state).toBe('awaiting-approval');
    expect(await given('2026-12')).toMatchObject({ amountCents: 10_000 });
    expect((await history()).map(({ from }) => from)).toEqual(['2026-01']);
    expect(await codeOf(sign(approvalId, ali))).toBe('approval-needs-another-person');
    expect(await sign(approvalId)).toEqual({ state: 'published', approvalId, rulesVersionId });
    expect(await given('2026-12')).toMatchObject({ amountCents: 12_000 });
    expect((await history())[0]).toMatchObject({ rulesVersionId, decisionNote: 'séance du 3', withdrawnAt: null });
    expect(await acts()).toEqual(
      expect.arrayContaining([
        { action: 'approval.proposed', actorId: ali.id, facts: { act: 'rules.publish' } },
        { action: 'rules.published', actorId: bintou.id, facts: { from: '2026-12', approvalId } },
      ]),
    );
    expect(await codeOf(sign(approvalId))).toBe('approval-already-decided');
  });

  it('are looked at again when they are signed: a month that began in between stays as it is', async () => {
    const { approvalId } = await propose('2026-12');
    await fund.live('2026-12-01');
    const before = await fund.everyRow();
    expect(await codeOf(sign(approvalId))).toBe('month-already-begun');
    expect(await fund.everyRow()).toEqual(before);
    await as(bintou, () =>
      rooms.get(RefuseApprovalUseCase).run({ approvalId, act: 'rules.publish', reason: 'trop tard' }),
    );
    expect(await codeOf(sign(approvalId))).toBe('approval-already-decided');
  });

  it('are refused at once, and nothing waits, when they are unsound or would end before they begin', async () => {
    const ended = { ...flers, unspent: { mode: 'end-of-project', endsOn: '2026-11-30' } };
    const before = await fund.everyRow();
    expect(await codeOf(propose('2026-12', { ...flers, unit: 'village' }))).toBe('rules-invalid');
    expect(await codeOf(propose('2026-12', ended))).toBe('rules-invalid');
    expect(await codeOf(propose('2026-11'))).toBe('month-already-begun');
    expect(await fund.everyRow()).toEqual(before);
  });

  it('for one month twice: of two proposals one holds, also when both are signed at the same moment', async () => {
    const carol = await somebody('coordinator');
    const two = [await propose('2026-12'), await propose('2026-12', flers, carol)];
    const signed = await Promise.allSettled(two.map(({ approvalId }) => sign(approvalId)));
    expect(signed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refusals = signed.flatMap((one) =>
      one.status === 'rejected' ? [(one.reason as { code: string }).code] : [],
    );
    expect(refusals).toEqual(['rules-already-published-for-month']);
    expect((await history()).map(({ from }) => from)).toEqual(['2026-12', '2026-01']);
  });

  it('with which a fund begins need no second person, for nobody is there yet, and the record says so', async () => {
    const [founded] = await acts();
    expect(founded).toMatchObject({ action: 'fund.created', facts: { firstRules: true, relaxed: true } });
  });
});

describe('rules that are taken back', () => {
  it('leave the month to what was voted before, and to another version; the history keeps who and why', async () => {
    const first = await publish('2027-01');
    await withdraw(first);
    expect(await given('2027-01')).toMatchObject({ amountCents: 10_000 });
    const second = await publish('2027-01', { ...flers, allocation: { mode: 'fixed', amountCents: 11_000 } });
    expect(await given('2027-01')).toMatchObject({ amountCents: 11_000 });
    const told = await history();
    expect(told.map(({ from, withdrawnReason }) => [from, withdrawnReason])).toEqual([
      ['2027-01', null],
      ['2027-01', 'le conseil y revient'],
      ['2026-01', null],
    ]);
    expect(told.map(({ rulesVersionId }) => rulesVersionId).slice(0, 2)).toEqual([second, first]);
    const query = rooms.get(FundsQuery);
    const next = await fund.read(() => query.history({ after: second, limit: 1 }));
    expect(next.map(({ rulesVersionId }) => rulesVersionId)).toEqual([first]);
    expect(await acts()).toContainEqual({
      action: 'rules.withdrawn',
      actorId: ali.id,
      facts: { from: '2027-01', reason: 'le conseil y revient' },
    });
  });

  it('are refused once their month is there, twice, and in another fund', async () => {
    const next = await publish('2026-12');
    const strange = String(
      (await other.read(() => rooms.get(FundsQuery).rulesInForce(month('2026-11'))))?.rulesVersionId,
    );
    const only = String((await history()).at(-1)?.rulesVersionId);
    expect(await codeOf(withdraw(strange))).toBe('rules-version-unknown');
    expect(await codeOf(withdraw(only))).toBe('month-already-begun');
    await withdraw(next);
    expect(await codeOf(withdraw(next))).toBe('rules-already-withdrawn');
    const late = await publish('2026-12');
    await fund.live('2026-12-01');
    expect(await codeOf(withdraw(late))).toBe('month-already-begun');
    expect((await fund.month('2026-12')).rulesVersionId).toBe(late);
  });

  it('with which a fund was to begin make room for others from any month that has not begun', async () => {
    fund = await rooms.fund({ from: '2027-03' });
    [ali, bintou] = [await somebody('coordinator'), await somebody('treasurer')];
    await withdraw(String((await history())[0]?.rulesVersionId));
    expect(await given('2027-03')).toBeUndefined();
    await publish('2026-11');
    expect(await given('2026-11')).toMatchObject({ amountCents: 12_000 });
  });

  it('at the moment their month begins are either taken back or what it runs under, never both', async () => {
    for (const instant of ['2027-01-01T00:00:00+01:00', '2026-12-31T23:59:59+01:00']) {
      fund = await rooms.fund();
      [ali, bintou] = [await somebody('coordinator'), await somebody('treasurer')];
      await fund.live('2026-12-01');
      const version = await publish('2027-01');
      await fund.at(instant);
      await Promise.allSettled([withdraw(version), fund.run('month.plan')]);
      await fund.live('2027-01-01');
      const [standing] = (await history()).filter(({ rulesVersionId }) => rulesVersionId === version);
      const runsUnder = (await fund.month('2027-01')).rulesVersionId;
      expect(runsUnder === version).toBe(standing?.withdrawnAt === null);
    }
  });

  it('cannot be changed otherwise, nor brought back by deleting', async () => {
    const transaction = rooms.get(TenantTransaction);
    const send = (sql: string) => as(SETUP, () => transaction.run(() => transaction.query(sql)));
    await expect(send(`update funds.rules_version set document = '{}'`)).rejects.toThrow(/permission denied/);
    await expect(send('delete from funds.rules_version')).rejects.toThrow(/permission denied/);
  });
});

describe('a fund that is to count in households one day', () => {
  it('admits nobody as a person before those rules are taken back', async () => {
    const households = { ...flers, unit: 'household' as const };
    const later = await publish('2027-02', households);
    const admission = await codeOf(fund.admit());
    expect(admission).toBe('unit-changes-later');
    await withdraw(later);
    await fund.admit();
    expect(await codeOf(propose('2027-02', households))).toBe('unit-cannot-change');
  });
});
