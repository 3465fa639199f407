import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DICE, DrawsStory, THROWN } from '../../../../test/support/draws-story';
import { day, type LivingFund, type Somebody } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { isOfQuicknet, sha256 } from '../lotteries/hashes.gateway';
import { verifyChain, verifyPublic } from '../lotteries/verify-record';
import { verifyOwnLine, verifySealed } from '../lotteries/verify-sealed';
import { checkCertificate } from '../sortition/check-certificate';
import { RunsQuery } from '../cycle/runs.query';
import { DrawsQuery } from './draws.query';
import { CommitDrawUseCase } from './commit-draw.use-case';
import { EndDrawUseCase } from './end-draw.use-case';
import { HoldDrawUseCase } from './hold-draw.use-case';
import { OpenSealedRecordUseCase } from './open-sealed-record.use-case';
import { RecordsQuery } from './records.query';
import { WholeRecordsQuery } from './whole-records.query';

const TOOLS = { sha256, isOfBeacon: isOfQuicknet };
const EVERYTHING = { after: null, limit: 100 };
/** When the terms of the first council are over, and all seats are free again. */
const LATER = { termFrom: day('2028-01-01') };

let rooms: Rooms;
let fund: LivingFund;
let coordinator: Somebody;
let treasurer: Somebody;
const story = new DrawsStory(() => rooms);

beforeAll(async () => {
  rooms = await Rooms.open();
  await rooms.bystander({ preset: 'lavoir' }, async (other) => {
    await story.charter(other);
    for (let count = 0; count < 6; count += 1) await story.volunteer(other);
    await story.solved(other, await story.prepare(other));
  });
  fund = await rooms.fund({ preset: 'dieulefit' });
  await fund.morning('2026-11-22');
  coordinator = await fund.somebody('coordinator');
  treasurer = await fund.somebody('treasurer');
  await story.charter(fund);
});
afterAll(() => rooms.close());

const onRecord = (): ReturnType<DrawsQuery['onRecord']> => fund.read(() => rooms.get(DrawsQuery).onRecord(EVERYTHING));
const steps = (drawId: string): ReturnType<RecordsQuery['steps']> =>
  fund.read(() => rooms.get(RecordsQuery).steps(drawId));

describe('a draw that cannot be held', () => {
  it('says what is missing by name, and cannot be committed to', async () => {
    for (const genre of ['f', 'f', 'f', 'h']) await story.volunteer(fund, { answers: { genre, age: 'j' } });
    const drawId = await story.prepare(fund);
    expect(await refused(fund, () => rooms.get(CommitDrawUseCase).run({ drawId, seed: DICE }))).toBe(
      'draw-not-checked',
    );
    const checked = await story.check(fund, drawId);
    expect(checked).toMatchObject({ possible: false, cause: 'quota', standing: 4 });
    expect(checked?.relaxations.map(({ words }) => words).join(' ')).toMatch(/il manque 1 personne de Homme \(Genre\)/);
    expect(await refused(fund, () => rooms.get(CommitDrawUseCase).run({ drawId, seed: DICE }))).toBe(
      'draw-not-checked',
    );
    await story.end(fund, drawId, 'Il manque du monde');
    // It was never committed to: nobody outside sees it.
    expect(await onRecord()).toEqual([]);
  });
});

describe('a draw of the council', () => {
  let drawId: string;
  let receipt: string;

  beforeAll(async () => {
    for (let count = 0; count < 9; count += 1) receipt = await story.volunteer(fund);
    drawId = await story.prepare(fund);
  });

  it('is checked, committed to and solved, and each step is watched as a run', async () => {
    expect(await story.check(fund, drawId)).toMatchObject({ possible: true, standing: 13, never: [] });
    const { commitmentNo } = await story.commit(fund, drawId);
    expect(commitmentNo).toBe(1);
    await fund.drain();
    expect(await story.one(fund, drawId)).toMatchObject({ state: 'solved', entries: 13 });
    const run = await fund.read(() => rooms.get(RunsQuery).standing(drawId));
    expect(run).toMatchObject({ kind: 'draw', underWay: false });
    expect(run?.steps.map(({ step, state }) => `${step} ${state}`)).toEqual(['check done', 'solve done']);
  });

  it('is solved once: asked again it changes nothing', async () => {
    const before = await fund.everyRow();
    await fund.run('draws.solve', { runId: drawId });
    await fund.run('draws.check', { runId: drawId });
    expect(await fund.everyRow()).toEqual(before);
  });

  it('is drawn by two people with the value that was announced, and by nothing else', async () => {
    const hold = rooms.get(HoldDrawUseCase);
    const wrong = { drawId, publicValue: { source: 'dice' as const, throws: '123' }, note: null };
    expect(await refused(fund, () => hold.run(wrong))).toBe('public-value-wrong');
    const other = { drawId, publicValue: { source: 'given' as const, seed: '00' }, note: null };
    expect(await refused(fund, () => hold.run(other))).toBe('public-value-wrong');
    const { approvalId } = await coordinator.as(() => hold.run({ drawId, publicValue: THROWN, note: null }));
    expect(await refused(fund, () => coordinator.as(() => hold.run({ approvalId })))).toBe(
      'approval-needs-another-person',
    );
    expect((await steps(drawId)).draw).toBeNull();
    const { state } = await treasurer.as(() => hold.run({ approvalId }));
    expect(state).toBe('drawn');
    expect(await refused(fund, () => hold.run({ approvalId }))).toBe('approval-already-decided');
  });

  it('cannot be given up once it is known who was drawn', async () => {
    const giveUp = { drawId, cancelFor: 'Le résultat ne plaît pas' };
    expect(await refused(fund, () => rooms.get(EndDrawUseCase).run(giveUp))).toBe('draw-step-impossible');
  });

  it('leaves a record that anybody verifies, and each their own line', async () => {
    const found = await fund.read(() => rooms.get(WholeRecordsQuery).drawn(drawId));
    expect(verifyPublic(found.record, TOOLS)).toMatchObject({ ok: true });
    const [own] = await fund.read(() => rooms.get(RecordsQuery).own({ receipt }));
    const line = { format: 'tablee-ligne/1', commitment: own?.commitmentHash, ...own?.salted };
    expect(verifyOwnLine(found.record, line, TOOLS)).toMatchObject({ ok: true });
    const listed = found.record.lottery.chances.find(({ code }) => code === own?.code);
    expect(own?.chance).toBe(listed?.certified);
    expect(JSON.stringify(found.record)).not.toMatch(/Nour/);
  });

  it('shows its sealed record to scrutineers once two people opened it, and each quota holds in it', async () => {
    const read = (): Promise<unknown> => fund.read(() => rooms.get(WholeRecordsQuery).sealed(drawId));
    await expect(read()).rejects.toMatchObject({ code: 'sealed-record-closed' });
    const open = rooms.get(OpenSealedRecordUseCase);
    const { approvalId } = await coordinator.as(() => open.run({ drawId, reason: 'Deux observateurs tirés au sort' }));
    await expect(read()).rejects.toMatchObject({ code: 'sealed-record-closed' });
    await treasurer.as(() => open.run({ approvalId }));
    const { record } = await fund.read(() => rooms.get(WholeRecordsQuery).drawn(drawId));
    expect(verifySealed(record, await read(), { ...TOOLS, checkCertificate })).toMatchObject({ ok: true });
  });

  it('is published once', async () => {
    expect(await story.end(fund, drawId)).toMatchObject({ state: 'published' });
    expect(await refused(fund, () => rooms.get(EndDrawUseCase).run({ drawId, cancelFor: null }))).toBe(
      'draw-step-impossible',
    );
    expect(await refused(fund, () => rooms.get(EndDrawUseCase).run({ drawId, cancelFor: 'non' }))).toBe(
      'draw-step-impossible',
    );
  });
});

describe('what stays on record', () => {
  it('is every draw that was committed to, cancelled ones with the reason, in one chain without a gap', async () => {
    const given = await story.prepare(fund, LATER);
    await story.solved(fund, given);
    await story.end(fund, given, 'Une personne manquait dans la liste');
    const [one, two] = [await story.prepare(fund, { ...LATER, test: true }), await story.prepare(fund, LATER)];
    await story.check(fund, one);
    await story.check(fund, two);
    // Two at once: each is given its number.
    await Promise.all([story.commit(fund, one), story.commit(fund, two)]);
    const found = [...(await onRecord())].sort((a, b) => (a.commitmentNo ?? 0) - (b.commitmentNo ?? 0));
    expect(found.map(({ commitmentNo }) => commitmentNo)).toEqual([1, 2, 3, 4]);
    expect(found[1]).toMatchObject({ state: 'cancelled', cancelReason: 'Une personne manquait dans la liste' });
    const commitments = await Promise.all(found.map(async (draw) => (await steps(draw.drawId)).commitment));
    expect(
      verifyChain(
        commitments.flatMap((step) => step ?? []),
        sha256,
      ),
    ).toMatchObject({ ok: true });
  });

  it('cannot be taken away or changed by the platform itself', async () => {
    const tables = ['commitment', 'draw_document', 'draw_event'];
    const rights = await rooms.database.asOwner(
      `select table_name, string_agg(privilege_type, ',' order by privilege_type) as rights
       from information_schema.role_table_grants where grantee = 'app_user' and table_schema = 'draws'
         and table_name = any($1) group by table_name order by table_name`,
      [tables],
    );
    expect(rights).toEqual(tables.map((table) => ({ table_name: table, rights: 'INSERT,SELECT' })));
  });
});

describe('a test draw', () => {
  it('goes all the way and never takes effect', async () => {
    const drawId = await story.prepare(fund, { ...LATER, test: true });
    await story.solved(fund, drawId);
    await story.hold(drawId, { by: coordinator, signer: treasurer });
    expect(await refused(fund, () => rooms.get(EndDrawUseCase).run({ drawId, cancelFor: null }))).toBe(
      'draw-is-a-test',
    );
    const { record } = await fund.read(() => rooms.get(WholeRecordsQuery).drawn(drawId));
    expect(record.commitment.test).toBe(true);
  });
});

describe('a draw that is given up while it is solved', () => {
  it('is not solved to its end', async () => {
    const drawId = await story.prepare(fund, { ...LATER, test: true });
    await story.check(fund, drawId);
    await story.commit(fund, drawId);
    await story.end(fund, drawId, 'Erreur de date');
    await fund.drain();
    expect(await story.one(fund, drawId)).toMatchObject({ state: 'cancelled' });
    expect((await steps(drawId)).lottery).toBeNull();
  });
});

describe('criteria', () => {
  it('are emptied thirty days after the term, as the charter says; the public record stays verifiable', async () => {
    const [drawn] = (await onRecord()).filter(({ state }) => state === 'published');
    const drawId = drawn?.drawId ?? '';
    await fund.morning('2028-01-29');
    await fund.run('draws.forget');
    expect(await story.one(fund, drawId)).toMatchObject({ blankedAt: null });
    expect(await fund.read(() => rooms.get(DrawsQuery).forgettingDue(day('2028-01-30')))).toBe(true);
    await fund.morning('2028-01-30');
    await fund.run('draws.forget');
    expect((await story.one(fund, drawId)).blankedAt).not.toBeNull();
    const entries = await fund.read(() => rooms.get(RecordsQuery).entries(drawId));
    expect(entries.every(({ salted }) => salted === null)).toBe(true);
    await expect(fund.read(() => rooms.get(WholeRecordsQuery).sealed(drawId))).rejects.toMatchObject({
      code: 'sealed-record-forgotten',
    });
    const { record } = await fund.read(() => rooms.get(WholeRecordsQuery).drawn(drawId));
    expect(verifyPublic(record, TOOLS)).toMatchObject({ ok: true });
  });
});
