import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#tenancy';
import { day, type LivingFund } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { NoticesQuery } from '../notices/notices.query';
import type { LineDraft } from './approval-line';
import { OutletsQuery } from './outlets.query';
import { ALL, EVERYTHING, OutletsOf } from './outlets.spec-support';

let rooms: Rooms;
let flers: LivingFund;
let outlets: OutletsOf;

beforeAll(async () => {
  rooms = await Rooms.open();
  await rooms.bystander({ preset: 'lavoir' }, (fund) => new OutletsOf(rooms, fund).approved());
});
afterAll(() => rooms.close());
beforeEach(async () => {
  flers = await rooms.fund({ preset: 'flers' });
  outlets = new OutletsOf(rooms, flers);
});

/** Somebody of a unit bought there; what a purchase is belongs to another room. */
const bought = (outletId: string, unitId: string, on: string, personId: string | null = null) =>
  rooms.database.asOwner(
    `insert into purchases.purchase values ($1, $2, $3, $4, $5, 'card', 1000, 1000, 1000, $6, $6, now(), $2, null)`,
    [flers.id, newId(), unitId, personId, outletId, on],
  );

describe('an outlet', () => {
  it('is proposed, approved with what is covered there, and has its account in the books', async () => {
    const { outletId, outletNo } = await outlets.propose();
    expect(outletNo).toBe(1);
    expect(await outlets.one(outletId)).toMatchObject({ state: 'proposed', contact: 'Rosa Pré', communes: [] });
    expect(await outlets.lines(outletId, '2026-11-01')).toEqual([]);
    await outlets.decide(outletId, {
      lines: [EVERYTHING, { ...EVERYTHING, title: 'Œufs', validFrom: day('2026-12-01') }],
    });
    expect(await outlets.one(outletId)).toMatchObject({ state: 'approved' });
    expect((await outlets.lines(outletId, '2026-11-30')).map(({ title }) => title)).toEqual(['Toute la ferme']);
    expect((await outlets.lines(outletId, '2026-12-01')).map(({ title }) => title)).toEqual(['Toute la ferme', 'Œufs']);
    const accounts = await rooms.database.asOwner(
      `select kind from ledger.account where tenant_id = $1 and owner_id = $2`,
      [flers.id, outletId],
    );
    expect(accounts).toEqual([{ kind: 'outlet-payable' }]);
    expect(await flers.faults()).toEqual([]);
  });

  it('is decided once, and refused with reasons that it reads', async () => {
    const { outletId } = await outlets.propose();
    await outlets.decide(outletId, { outcome: 'refused', explanation: 'Trop loin', lines: [] });
    expect(await outlets.one(outletId)).toMatchObject({ state: 'refused' });
    const steps = await outlets.steps(outletId);
    expect(steps.map(({ what, explanation }) => [what, explanation])).toEqual([
      ['proposed', 'Vue au marché'],
      ['refused', 'Trop loin'],
    ]);
    expect(await refused(flers, () => outlets.decide(outletId))).toBe('outlet-decided');
  });

  it('is approved by the rules of the fund: their rates, never alcohol, in their communes, from today on', async () => {
    const { outletId } = await outlets.propose();
    const line = (rest: Partial<LineDraft>) => outlets.decide(outletId, { lines: [{ ...EVERYTHING, ...rest }] });
    expect(await refused(flers, () => line({ coveragePercent: 50 }))).toBe('coverage-not-in-rules');
    expect(await refused(flers, () => line({ category: 'alcohol' }))).toBe('category-never-covered');
    expect(await refused(flers, () => line({ category: 'non-food' }))).toBe('category-never-covered');
    expect(await refused(flers, () => line({ validFrom: day('2026-10-31') }))).toBe('line-begins-in-the-past');
    expect(await refused(flers, () => outlets.decide(outletId, { lines: [] }))).toBe('line-needed');
    await line({ category: 'alcohol', coveragePercent: 0 });

    const near = await rooms.fund({
      rules: (rules) => ({ ...rules, spending: { ...rules.spending, areas: ['Saint-Georges'], coversAlcohol: true } }),
    });
    const nearby = new OutletsOf(rooms, near);
    const wine = { lines: [{ ...EVERYTHING, category: 'alcohol' as const }] };
    const site = { name: 'Marché', address: null, hours: [] };
    const far = await nearby.propose({ sites: [{ ...site, commune: 'Paris' }] });
    expect(await refused(near, () => nearby.decide(far.outletId, wine))).toBe('outlet-outside-areas');
    const here = await nearby.propose({ sites: [{ ...site, commune: 'saint georges' }] });
    expect(await nearby.decide(here.outletId, wine)).toMatchObject({ state: 'approved' });
  });

  it('is suspended, takes up again and ends; on paper the day itself counts as before', async () => {
    const outletId = await outlets.approved();
    await flers.morning('2026-11-10');
    expect(await outlets.change(outletId, 'suspend')).toEqual({ state: 'suspended', customersTold: 0 });
    expect(await refused(flers, () => outlets.change(outletId, 'suspend'))).toBe('outlet-state');
    const standing = (on: string) => flers.read(() => rooms.get(OutletsQuery).standingOn(outletId, day(on)));
    expect(await standing('2026-10-31')).toBeNull();
    expect([await standing('2026-11-10'), await standing('2026-11-11')]).toEqual(['approved', 'suspended']);
    await flers.morning('2026-11-12');
    await outlets.change(outletId, 'resume');
    expect(await standing('2026-11-12')).toBe('approved');
    await outlets.change(outletId, 'end');
    expect((await outlets.one(outletId))?.state).toBe('ended');
    expect([
      (await outlets.lines(outletId, '2026-11-12')).length,
      (await outlets.lines(outletId, '2026-11-13')).length,
    ]).toEqual([1, 0]);
    expect(await refused(flers, () => outlets.change(outletId, 'resume'))).toBe('outlet-state');
  });

  it('tells who bought there in the last sixty days, each once, and nobody else in their household', async () => {
    const outletId = await outlets.approved();
    const unitId = await flers.admit({ persons: [{ name: 'Ali', bornIn: null }] });
    const other = await flers.admit({ persons: [{ name: 'Bintou', bornIn: null }] });
    const [ali] = await rooms.database.asOwner(
      'select person_id from members.unit_person where tenant_id = $1 and account_unit_id = $2',
      [flers.id, unitId],
    );
    await bought(outletId, unitId, '2026-11-20', String(ali?.['person_id']));
    await bought(outletId, unitId, '2026-11-21', String(ali?.['person_id']));
    await bought(outletId, other, '2026-09-20');
    await flers.morning('2026-11-22');
    expect(await outlets.change(outletId, 'end')).toMatchObject({ customersTold: 1 });
    const told = await flers.read(() => rooms.get(NoticesQuery).list({ channel: null, state: 'to-tell' }, ALL));
    expect(told.map(({ kind, name, aboutMoney }) => [kind, name, aboutMoney])).toEqual([['outlet-ends', 'Ali', false]]);
    expect(told[0]?.text).toContain('La ferme du Pré');
  });

  it('ends on a day that was announced: it sells until then, its customers know before, newer ones after', async () => {
    const outletId = await outlets.approved();
    const units = [
      await flers.admit({ persons: [{ name: 'Chloé', bornIn: null }] }),
      await flers.admit({ persons: [{ name: 'Driss', bornIn: null }] }),
    ] as const;
    await flers.morning('2026-11-22');
    await bought(outletId, units[0], '2026-11-21');
    expect(await refused(flers, () => outlets.change(outletId, 'end', '2026-11-21'))).toBe('outlet-end-past');
    expect(await outlets.change(outletId, 'end', '2026-12-10')).toEqual({ state: 'approved', customersTold: 1 });
    expect(await outlets.one(outletId)).toMatchObject({ state: 'approved', endsOn: '2026-12-10' });
    const told = async () =>
      (await flers.read(() => rooms.get(NoticesQuery).list({ channel: null, state: 'to-tell' }, ALL)))
        .filter(({ text, kind }) => kind === 'outlet-ends' && text.includes('10 décembre 2026'))
        .map(({ name }) => name);
    expect(await told()).toEqual(['Chloé']);
    expect([
      (await outlets.lines(outletId, '2026-12-10')).length,
      (await outlets.lines(outletId, '2026-12-11')).length,
    ]).toEqual([1, 0]);
    await bought(outletId, units[1], '2026-12-09');
    await flers.live('2026-12-10');
    expect((await outlets.one(outletId))?.state).toBe('approved');
    await flers.live('2026-12-12');
    expect((await outlets.one(outletId))?.state).toBe('ended');
    expect(await told()).toEqual(['Chloé', 'Driss']);
    const standing = (on: string) => flers.read(() => rooms.get(OutletsQuery).standingOn(outletId, day(on)));
    expect([await standing('2026-12-10'), await standing('2026-12-11')]).toEqual(['approved', 'ended']);
    expect((await outlets.steps(outletId)).map(({ what }) => what).slice(-2)).toEqual(['end-announced', 'ended']);
    await flers.morning('2026-11-12');
  });

  it('whose end was announced goes on when it is approved anew before', async () => {
    const outletId = await outlets.approved();
    await outlets.change(outletId, 'end', '2026-12-10');
    await outlets.examine(outletId, { review: { explanation: 'On en reparle' } });
    await outlets.decide(outletId);
    expect((await outlets.one(outletId))?.endsOn).toBeNull();
    await flers.live('2026-12-13');
    expect((await outlets.one(outletId))?.state).toBe('approved');
    expect(await outlets.lines(outletId, '2026-12-13')).toHaveLength(1);
    await flers.morning('2026-11-12');
  });

  it('is told to be looked at again some weeks before its day, until somebody does', async () => {
    const { outletId } = await outlets.propose();
    await outlets.decide(outletId, { reviewOn: day('2027-01-15') });
    const until = async (on: string) =>
      (await flers.read(() => rooms.get(OutletsQuery).toReview(day(on), ALL))).map((one) => one.outletId);
    expect(await until('2027-01-14')).not.toContain(outletId);
    expect(await until('2027-01-15')).toContain(outletId);
    expect(await until('2027-06-01')).toContain(outletId);
    await outlets.change(outletId, 'end');
    expect(await until('2027-06-01')).not.toContain(outletId);
  });

  it('that came by the public form twice with one key is one outlet, and keeps its receipt', async () => {
    const first = await outlets.propose({ formKey: 'key-of-the-form', cameBy: 'outlet-form' });
    expect(first.receipt).toMatch(/^[0-9A-Z]{12}$/);
    expect(await outlets.propose({ formKey: 'key-of-the-form', cameBy: 'outlet-form' })).toEqual(first);
    const other = () => outlets.propose({ formKey: 'key-of-the-form', cameBy: 'outlet-form', name: 'Une autre' });
    expect(await refused(flers, other)).toBe('form-key-reused');
    const [ofForm, second] = [
      await outlets.propose({ formKey: null }),
      await outlets.propose({ formKey: 'another-key' }),
    ];
    expect([ofForm.outletNo, second.outletNo]).toEqual([2, 3]);
  });
});
