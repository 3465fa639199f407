import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SeatDrawnUseCase } from '#domain/council';
import { SolvingHere } from '#domain/draws';
import { FundsQuery } from '#domain/funds';
import { isOfQuicknet, sha256, verifyOwnLine, verifyPublic, verifySealed } from '#domain/lotteries';
import { checkCertificate, loadHighs } from '#domain/sortition';
import { AuditStore, ProgressStore, TenantTransaction } from '#tenancy';
import type { Type } from '@nestjs/common';
import { AdmissionAheadQuery } from '../../libs/domain/src/draws/admission-ahead.query';
import { CandidatesQuery } from '../../libs/domain/src/draws/candidates.query';
import { DrawsStore } from '../../libs/domain/src/draws/draws.store';
import { RecordsQuery } from '../../libs/domain/src/draws/records.query';
import { RecordsStore } from '../../libs/domain/src/draws/records.store';
import { SolveBooks, SolveDrawUseCase } from '../../libs/domain/src/draws/solve-draw.use-case';
import { CHARTER, DICE, THROWN } from '../support/draws-story';
import { admit, aLivingFund, type LivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor } from './front-door';

const TOOLS = { sha256, isOfBeacon: isOfQuicknet };
const REASON = { reason: 'Deux observateurs tirés au sort, tenus au secret' };

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;
let receipt: string;
let drawId: string;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
  await flers.coordinator.post('/api/council/charter', { ...CHARTER, note: 'Assemblée' });
});
afterAll(() => door.close());

/** Does the sums that the back office would do. */
async function sums(what: 'check' | 'run', fundId = flers.fundId): Promise<void> {
  const get = <Thing>(thing: Type<Thing> | (abstract new (...args: never[]) => Thing)): Thing =>
    door.app.get<Thing>(thing, { strict: false });
  const records = [get(DrawsStore), get(RecordsStore), get(RecordsQuery)] as const;
  const books = new SolveBooks(...records, get(CandidatesQuery), get(FundsQuery), get(ProgressStore));
  const solving = new SolvingHere(loadHighs);
  const solve = new SolveDrawUseCase(
    get(TenantTransaction),
    books,
    solving,
    { sha256, isOfQuicknet },
    get(AuditStore),
    get(AdmissionAheadQuery),
  );
  await door.outside(fundId, () => solve[what]({ drawId }));
}

const step = (path: string, body: object = {}): ReturnType<LivingFund['coordinator']['post']> =>
  flers.coordinator.post(`/api/draws/${drawId}/${path}`, body);
const answers = (place: number): object[] => [
  { criterion: 'genre', class: place % 2 ? 'f' : 'h' },
  { criterion: 'age', class: place % 3 ? 'j' : 'v' },
];

describe('being ready to sit', () => {
  it('takes a form without signing in, consent, and the class of each criterion', async () => {
    const form = await door.visitor().get('/api/public/funds/flers/council-form');
    expect(form.body).toMatchObject({ seats: 4, termMonths: 12, blankAfterDays: 30 });
    const stand = { name: 'Nour', channel: 'counter', consent: 'yes', address: '3, rue du Lavoir' };
    const url = '/api/public/funds/flers/council-volunteers';
    expect((await door.visitor().post(url, { ...stand, consent: 'no', answers: answers(1) })).status).toBe(422);
    expect((await door.visitor().post(url, { ...stand, answers: [] })).body).toMatchObject({
      code: 'volunteer-answers-invalid',
    });
    for (let place = 0; place < 11; place += 1) {
      const given = await door
        .visitor()
        .post(url, { ...stand, address: `${place}, rue du Lavoir`, answers: answers(place) });
      expect(given.status).toBe(201);
      receipt = String(given.body['receipt']);
    }
    const paper = { ...stand, personId: flers.personId, answers: answers(1) };
    const [key, first] = ['une-seule-fois-donc', { status: 201 }];
    expect(await flers.volunteer.post('/api/council/volunteers', paper, { key })).toMatchObject(first);
    expect((await flers.volunteer.post('/api/council/volunteers', paper, { key })).status).toBe(201);
    const { body } = await flers.coordinator.get('/api/council/volunteers');
    expect(body['items']).toHaveLength(12);
  });

  it('tells how many stand for each class, and proposes quotas from the figures of the territory', async () => {
    const { body } = await flers.coordinator.get('/api/council/volunteers/tally');
    expect(body['classes']).toMatchObject([
      { key: 'f', min: 2, standing: 6 },
      { key: 'h' },
      { key: 'j' },
      { key: 'v' },
    ]);
    const shares = [
      { label: 'Femme', share: 5_200 },
      { label: 'Homme', share: 4_800 },
    ];
    const proposed = await flers.coordinator.post('/api/council/quota-proposals', { seats: 22, tolerance: 1, shares });
    expect(proposed.body['quotas']).toEqual([
      { label: 'Femme', min: 10, max: 13 },
      { label: 'Homme', min: 9, max: 12 },
    ]);
  });
});

describe('a draw at the front door', () => {
  it('is prepared once for one key, checked, and not seen by anybody else before it is committed to', async () => {
    const wish = { title: 'Conseil 2027', termFrom: '2027-01-01', panelCount: 100 };
    const key = 'preparer-une-fois';
    const first = await flers.coordinator.post('/api/draws/council', wish, { key });
    expect((await flers.coordinator.post('/api/draws/council', wish, { key })).body).toEqual(first.body);
    drawId = String(first.body['drawId']);
    expect((await step('commitment', { seed: DICE })).body).toMatchObject({ code: 'draw-not-checked' });
    expect(await step('check')).toMatchObject({ status: 202, body: { runId: drawId } });
    await sums('check');
    expect((await flers.treasurer.get(`/api/draws/${drawId}`)).body).toMatchObject({
      checked: { possible: true, standing: 12 },
    });
    expect((await door.visitor().get('/api/public/funds/flers/draws')).body['items']).toEqual([]);
    expect((await door.visitor().get('/api/public/funds/flers/draws/1')).body).toMatchObject({ code: 'draw-unknown' });
  });

  it('is committed to with a value that nobody knows yet', async () => {
    expect((await step('commitment', { seed: { source: 'given' } })).body).toMatchObject({
      code: 'seed-must-be-public',
    });
    expect((await step('commitment', { seed: { ...DICE, throws: 3 } })).body).toMatchObject({ code: 'too-few-throws' });
    const past = { source: 'drand', after: '2026-01-01T00:00:00.000Z' };
    expect((await step('commitment', { seed: past })).body).toMatchObject({ code: 'public-value-too-soon' });
    expect((await step('commitment', { seed: DICE })).body).toMatchObject({ commitmentNo: 1, entries: 12 });
    const { body } = await door.visitor().get('/api/public/funds/flers/draws/1');
    expect(body).toMatchObject({ state: 'committed', lottery: null, record: null, commitment: { publicValue: DICE } });
  });

  it('is solved and watched as a run, then drawn by two people', async () => {
    await sums('run');
    const run = await flers.coordinator.get(`/api/runs/${drawId}`);
    expect(run.body).toMatchObject({
      kind: 'draw',
      steps: [
        { step: 'check', state: 'done' },
        { step: 'solve', state: 'done' },
      ],
    });
    expect((await step('holding', { publicValue: { ...THROWN, throws: '111' } })).body).toMatchObject({
      code: 'public-value-wrong',
    });
    const { body } = await step('holding', { publicValue: THROWN });
    expect(body).toMatchObject({ state: 'awaiting-approval' });
    const sign = `/api/approvals/${String(body['approvalId'])}/confirmation`;
    expect((await flers.coordinator.post(sign, {})).body).toMatchObject({ code: 'approval-needs-another-person' });
    expect((await flers.treasurer.post(sign, {})).status).toBe(200);
    expect((await flers.coordinator.get(`/api/draws/${drawId}`)).body).toMatchObject({ state: 'drawn' });
    expect((await step('cancellation', { reason: 'ne plaît pas' })).body).toMatchObject({
      code: 'draw-step-impossible',
    });
  });

  it('leaves a record that anybody verifies, a line that each opens, and a paper to sign', async () => {
    const { body, text } = await door.visitor().get('/api/public/funds/flers/draws/1');
    expect(verifyPublic(body['record'], TOOLS)).toMatchObject({ ok: true });
    expect(text).not.toMatch(/Nour|Lavoir/);
    const own = await door.visitor().get(`/api/public/funds/flers/draw-lines/${receipt}`);
    const [line] = own.body['lines'] as { line: object }[];
    expect(verifyOwnLine(body['record'], line?.line, TOOLS)).toMatchObject({ ok: true });
    const member = await flers.member.get('/api/draw-lines');
    expect(member.body['lines']).toHaveLength(1);
    expect((await lavoir.member.get('/api/draw-lines')).body['lines']).toEqual([]);
    expect((await door.visitor().get(`/api/public/funds/lavoir/draw-lines/${receipt}`)).body['lines']).toEqual([]);
    const paper = await flers.coordinator.bytes(`/api/draws/${drawId}/protocol.pdf`);
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('shows its sealed record to scrutineers once two people opened it; each reading is remembered', async () => {
    const url = `/api/draws/${drawId}/sealed-record`;
    expect((await flers.coordinator.get(url)).body).toMatchObject({ code: 'sealed-record-closed' });
    const { body } = await step('sealed-record/opening', REASON);
    await flers.treasurer.post(`/api/approvals/${String(body['approvalId'])}/confirmation`, {});
    const sealed = await flers.coordinator.get(url);
    const { body: open } = await door.visitor().get('/api/public/funds/flers/draws/1');
    expect(verifySealed(open['record'], sealed.body, { ...TOOLS, checkCertificate })).toMatchObject({ ok: true });
    const rows = await door.database.asOwner(
      `select count(*)::int as reads from tenancy.audit where action = 'money.read' and subject_kind = 'draw-sealed-record' and subject_id = $1`,
      [drawId],
    );
    expect(rows).toEqual([{ reads: 1 }]);
  });

  it('is published once, and members see who sits; why somebody left is for the coordination', async () => {
    expect((await step('publication')).body).toMatchObject({ state: 'published' });
    expect((await step('publication')).body).toMatchObject({ code: 'draw-step-impossible' });
    await door.outside(flers.fundId, () => door.app.get(SeatDrawnUseCase, { strict: false }).run({ drawId }));
    const seats = (await flers.member.get('/api/council/seats')).body['items'] as { seatId: string }[];
    expect(seats).toHaveLength(4);
    const left = await flers.coordinator.post(`/api/council/seats/${seats[0]?.seatId ?? ''}/departure`, {
      reason: 'santé',
    });
    expect(left.status).toBe(200);
    expect((await flers.member.get('/api/council/seats')).text).not.toMatch(/santé/);
    expect((await flers.coordinator.get('/api/council/seats')).text).toMatch(/santé/);
  });

  it('of a test is marked everywhere and takes no effect', async () => {
    const wish = { title: 'Pour voir', termFrom: '2028-01-01', panelCount: 100, test: true };
    drawId = String((await flers.coordinator.post('/api/draws/council', wish)).body['drawId']);
    await sums('check');
    await step('commitment', { seed: { source: 'given' } });
    await sums('run');
    const { body } = await step('holding', { publicValue: { source: 'given', seed: '00ff' } });
    await flers.treasurer.post(`/api/approvals/${String(body['approvalId'])}/confirmation`, {});
    expect((await step('publication')).body).toMatchObject({ code: 'draw-is-a-test' });
    const { body: list } = await door.visitor().get('/api/public/funds/flers/draws');
    expect(list['items']).toMatchObject([
      { drawNo: 2, test: true, state: 'drawn' },
      { drawNo: 1, test: false, state: 'published' },
    ]);
  });
});

describe('an admission draw at the front door', () => {
  const GRANT = {
    kind: 'opening-balance',
    destination: 'pot',
    moneySource: 'own',
    funder: 'Solde repris',
    amountCents: 10_000_000,
    receivedOn: '2026-01-02',
  };
  const FORM = { name: 'Nour Benali', persons: [{}], channel: 'counter' };
  const applications = '/api/public/funds/dieulefit/applications';

  it('tells the coordination what it does to the money, and each applicant, by their number alone, why not now', async () => {
    const fundId = await door.fund('dieulefit', 'dieulefit');
    await door.person('coordination@dieulefit.example', [{ fund: fundId, role: 'coordinator', subjectId: null }]);
    const coordinator = await door.signedIn('coordination@dieulefit.example', 'dieulefit');
    await admit(coordinator, 'Ali de Dieulefit');
    const wish = { title: 'Décembre', most: 1, strata: [{ column: 'area', value: 'Sud', max: 0 }] };
    const none = await coordinator.post('/api/draws/admission', wish);
    expect(none.body).toMatchObject({ code: 'admission-no-places', reason: 'nobody-waiting' });
    expect(none.text).toContain('Personne n’attend');
    const receipts: string[] = [];
    for (const area of ['Est', 'Est', 'Sud']) {
      const { body } = await door.visitor().post(applications, { ...FORM, area });
      receipts.push(String(body['receipt']));
    }
    const { body: list } = await coordinator.get('/api/applications?limit=200');
    for (const { applicationId } of list['items'] as { applicationId: string }[]) {
      await coordinator.post(`/api/applications/${applicationId}/decision`, { decision: 'accept' });
    }
    await coordinator.post('/api/grants', GRANT);
    drawId = String((await coordinator.post('/api/draws/admission', wish)).body['drawId']);
    await sums('check', fundId);
    const { body } = await coordinator.get(`/api/draws/${drawId}`);
    expect(body['checked']).toMatchObject({
      possible: true,
      never: [{ subjectNo: 3, words: expect.stringContaining('« Sud » (secteur)') }],
      admission: { places: { asked: 1, bearable: 1, none: null }, effect: { atEnd: { months: 12 } } },
    });
    const committed = await coordinator.post(`/api/draws/${drawId}/commitment`, { seed: DICE });
    expect(committed.body).toMatchObject({ entries: 3 });
    await sums('run', fundId);
    const lines = await Promise.all(
      receipts.map((one) => door.visitor().get(`/api/public/funds/dieulefit/draw-lines/${one}`)),
    );
    expect(lines.map(({ body: { lines: own } }) => own)).toMatchObject([
      [{ notNow: null, chance: '0.5' }],
      [{ notNow: null, chance: '0.5' }],
      [{ notNow: { words: expect.stringContaining('« Sud »'), comesFirstInMonths: null }, chance: '0' }],
    ]);
    const seen = await door.visitor().get('/api/public/funds/dieulefit/draws/1');
    expect(seen.text).not.toMatch(/Nour|netCost|secteur/);
    expect(
      (await door.visitor().get(`/api/public/funds/lavoir/draw-lines/${receipts[2] ?? ''}`)).body['lines'],
    ).toEqual([]);
  });
});
