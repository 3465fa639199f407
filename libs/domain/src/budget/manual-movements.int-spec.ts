import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RoleStore, TenantTransaction } from '#tenancy';
import { amount, type LivingFund, type Somebody } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import type { ManualMovement } from './manual-movement';
import { ManualMovementsQuery } from './manual-movements.query';
import { RecordManualMovementUseCase } from './record-manual-movement.use-case';
import { RefuseManualMovementUseCase } from './refuse-manual-movement.use-case';
import { SignManualMovementUseCase } from './sign-manual-movement.use-case';

let rooms: Rooms;
let flers: LivingFund;
let ali: Somebody;
let bintou: Somebody;

beforeAll(async () => {
  rooms = await Rooms.open();
  await rooms.bystander({ preset: 'lavoir' }, (fund) => fund.open(50_000));
});
afterAll(() => rooms.close());

// A fund with 1 000 € in its pot and its bank; Ali coordinates, Bintou keeps the books.
beforeEach(async () => {
  flers = await rooms.fund({ preset: 'flers' });
  await flers.morning('2026-11-10');
  await flers.open(100_000);
  ali = await flers.somebody('coordinator');
  bintou = await flers.somebody('treasurer');
});

const move = (by: Somebody, rest: Partial<ManualMovement> = {}) =>
  by.as(() =>
    rooms.get(RecordManualMovementUseCase).run({
      debit: 'pot',
      credit: 'running-costs',
      amount: amount(30_000),
      reason: 'voté par l’assemblée',
      ...rest,
    }),
  );
const sign = (by: Somebody, approvalId: string) =>
  by.as(() => rooms.get(SignManualMovementUseCase).run({ approvalId }));
const refuse = (by: Somebody, approvalId: string) =>
  by.as(() => rooms.get(RefuseManualMovementUseCase).run({ approvalId, reason: 'non' }));
const figures = async () => {
  const { held, free, setAside } = await flers.figures('2026-11-30');
  return { held, free, setAside };
};
const listed = () => flers.read(() => rooms.get(ManualMovementsQuery).latest({ after: null, limit: 10 }));

describe('a movement by hand', () => {
  it('is in the books at once, listed as awaiting, and signed by another person', async () => {
    const { approvalId, state, signByOn } = await move(ali);
    expect({ state, signByOn }).toEqual({ state: 'awaiting-approval', signByOn: '2026-11-17' });
    expect(await figures()).toEqual({ held: 100_000, free: 70_000, setAside: 30_000 });
    expect(await listed()).toMatchObject([{ state: 'awaiting', recordedBy: ali.id, amountCents: 30_000 }]);
    await expect(sign(ali, approvalId)).rejects.toThrow('approval-needs-another-person');
    await sign(bintou, approvalId);
    expect(await listed()).toMatchObject([{ state: 'confirmed', decidedBy: bintou.id }]);
    expect(await figures()).toEqual({ held: 100_000, free: 70_000, setAside: 30_000 });
    await expect(refuse(bintou, approvalId)).rejects.toThrow('approval-already-decided');
    expect(await flers.faults()).toEqual([]);
  });

  it.each(['refused', 'withdrawn'])('%s is reversed in the same transaction, once', async (state) => {
    const { approvalId } = await move(ali);
    const by = state === 'refused' ? bintou : ali;
    const answers = await Promise.allSettled([refuse(by, approvalId), refuse(by, approvalId)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await figures()).toEqual({ held: 100_000, free: 100_000, setAside: 0 });
    expect(await listed()).toMatchObject([{ state }]);
    expect(await flers.faults()).toEqual([]);
  });

  it('signed and refused at the same time is one of the two', async () => {
    const { approvalId } = await move(ali);
    await Promise.allSettled([sign(bintou, approvalId), refuse(bintou, approvalId)]);
    const [{ state } = { state: '' }] = await listed();
    const { free } = await figures();
    expect([state, free]).toEqual(state === 'confirmed' ? ['confirmed', 70_000] : ['refused', 100_000]);
    expect(await flers.faults()).toEqual([]);
  });

  it('takes no more than there is, from the pot or the till, and changes nothing when it would', async () => {
    const run = (rest: Partial<ManualMovement>) => () => move(ali, rest);
    expect(await refused(flers, run({ amount: amount(100_001) }))).toBe('account-too-low');
    expect(await refused(flers, run({ debit: 'bank', credit: 'cash', amount: amount(1) }))).toBe('account-too-low');
    expect(await refused(flers, run({ credit: 'pot' }))).toBe('manual-movement-pointless');
    await move(ali, { debit: 'cash', credit: 'bank', amount: amount(2_000) });
    await move(ali, { debit: 'bank', credit: 'cash', amount: amount(2_000) });
    expect(await flers.faults()).toEqual([]);
  });

  it('by two at once takes no more than there is', async () => {
    const both = await Promise.allSettled([
      move(ali, { amount: amount(60_000) }),
      move(bintou, { amount: amount(60_000) }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await figures()).free).toBe(40_000);
  });

  it('that nobody has signed after seven days lets no other be made', async () => {
    const { approvalId } = await move(ali);
    await flers.morning('2026-11-17');
    await move(bintou, { amount: amount(1) });
    await flers.morning('2026-11-18');
    await expect(move(bintou)).rejects.toThrow('manual-movement-unsigned');
    await sign(bintou, approvalId);
    await move(bintou);
  });

  it('of somebody who lost the right meanwhile can only be refused', async () => {
    const { approvalId } = await move(ali);
    await flers.as(() => rooms.get(TenantTransaction).run(() => rooms.get(RoleStore).withdraw(ali.id, 'coordinator')));
    await expect(sign(bintou, approvalId)).rejects.toThrow('approval-proposer-gone');
    await refuse(bintou, approvalId);
    expect((await figures()).free).toBe(100_000);
  });

  it('in a month that is closed meanwhile is reversed in the open one', async () => {
    const { approvalId } = await move(ali);
    await flers.live('2026-12-01');
    await refuse(bintou, approvalId);
    expect(await flers.faults()).toEqual([]);
    const { free } = await flers.figures('2026-12-01');
    expect(free).toBe(100_000);
  });
});
