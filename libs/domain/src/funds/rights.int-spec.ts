import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApprovalStore, newId, type RoleGrant, RoleStore, TenantTransaction } from '#tenancy';
import type { LivingFund, Somebody } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { GrantRightUseCase } from './grant-right.use-case';
import { RevokeRightUseCase } from './revoke-right.use-case';
import { RightsQuery } from './rights.query';

type Role = RoleGrant['role'];

let rooms: Rooms;
let flers: LivingFund;
let ali: Somebody;
let bintou: Somebody;

beforeAll(async () => {
  rooms = await Rooms.open();
  await rooms.bystander({ preset: 'lavoir' });
});
afterAll(() => rooms.close());
// Ali and Bintou coordinate Flers.
beforeEach(async () => {
  flers = await rooms.fund({ preset: 'flers' });
  ali = await flers.somebody('coordinator');
  bintou = await flers.somebody('coordinator');
});

const grant = (by: Somebody, identityId: string, role: Role, subjectId: string | null = null) =>
  by.as(() => rooms.get(GrantRightUseCase).run({ identityId, role, subjectId, reason: 'élue' }));
const revoke = (by: Somebody, identityId: string, role: Role = 'coordinator') =>
  by.as(() => rooms.get(RevokeRightUseCase).run({ identityId, role, reason: 'partie' }));
const rolesOf = (id: string) => flers.read(async () => (await rooms.get(RoleStore).of(id)).map(({ role }) => role));
const propose = (by: Somebody) =>
  by.as(() =>
    rooms.get(TenantTransaction).run(() =>
      rooms.get(ApprovalStore).propose({
        act: 'iban.change',
        subjectKind: 'bank-account',
        subjectId: null,
        payload: {},
        reason: 'essai',
      }),
    ),
  );

describe('a right', () => {
  it('is given and taken away in its own fund only, and both are listed', async () => {
    const chloe = newId();
    await grant(ali, chloe, 'treasurer');
    expect(await rolesOf(chloe)).toEqual(['treasurer']);
    const listed = await flers.read(() => rooms.get(RightsQuery).list({ after: null, limit: 10 }));
    expect(listed.find(({ identityId }) => identityId === chloe)?.rights).toMatchObject([
      { role: 'treasurer', subjectId: null, grantedBy: ali.id },
    ]);
    await expect(grant(ali, chloe, 'treasurer')).rejects.toThrow('right-already-held');
    await revoke(bintou, chloe, 'treasurer');
    expect(await rolesOf(chloe)).toEqual([]);
    await expect(revoke(bintou, chloe, 'treasurer')).rejects.toThrow('right-not-held');
  });

  it('of a member or a payer is for somebody of this fund, and the others for nobody', async () => {
    const unitId = await flers.admit();
    const [person] = await rooms.database.asOwner(
      'select person_id from members.unit_person where tenant_id = $1 and account_unit_id = $2',
      [flers.id, unitId],
    );
    const personId = String(person?.['person_id']);
    await grant(ali, newId(), 'member', personId);
    const wrong: [Role, string | null][] = [
      ['member', null],
      ['member', newId()],
      ['payer', personId],
      ['treasurer', personId],
    ];
    for (const [role, subject] of wrong) {
      expect(await refused(flers, () => grant(ali, newId(), role, subject))).toBe('right-subject-unknown');
    }
  });

  it('to coordinate is never taken from the last who does, even when two leave at once', async () => {
    const leaving = await Promise.allSettled([revoke(ali, ali.id), revoke(bintou, bintou.id)]);
    expect(leaving.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = [...(await rolesOf(ali.id)), ...(await rolesOf(bintou.id))];
    expect(left).toEqual(['coordinator']);
  });

  it('to sign is neither given nor taken by somebody whose own proposal awaits a signature', async () => {
    await propose(ali);
    expect(await refused(flers, () => revoke(ali, bintou.id))).toBe('own-proposal-awaits');
    expect(await refused(flers, () => grant(ali, newId(), 'treasurer'))).toBe('own-proposal-awaits');
    await grant(ali, newId(), 'volunteer');
    await grant(bintou, newId(), 'treasurer');
    await revoke(ali, ali.id);
    expect(await rolesOf(ali.id)).toEqual([]);
  });
});
