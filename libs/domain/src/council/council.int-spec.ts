import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CHARTER, DrawsStory } from '../../../../test/support/draws-story';
import { day, type LivingFund, type Somebody } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { RecordsQuery } from '../draws/records.query';
import { AskAgainUseCase } from './ask-again.use-case';
import { DecideVolunteerUseCase } from './decide-volunteer.use-case';
import { LeaveSeatUseCase } from './leave-seat.use-case';
import { SeatsQuery, type SeatView } from './seats.query';
import { StandForCouncilUseCase } from './stand-for-council.use-case';
import { VolunteersQuery, type VolunteerView } from './volunteers.query';
import { WriteCharterUseCase } from './write-charter.use-case';

const EVERYTHING = { after: null, limit: 100 };

let rooms: Rooms;
let fund: LivingFund;
let coordinator: Somebody;
let treasurer: Somebody;
let drawId: string;
const story = new DrawsStory(() => rooms);

beforeAll(async () => {
  rooms = await Rooms.open();
  await rooms.bystander({ preset: 'lavoir' }, async (other) => {
    await story.charter(other);
    for (let count = 0; count < 6; count += 1) await story.volunteer(other);
  });
  fund = await rooms.fund({ preset: 'dieulefit' });
  await fund.morning('2026-11-22');
  coordinator = await fund.somebody('coordinator');
  treasurer = await fund.somebody('treasurer');
  await story.charter(fund);
  for (let count = 0; count < 12; count += 1) {
    await story.volunteer(fund, { household: count < 4 ? '3, rue du Lavoir' : null });
  }
  drawId = await story.prepare(fund);
  await story.solved(fund, drawId);
  await story.hold(drawId, { by: coordinator, signer: treasurer });
});
afterAll(() => rooms.close());

const seats = (on = '2026-11-22'): Promise<SeatView[]> =>
  fund.read(() => rooms.get(SeatsQuery).seats(day(on), EVERYTHING));
const volunteers = (): Promise<VolunteerView[]> =>
  fund.read(() => rooms.get(VolunteersQuery).volunteers(null, EVERYTHING));
const sitting = async (): Promise<VolunteerView[]> => {
  const names = (await seats()).filter(({ state }) => state === 'held').map(({ name }) => name);
  return (await volunteers()).filter(({ name }) => names.includes(name));
};

describe('a charter', () => {
  it('is refused where its sums cannot give the seats', async () => {
    const write =
      (charter: typeof CHARTER): (() => Promise<unknown>) =>
      () =>
        rooms.get(WriteCharterUseCase).run({ charter, note: 'essai' });
    expect(await refused(fund, write({ ...CHARTER, seats: 7 }))).toBe('charter-sums-impossible');
    const [genre] = CHARTER.criteria;
    const twice = { ...CHARTER, criteria: [genre, genre].flatMap((one) => one ?? []) };
    expect(await refused(fund, write(twice))).toBe('charter-key-twice');
  });
});

describe('who is ready to sit', () => {
  it('is kept once however often the form is sent, and says a class of each criterion', async () => {
    const form = { personId: null, name: 'Ali', channel: 'counter', email: null, phone: null, household: null };
    const stand = (answers: Record<string, string>, formKey: string): Promise<{ volunteerNo: number }> =>
      rooms.get(StandForCouncilUseCase).run({ form: { ...form, answers }, formKey, cameBy: 'form' });
    const answers = { genre: 'f', age: 'j' };
    const first = await fund.as(() => stand(answers, 'une-seule-fois'));
    expect(await fund.as(() => stand(answers, 'une-seule-fois'))).toEqual(first);
    expect(await refused(fund, () => stand({ genre: 'f', age: 'v' }, 'une-seule-fois'))).toBe('form-key-reused');
    expect(await refused(fund, () => stand({ genre: 'f' }, 'autre-cle'))).toBe('volunteer-answers-invalid');
    expect(await refused(fund, () => stand({ ...answers, age: 'x' }, 'autre-cle'))).toBe('volunteer-answers-invalid');
  });

  it('keeps neither address nor criteria where the database could read them', async () => {
    const rows = await rooms.database.asOwner(`select v::text as row from council.volunteer v where tenant_id = $1`, [
      fund.id,
    ]);
    const text = JSON.stringify(rows);
    expect(text).not.toMatch(/Lavoir|rue|genre/i);
    expect((await volunteers())[0]?.answers).toEqual({ genre: expect.any(String), age: expect.any(String) });
  });

  it('may withdraw, be left out with a reason, and stand again', async () => {
    const [one] = await volunteers();
    const decide = (step: 'withdraw' | 'exclude' | 'take-back'): Promise<{ state: string }> =>
      rooms.get(DecideVolunteerUseCase).run({ volunteerId: one?.volunteerId ?? '', step, reason: 'déménage' });
    expect(await fund.as(() => decide('exclude'))).toEqual({ state: 'excluded' });
    expect(await refused(fund, () => decide('withdraw'))).toBe('volunteer-step-impossible');
    expect(await fund.as(() => decide('take-back'))).toEqual({ state: 'standing' });
  });
});

describe('the seats', () => {
  it('are taken by those who were drawn once it is published, once, and end by thirds the first time', async () => {
    expect(await seats()).toEqual([]);
    await fund.run('council.seat-drawn', { drawId });
    expect(await seats()).toEqual([]);
    await story.end(fund, drawId);
    await fund.drain();
    const { draw } = await fund.read(() => rooms.get(RecordsQuery).steps(drawId));
    const taken = await seats();
    expect(taken.map(({ code }) => code)).toEqual(draw?.panel);
    expect(taken.map(({ untilOn }) => untilOn)).toEqual(['2027-04-30', '2027-08-31', '2027-12-31', '2027-04-30']);
    const before = await fund.everyRow();
    await fund.run('council.seat-drawn', { drawId });
    expect(await fund.everyRow()).toEqual(before);
  });

  it('keep the quotas of the charter', async () => {
    const genres = (await sitting()).map(({ answers }) => answers?.['genre']);
    expect(genres.filter((genre) => genre === 'f')).toHaveLength(2);
    expect(genres.filter((genre) => genre === 'h')).toHaveLength(2);
  });

  it('are filled by the published order when somebody leaves, keeping the quotas, for the rest of the term', async () => {
    const [leaver] = await seats();
    const leave = { seatId: leaver?.seatId ?? '', reason: 'déménage' };
    await fund.as(() => rooms.get(LeaveSeatUseCase).run(leave));
    expect(await refused(fund, () => rooms.get(LeaveSeatUseCase).run(leave))).toBe('seat-left-already');
    await fund.drain();
    const after = await seats();
    expect(after).toHaveLength(5);
    const follower = after.find(({ replacesCode }) => replacesCode === leaver?.code);
    expect(follower).toMatchObject({ state: 'held', untilOn: leaver?.untilOn });
    const genres = (await sitting()).map(({ answers }) => answers?.['genre']);
    expect(genres.filter((genre) => genre === 'f')).toHaveLength(2);
    const [replacement] = await fund.read(() => rooms.get(SeatsQuery).replacements(EVERYTHING));
    expect(replacement).toMatchObject({ codes: [follower?.code], deviation: [] });
    const before = await fund.everyRow();
    await fund.run('council.fill-seats', { drawId });
    expect(await fund.everyRow()).toEqual(before);
  });

  it('are renewed by a third: who goes on sitting counts in the quotas, and stands for nothing', async () => {
    const termFrom = day('2027-05-01');
    expect(await refused(fund, () => story.prepare(fund, { termFrom, seats: 3 }))).toBe('council-has-no-seat');
    const next = await story.prepare(fund, { title: 'Renouvellement', termFrom });
    const leftOut = (await story.check(fund, next))?.leftOut ?? [];
    const [staying, serving] = [
      (await seats()).filter(({ untilOn, state }) => state === 'held' && untilOn > '2027-05-01'),
      leftOut,
    ];
    expect(serving.filter(({ why }) => why === 'sits-already')).toHaveLength(staying.length);
    await story.solved(fund, next);
    await story.hold(next, { by: coordinator, signer: treasurer });
    await story.end(fund, next);
    await fund.drain();
    const then = await seats('2027-05-01');
    const names = then.filter(({ state }) => state === 'held').map(({ name }) => name);
    expect(names).toHaveLength(4);
    const genres = (await volunteers())
      .filter(({ name }) => names.includes(name))
      .map(({ answers }) => answers?.['genre']);
    expect(genres.sort()).toEqual(['f', 'f', 'h', 'h']);
    expect(then.filter(({ drawId: by }) => by === next).map(({ untilOn }) => untilOn)).toEqual([
      '2028-04-30',
      '2028-04-30',
    ]);
  });

  it('let those who stand and do not sit be asked again, once', async () => {
    const found = await fund.read(() => rooms.get(VolunteersQuery).mayBeAskedAgain(day('2026-11-22'), EVERYTHING));
    // Whose seat ends in April may be drawn again for May: then one person holds two.
    const held = [...(await seats()), ...(await seats('2027-05-01'))].filter(({ state }) => state === 'held');
    const sit = new Set(held.map(({ name }) => name));
    expect(found).toHaveLength(13 - sit.size);
    expect(found.filter(({ name }) => sit.has(name))).toEqual([]);
    const volunteerIds = found.map(({ volunteerId }) => volunteerId);
    expect(await fund.as(() => rooms.get(AskAgainUseCase).run({ volunteerIds }))).toEqual({ asked: found.length });
    expect(await fund.as(() => rooms.get(AskAgainUseCase).run({ volunteerIds }))).toEqual({ asked: 0 });
  });
});

describe('after the term', () => {
  it('criteria and names of all who stood are emptied, thirty days after the last term that they stood for', async () => {
    await fund.morning('2028-01-29');
    await fund.run('council.forget');
    expect((await volunteers()).filter(({ name }) => name === null)).toEqual([]);
    await fund.morning('2028-05-30');
    await fund.run('council.forget');
    const kept = (await volunteers()).filter(({ name, answers }) => name !== null || answers !== null);
    // Ali stood after the first list was frozen, but for the second one.
    expect(kept).toEqual([]);
    expect((await seats('2028-05-30')).every(({ name, state }) => name === null && state !== 'held')).toBe(true);
  });
});
