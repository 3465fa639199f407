import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DrawsStory } from '../../../../test/support/draws-story';
import type { LivingFund, Somebody } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { ApplicationsQuery, type ApplicationView } from '../applications/applications.query';
import { DecideApplicationUseCase } from '../applications/decide-application.use-case';
import { EQUAL_TICKETS } from '../lotteries/tickets';
import { type PrepareAdmissionDraw, PrepareDrawUseCase } from './prepare-draw.use-case';
import { RecordsQuery } from './records.query';

const EVERYTHING = { after: null, limit: 100 };
const WISH: PrepareAdmissionDraw = {
  kind: 'admission',
  title: 'Nouveaux comptes de décembre',
  test: false,
  method: 'leximin',
  panelCount: 100,
  most: 2,
  tickets: { ...EQUAL_TICKETS, mode: 'waiting' },
  strata: [],
  answerDays: 10,
};

let rooms: Rooms;
let fund: LivingFund;
let coordinator: Somebody;
let treasurer: Somebody;
const story = new DrawsStory(() => rooms);

beforeAll(async () => {
  rooms = await Rooms.open();
  await rooms.bystander({ preset: 'flers' }, (other) => other.admit());
  fund = await rooms.fund({ preset: 'dieulefit' });
  await fund.morning('2026-11-22');
  coordinator = await fund.somebody('coordinator');
  treasurer = await fund.somebody('treasurer');
  await fund.admit();
});
afterAll(() => rooms.close());

const applications = (): Promise<ApplicationView[]> =>
  fund.read(() => rooms.get(ApplicationsQuery).list(null, EVERYTHING));
const prepare = (wish: Partial<PrepareAdmissionDraw> = {}): Promise<{ drawId: string }> =>
  rooms.get(PrepareDrawUseCase).run({ ...WISH, ...wish });

describe('an admission draw', () => {
  it('is not prepared where nobody waits, or there is no room: it says what one place would take', async () => {
    expect(await refused(fund, () => prepare())).toBe('admission-no-places');
    for (const since of ['2026-08-10', '2026-10-12', '2026-11-02', '2026-11-03', '2026-11-20'])
      await story.waits(fund, since);
    const why = await fund.as(() => prepare()).catch((error: unknown) => (error as { facts: object }).facts);
    expect(why).toMatchObject({
      reason: 'room-too-small',
      missing: expect.any(Number),
      words: expect.stringContaining('une place s’ouvre'),
    });
  });

  it('offers its places to those who were drawn, by as many tickets as months waited, and to them once', async () => {
    await fund.open(10_000_000);
    const { drawId } = await fund.as(() => prepare());
    expect((await story.one(fund, drawId)).terms).toMatchObject({
      places: { min: 2, max: 2 },
      reckoned: { roomCents: expect.any(Number) },
    });
    await story.solved(fund, drawId);
    const { lottery } = await fund.read(() => rooms.get(RecordsQuery).steps(drawId));
    expect(lottery?.panels.every((panel) => panel.length === 2)).toBe(true);
    // Waiting since August: four tickets, against one for those of November.
    const chances = (lottery?.chances ?? []).map(({ certified }) => certified).sort((a, b) => a - b);
    expect(chances.at(-1)).toBeGreaterThan(2 * (chances[0] ?? 1));
    await story.hold(drawId, { by: coordinator, signer: treasurer });
    await story.end(fund, drawId);
    await fund.drain();
    const states = (await applications()).map(({ state }) => state);
    expect(states.filter((state) => state === 'invited')).toHaveLength(2);
    expect(states.filter((state) => state === 'waiting')).toHaveLength(3);
    const before = await fund.everyRow();
    await fund.run('applications.invite-drawn', { drawId });
    expect(await fund.everyRow()).toEqual(before);
  });

  it('leaves out who withdrew after the list was frozen', async () => {
    const { drawId } = await fund.as(() => prepare({ title: 'Janvier', most: 3 }));
    await story.solved(fund, drawId);
    const [gone] = (await applications()).filter(({ state }) => state === 'waiting');
    const withdraw = {
      applicationId: gone?.applicationId ?? '',
      decision: 'withdraw' as const,
      reason: null,
      innerNote: null,
    };
    await fund.as(() => rooms.get(DecideApplicationUseCase).run(withdraw));
    await story.hold(drawId, { by: coordinator, signer: treasurer });
    await story.end(fund, drawId);
    await fund.drain();
    const states = (await applications()).map(({ state }) => state).sort();
    expect(states).toEqual(['invited', 'invited', 'invited', 'invited', 'withdrawn']);
  });
});

describe('where the rules do not admit by lot', () => {
  it('none is prepared', async () => {
    const flers = await rooms.fund({ preset: 'flers' });
    expect(await refused(flers, () => prepare())).toBe('admission-not-by-lottery');
  });
});
