import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ApprovalStore, AuditQuery, TenantTransaction } from '#tenancy';
import type { LivingFund, Somebody } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { BankAccountQuery } from './bank-account.query';
import { type ChangeIban, ChangeIbanUseCase } from './change-iban.use-case';

const POST = 'FR1420041010050500013M02606';
const BELGIAN = 'BE68539007547034';

let rooms: Rooms;
let flers: LivingFund;
let lavoir: LivingFund;
let ali: Somebody;
let bintou: Somebody;

beforeAll(async () => {
  rooms = await Rooms.open();
  lavoir = await rooms.bystander({ preset: 'lavoir' });
});
afterAll(() => rooms.close());
beforeEach(async () => {
  flers = await rooms.fund({ preset: 'flers' });
  ali = await flers.somebody('coordinator');
  bintou = await flers.somebody('treasurer');
});

const wish = (rest: Partial<ChangeIban> = {}): ChangeIban => ({
  iban: 'fr14 2004 1010 0505 0001 3m02 606',
  bic: 'psst frpp xxx',
  holder: 'Caisse de Flers',
  reason: 'première banque',
  ...rest,
});
const change = (by: Somebody, rest: Partial<ChangeIban> = {}) =>
  by.as(() => rooms.get(ChangeIbanUseCase).run(wish(rest)));
const sign = (by: Somebody, approvalId: string) => by.as(() => rooms.get(ChangeIbanUseCase).run({ approvalId }));
const current = (fund = flers) => fund.read(() => rooms.get(BankAccountQuery).current());

describe('the account that a fund is paid to', () => {
  it('is told to nobody before a second person has signed, and keeps its history', async () => {
    const { approvalId } = await change(ali);
    expect(await current()).toBeNull();
    await expect(sign(ali, approvalId)).rejects.toThrow('approval-needs-another-person');
    await sign(bintou, approvalId);
    expect(await current()).toMatchObject({ iban: POST, bic: 'PSSTFRPPXXX', holder: 'Caisse de Flers' });
    const next = await change(bintou, { iban: BELGIAN, bic: null, reason: 'autre banque' });
    expect(await current()).toMatchObject({ iban: POST });
    await flers.morning('2026-11-20');
    await sign(ali, next.approvalId);
    expect(await current()).toMatchObject({ iban: BELGIAN, bic: null });
    const history = await flers.read(() => rooms.get(BankAccountQuery).history({ after: null, limit: 10 }));
    expect(history.map(({ iban, state }) => [iban, state])).toEqual([
      [BELGIAN, 'confirmed'],
      [POST, 'confirmed'],
    ]);
    expect(await current(lavoir)).toBeNull();
  });

  it('stays what it was when the change is refused', async () => {
    const { approvalId } = await change(ali);
    await bintou.as(() =>
      rooms
        .get(TenantTransaction)
        .run(() => rooms.get(ApprovalStore).refuse({ approvalId, act: 'iban.change', reason: 'inconnue' })),
    );
    await expect(sign(bintou, approvalId)).rejects.toThrow('approval-already-decided');
    expect(await current()).toBeNull();
  });

  it('is an IBAN that adds up, of the SEPA area, with a BIC that is one', async () => {
    for (const iban of ['FR1420041010050500013M02607', 'BR1800360305000010009795493C1', 'pas un IBAN', '']) {
      expect(await refused(flers, () => change(ali, { iban }))).toBe('iban-invalid');
    }
    expect(await refused(flers, () => change(ali, { bic: 'PSST' }))).toBe('bic-invalid');
  });

  it('changes one at a time, however many ask at once', async () => {
    const both = await Promise.allSettled([change(ali), change(bintou)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(change(ali)).rejects.toThrow('iban-change-awaits');
  });

  it('is in no record of acts: only its last four characters', async () => {
    const { approvalId } = await change(ali);
    await sign(bintou, approvalId);
    const acts = await flers.read(() => rooms.get(AuditQuery).latest({ after: null, limit: 100 }));
    expect(acts.map(({ action }) => action)).toEqual(expect.arrayContaining(['iban.change-proposed', 'iban.changed']));
    expect(JSON.stringify(acts)).not.toContain(POST.slice(0, -4));
    const rows = await rooms.database.asOwner('select payload from tenancy.approval where tenant_id = $1', [flers.id]);
    expect(rows).toEqual([{ payload: { ibanEndsWith: '2606' } }]);
  });
});
