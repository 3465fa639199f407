import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#tenancy';
import { day, type LivingFund } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { NoticesQuery } from '../notices/notices.query';
import type { LineDraft } from './approval-line';
import { ChangeStandingUseCase } from './change-standing.use-case';
import { type DecideOutlet, DecideOutletUseCase } from './decide-outlet.use-case';
import { OutletsQuery } from './outlets.query';
import { type ProposeOutlet, ProposeOutletUseCase } from './propose-outlet.use-case';
import type { StandingChange } from './outlet';

const ALL = { after: null, limit: 100 };
const EVERYTHING: LineDraft = {
  scope: 'everything',
  title: 'Toute la ferme',
  category: 'mixed',
  coveragePercent: 100,
  validFrom: null,
};

let rooms: Rooms;
let flers: LivingFund;

beforeAll(async () => {
  rooms = await Rooms.open();
  await rooms.bystander({ preset: 'lavoir' }, (fund) => approved(fund, proposal()));
});
afterAll(() => rooms.close());
beforeEach(async () => {
  flers = await rooms.fund({ preset: 'flers' });
});

const proposal = (rest: Partial<ProposeOutlet> = {}): ProposeOutlet => ({
  name: 'La ferme du Pré',
  kind: 'producer',
  cameBy: 'team',
  why: 'Vue au marché',
  description: null,
  contact: 'Rosa Pré',
  email: null,
  phone: null,
  address: null,
  sites: [],
  proposedBy: null,
  formKey: null,
  ...rest,
});
const propose = (rest: Partial<ProposeOutlet> = {}, fund = flers) =>
  fund.as(() => rooms.get(ProposeOutletUseCase).run(proposal(rest)));
const decide = (outletId: string, rest: Partial<DecideOutlet> = {}, fund = flers) =>
  fund.as(() =>
    rooms.get(DecideOutletUseCase).run({
      outletId,
      outcome: 'approved',
      explanation: 'Bienvenue parmi nous',
      lines: [EVERYTHING],
      reviewOn: null,
      ...rest,
    }),
  );
const change = (outletId: string, what: StandingChange, fund = flers) =>
  fund.as(() => rooms.get(ChangeStandingUseCase).run({ outletId, change: what, explanation: 'Voici pourquoi' }));
const lines = (outletId: string, on: string, fund = flers) =>
  fund.read(() => rooms.get(OutletsQuery).linesOn(outletId, day(on)));
const outlet = (outletId: string, fund = flers) => fund.read(() => rooms.get(OutletsQuery).outlet(outletId));

async function approved(fund: LivingFund, wanted = proposal()): Promise<string> {
  const { outletId } = await propose(wanted, fund);
  await decide(outletId, {}, fund);
  return outletId;
}

/** Somebody of a unit bought there; what a purchase is belongs to another room. */
const bought = (outletId: string, unitId: string, on: string, personId: string | null = null) =>
  rooms.database.asOwner(
    `insert into purchases.purchase values ($1, $2, $3, $4, $5, 'card', 1000, 1000, 1000, $6, $6, now(), $2, null)`,
    [flers.id, newId(), unitId, personId, outletId, on],
  );

describe('an outlet', () => {
  it('is proposed, approved with what is covered there, and has its account in the books', async () => {
    const { outletId, outletNo } = await propose();
    expect(outletNo).toBe(1);
    expect(await outlet(outletId)).toMatchObject({ state: 'proposed', contact: 'Rosa Pré', communes: [] });
    expect(await lines(outletId, '2026-11-01')).toEqual([]);
    await decide(outletId, { lines: [EVERYTHING, { ...EVERYTHING, title: 'Œufs', validFrom: day('2026-12-01') }] });
    expect(await outlet(outletId)).toMatchObject({ state: 'approved' });
    expect((await lines(outletId, '2026-11-30')).map(({ title }) => title)).toEqual(['Toute la ferme']);
    expect((await lines(outletId, '2026-12-01')).map(({ title }) => title)).toEqual(['Toute la ferme', 'Œufs']);
    const accounts = await rooms.database.asOwner(
      `select kind from ledger.account where tenant_id = $1 and owner_id = $2`,
      [flers.id, outletId],
    );
    expect(accounts).toEqual([{ kind: 'outlet-payable' }]);
    expect(await flers.faults()).toEqual([]);
  });

  it('is decided once, and refused with reasons that it reads', async () => {
    const { outletId } = await propose();
    await decide(outletId, { outcome: 'refused', explanation: 'Trop loin', lines: [] });
    expect(await outlet(outletId)).toMatchObject({ state: 'refused' });
    const steps = await flers.read(() => rooms.get(OutletsQuery).steps(outletId, ALL));
    expect(steps.map(({ what, explanation }) => [what, explanation])).toEqual([
      ['proposed', 'Vue au marché'],
      ['refused', 'Trop loin'],
    ]);
    expect(await refused(flers, () => decide(outletId))).toBe('outlet-decided');
  });

  it('is approved by the rules of the fund: their rates, never alcohol, in their communes, from today on', async () => {
    const { outletId } = await propose();
    const line = (rest: Partial<LineDraft>) => decide(outletId, { lines: [{ ...EVERYTHING, ...rest }] });
    expect(await refused(flers, () => line({ coveragePercent: 50 }))).toBe('coverage-not-in-rules');
    expect(await refused(flers, () => line({ category: 'alcohol' }))).toBe('category-never-covered');
    expect(await refused(flers, () => line({ category: 'non-food' }))).toBe('category-never-covered');
    expect(await refused(flers, () => line({ validFrom: day('2026-10-31') }))).toBe('line-begins-in-the-past');
    expect(await refused(flers, () => decide(outletId, { lines: [] }))).toBe('line-needed');
    await line({ category: 'alcohol', coveragePercent: 0 });

    const near = await rooms.fund({
      rules: (rules) => ({ ...rules, spending: { ...rules.spending, areas: ['Saint-Georges'], coversAlcohol: true } }),
    });
    const wine = { lines: [{ ...EVERYTHING, category: 'alcohol' as const }] };
    const site = { name: 'Marché', address: null, hours: [] };
    const far = await propose({ sites: [{ ...site, commune: 'Paris' }] }, near);
    expect(await refused(near, () => decide(far.outletId, wine, near))).toBe('outlet-outside-areas');
    const here = await propose({ sites: [{ ...site, commune: 'saint georges' }] }, near);
    expect(await decide(here.outletId, wine, near)).toMatchObject({ state: 'approved' });
  });

  it('is suspended, takes up again and ends; on paper the day itself counts as before', async () => {
    const outletId = await approved(flers);
    await flers.morning('2026-11-10');
    expect(await change(outletId, 'suspend')).toEqual({ state: 'suspended', customersTold: 0 });
    expect(await refused(flers, () => change(outletId, 'suspend'))).toBe('outlet-state');
    const standing = (on: string) => flers.read(() => rooms.get(OutletsQuery).standingOn(outletId, day(on)));
    expect(await standing('2026-10-31')).toBeNull();
    expect([await standing('2026-11-10'), await standing('2026-11-11')]).toEqual(['approved', 'suspended']);
    await flers.morning('2026-11-12');
    await change(outletId, 'resume');
    expect(await standing('2026-11-12')).toBe('approved');
    await change(outletId, 'end');
    expect((await outlet(outletId))?.state).toBe('ended');
    expect([(await lines(outletId, '2026-11-12')).length, (await lines(outletId, '2026-11-13')).length]).toEqual([
      1, 0,
    ]);
    expect(await refused(flers, () => change(outletId, 'resume'))).toBe('outlet-state');
  });

  it('tells who bought there in the last sixty days, each once, and nobody else in their household', async () => {
    const outletId = await approved(flers);
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
    expect(await change(outletId, 'end')).toMatchObject({ customersTold: 1 });
    const told = await flers.read(() => rooms.get(NoticesQuery).list({ channel: null, state: 'to-tell' }, ALL));
    expect(told.map(({ kind, name, aboutMoney }) => [kind, name, aboutMoney])).toEqual([['outlet-ends', 'Ali', false]]);
    expect(told[0]?.text).toContain('La ferme du Pré');
  });

  it('that came by the public form twice with one key is one outlet, and keeps its receipt', async () => {
    const first = await propose({ formKey: 'key-of-the-form', cameBy: 'outlet-form' });
    expect(first.receipt).toMatch(/^[0-9A-Z]{12}$/);
    expect(await propose({ formKey: 'key-of-the-form', cameBy: 'outlet-form' })).toEqual(first);
    const other = () => propose({ formKey: 'key-of-the-form', cameBy: 'outlet-form', name: 'Une autre' });
    expect(await refused(flers, other)).toBe('form-key-reused');
    const [ofForm, second] = [await propose({ formKey: null }), await propose({ formKey: 'another-key' })];
    expect([ofForm.outletNo, second.outletNo]).toEqual([2, 3]);
  });
});
