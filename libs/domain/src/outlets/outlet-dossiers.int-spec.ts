import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '#tenancy';
import { day, type LivingFund, type Somebody } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { type ChangeLines, ChangeLinesUseCase } from './change-lines.use-case';
import { ChangeOutletIbanUseCase } from './change-outlet-iban.use-case';
import type { Criterion } from './criteria';
import { type DescribeOutlet, DescribeOutletUseCase } from './describe-outlet.use-case';
import { DossiersQuery } from './dossiers.query';
import type { NewFinding } from './dossiers.store';
import { OutletAccountsQuery } from './outlet-accounts.query';
import { ALL, EVERYTHING, OutletsOf, type WithoutOutlet } from './outlets.spec-support';
import { PublishCriteriaUseCase } from './publish-criteria.use-case';
import { SitesQuery } from './sites.query';

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

describe('the dossier of an outlet', () => {
  const AB: Criterion = {
    key: 'ab',
    kind: 'label',
    title: 'Label bio',
    weighing: 'required',
    weight: null,
    measure: 'label',
    limit: null,
    labels: ['AB', 'Nature & Progrès'],
  };
  const WORK: Criterion = { ...AB, key: 'work', weighing: 'weighted', weight: 1, measure: 'mark', labels: [] };
  const publish = (criteria: readonly Criterion[]) =>
    flers.as(() => rooms.get(PublishCriteriaUseCase).run({ criteria, decisionNote: 'Comité' }));
  const find = (outletId: string, criterionKey: string, rest: Partial<NewFinding>) =>
    outlets.examine(outletId, {
      finding: { criterionKey, measure: null, label: null, evidence: 'Certificat vu', link: null, ...rest },
    });
  const visit = (outletId: string, visitedOn: string) =>
    outlets.examine(outletId, {
      visit: { visitedOn: day(visitedOn), visitors: 'Ali', note: 'Beau champ', innerNote: 'À revoir' },
    });
  const review = (outletId: string) => outlets.examine(outletId, { review: { explanation: 'Comme prévu' } });
  const dossier = (outletId: string) => flers.read(() => rooms.get(DossiersQuery).latest(outletId));

  it('follows the criteria of the day it was opened, and no other', async () => {
    expect(await publish([AB, WORK])).toEqual({ versionNo: 1 });
    const { outletId } = await outlets.propose();
    expect(await publish([])).toEqual({ versionNo: 2 });
    expect(await dossier(outletId)).toMatchObject({ criteria: [AB, WORK], missing: ['ab', 'work'], scorePercent: 0 });
    expect(await refused(flers, () => outlets.decide(outletId))).toBe('criteria-not-met');
    expect(await find(outletId, 'ab', { label: 'AB' })).toMatchObject({ state: 'in-review' });
    await find(outletId, 'work', { measure: 1 });
    await find(outletId, 'work', { measure: 3, link: 'https://exemple.fr/visite' });
    await visit(outletId, '2026-11-01');
    expect(await refused(flers, () => find(outletId, 'ab', { measure: 1 }))).toBe('finding-inconsistent');
    expect(await refused(flers, () => visit(outletId, '2026-11-02'))).toBe('visit-in-future');
    expect(await dossier(outletId)).toMatchObject({ scorePercent: 75, unmet: [], missing: [], decidedOn: null });
    expect(await outlets.decide(outletId)).toMatchObject({ state: 'approved', scorePercent: 75 });
    const decided = await dossier(outletId);
    expect(decided).toMatchObject({ outcome: 'approved', scorePercent: 75, decidedOn: '2026-11-01' });
    expect(decided?.visits).toMatchObject([{ visitedOn: '2026-11-01', innerNote: 'À revoir' }]);
    expect(decided?.findings.map(({ criterionKey, measure }) => [criterionKey, measure])).toEqual([
      ['ab', null],
      ['work', 1],
      ['work', 3],
    ]);
    expect(await refused(flers, () => find(outletId, 'work', { measure: 0 }))).toBe('outlet-decided');
  });

  it('is opened anew while the outlet goes on selling, and decided on again', async () => {
    const outletId = await outlets.approved();
    expect(await review(outletId)).toMatchObject({ state: 'approved' });
    expect(await refused(flers, () => review(outletId))).toBe('outlet-in-review');
    const refuse = () => outlets.decide(outletId, { outcome: 'refused', lines: [] });
    expect(await refused(flers, refuse)).toBe('outlet-state');
    await outlets.decide(outletId, { lines: [], outcome: 'approved-in-part', reviewOn: day('2027-11-01') });
    expect(await outlets.one(outletId)).toMatchObject({ state: 'approved', reviewOn: '2027-11-01' });
    await outlets.change(outletId, 'end');
    expect(await review(outletId)).toMatchObject({ state: 'in-review' });
  });
});

describe('what is covered at an outlet', () => {
  const changeLines = (outletId: string, rest: Partial<ChangeLines>) =>
    flers.as(() =>
      rooms.get(ChangeLinesUseCase).run({ outletId, add: [], end: null, explanation: 'Décision du comité', ...rest }),
    );

  it('changes from a day on: a line ends, another begins', async () => {
    const outletId = await outlets.approved();
    const [first] = await outlets.lines(outletId, '2026-11-01');
    const end = { approvalLineId: first?.approvalLineId ?? '', lastDay: day('2026-11-30') };
    const bread = { ...EVERYTHING, title: 'Pain', coveragePercent: 0, validFrom: day('2026-12-01') };
    expect(await changeLines(outletId, { end, add: [bread] })).toMatchObject({ lastDay: '2026-11-30' });
    expect((await outlets.lines(outletId, '2026-11-30')).map(({ title }) => title)).toEqual(['Toute la ferme']);
    expect((await outlets.lines(outletId, '2026-12-01')).map(({ title }) => title)).toEqual(['Pain']);
    expect(await refused(flers, () => changeLines(outletId, { end }))).toBe('line-ended');
    const unknown = { approvalLineId: newId(), lastDay: null };
    expect(await refused(flers, () => changeLines(outletId, { end: unknown }))).toBe('line-unknown');
    expect(await refused(flers, () => changeLines(outletId, { add: [{ ...bread, coveragePercent: 33 }] }))).toBe(
      'coverage-not-in-rules',
    );
    const { outletId: proposed } = await outlets.propose();
    expect(await refused(flers, () => changeLines(proposed, { add: [bread] }))).toBe('outlet-state');
  });
});

describe('the places of an outlet', () => {
  it('are told, told anew and closed, and members see those of approved outlets', async () => {
    const outletId = await outlets.approved();
    await outlets.propose({ name: 'Pas encore' });
    const describeIt = (what: WithoutOutlet<DescribeOutlet>) =>
      flers.as(() => rooms.get(DescribeOutletUseCase).run({ outletId, ...what }));
    const hours = [{ weekday: 6, from: '08:00', until: '12:30' }];
    const market = { name: 'Marché', address: null, commune: 'Flers', hours };
    const { siteId } = await describeIt({ site: market, siteId: null });
    const open = () => flers.read(() => rooms.get(SitesQuery).openOn(day('2026-11-01'), ALL));
    expect(await open()).toMatchObject([
      { name: 'La ferme du Pré', sites: [{ name: 'Marché', hours }], lines: [{ title: 'Toute la ferme' }] },
    ]);
    expect(JSON.stringify(await open())).not.toContain('Rosa');
    await describeIt({ site: { ...market, name: 'Halle' }, siteId });
    expect(await open()).toMatchObject([{ sites: [{ name: 'Halle' }] }]);
    await describeIt({ closes: siteId ?? '' });
    expect(await open()).toMatchObject([{ sites: [] }]);
    const again = () => describeIt({ closes: siteId ?? '' });
    expect(await refused(flers, again)).toBe('site-unknown');
  });
});

describe('the account an outlet is paid to', () => {
  const POST = 'FR1420041010050500013M02606';
  const BELGIAN = 'BE68539007547034';
  let ali: Somebody;
  let bintou: Somebody;
  let outletId: string;
  beforeEach(async () => {
    ali = await flers.somebody('coordinator');
    bintou = await flers.somebody('treasurer');
    ({ outletId } = await outlets.propose());
  });
  const account = (by: Somebody, iban = POST, of = outletId) =>
    by.as(() =>
      rooms
        .get(ChangeOutletIbanUseCase)
        .run({ outletId: of, holder: 'EARL du Pré', iban, bic: null, reason: 'RIB remis' }),
    );
  const sign = (by: Somebody, approvalId: string) =>
    by.as(() => rooms.get(ChangeOutletIbanUseCase).run({ approvalId }));
  const accounts = () => rooms.get(OutletAccountsQuery);
  const inFull = (...ids: string[]) => flers.read(() => accounts().inFull(ids));

  it('is in force when another person has signed, and the outlet reads that it changed', async () => {
    const { approvalId } = await account(ali);
    expect(await flers.read(() => accounts().current(outletId))).toBeNull();
    expect(await inFull(outletId)).toEqual([]);
    await expect(sign(ali, approvalId)).rejects.toThrow('approval-needs-another-person');
    await expect(account(bintou)).rejects.toThrow('iban-change-awaits');
    await sign(bintou, approvalId);
    const next = await account(bintou, BELGIAN);
    expect(await inFull(outletId)).toEqual([{ outletId, holder: 'EARL du Pré', iban: POST, bic: null }]);
    await flers.morning('2026-11-02');
    await sign(ali, next.approvalId);
    expect(await flers.read(() => accounts().current(outletId))).toMatchObject({ ibanEndsWith: '7034' });
    expect(await inFull(outletId)).toMatchObject([{ iban: BELGIAN }]);
    const steps = await outlets.steps(outletId);
    expect(steps.filter(({ what }) => what === 'account-changed').length).toBe(2);
    for (const wrong of ['FR1420041010050500013M02607', 'pas un IBAN']) {
      expect(await refused(flers, () => account(ali, wrong))).toBe('iban-invalid');
    }
  });

  it('stands nowhere in the database as it is written, and does not open on another row', async () => {
    const { approvalId } = await account(ali);
    await sign(bintou, approvalId);
    const other = await outlets.propose({ name: 'Une autre' });
    const second = await account(ali, POST, other.outletId);
    await sign(bintou, second.approvalId);
    const [row] = await rooms.database.asOwner(
      `select string_agg(b::text, '|') || (select string_agg(a::text, '|') from tenancy.audit a where a.tenant_id = $1)
         || (select string_agg(p::text, '|') from tenancy.approval p where p.tenant_id = $1) as all
       from outlets.bank_account b where b.tenant_id = $1`,
      [flers.id],
    );
    expect(String(row?.['all'])).toContain('2606');
    expect(String(row?.['all'])).not.toContain(POST.slice(2, -4));
    const [history] = await flers.read(() => accounts().history(other.outletId, ALL));
    expect(history).toMatchObject({ alsoOfOutlets: 1, ibanEndsWith: '2606' });
    await rooms.database.asOwner(
      `update outlets.bank_account b set iban_sealed = o.iban_sealed from outlets.bank_account o
       where b.tenant_id = $1 and o.tenant_id = $1 and b.outlet_id = $2 and o.outlet_id = $3`,
      [flers.id, outletId, other.outletId],
    );
    await expect(inFull(outletId)).rejects.toThrow(/seal/);
    expect(await inFull(other.outletId)).toMatchObject([{ iban: POST }]);
  });
});
