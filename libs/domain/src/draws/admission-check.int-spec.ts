import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DrawsStory } from '../../../../test/support/draws-story';
import type { LivingFund } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { ForgetLinesUseCase } from './forget-lines.use-case';
import { type PrepareAdmissionDraw, PrepareDrawUseCase } from './prepare-draw.use-case';
import { RecordsQuery } from './records.query';

const TODAY = '2026-11-22';
const NONE_OF_SOUTH = { column: 'area', value: 'Sud', min: null, max: 0 };
const WISH: PrepareAdmissionDraw = {
  kind: 'admission',
  title: 'Nouveaux comptes de décembre',
  test: false,
  method: 'leximin',
  panelCount: 100,
  most: 3,
  tickets: { mode: 'equal', most: null, firstAfterMonths: 4 },
  strata: [{ column: 'area', value: 'Nord', min: null, max: 1 }, NONE_OF_SOUTH],
  answerDays: 10,
};

let rooms: Rooms;
let fund: LivingFund;
let other: LivingFund;
let south: string;
const story = new DrawsStory(() => rooms);

beforeAll(async () => {
  rooms = await Rooms.open();
  fund = await rooms.fund({ preset: 'dieulefit' });
  other = await rooms.fund({ preset: 'dieulefit' });
  for (const one of [fund, other]) {
    await one.morning(TODAY);
    await one.admit();
    await one.open(10_000_000);
  }
  // Three who come first, of an area with one place; then one elsewhere, and one of an area without any.
  for (const since of ['2026-06-02', '2026-06-09', '2026-06-16']) await story.waits(fund, since, 'Nord');
  for (const since of ['2026-10-05', '2026-10-06']) await story.waits(fund, since, 'Est');
  south = await story.waits(fund, '2026-11-03', 'Sud');
  await fund.morning(TODAY);
});
afterAll(() => rooms.close());

const prepare = async (wish: Partial<PrepareAdmissionDraw> = {}): Promise<string> =>
  (await fund.as(() => rooms.get(PrepareDrawUseCase).run({ ...WISH, ...wish }))).drawId;
const own = (whose: LivingFund, receipt: string): ReturnType<RecordsQuery['own']> =>
  whose.read(() => rooms.get(RecordsQuery).own({ receipt }));

describe('the check of an admission draw', () => {
  let drawId: string;

  it('tells what the draw does to what is free, by as much as those asked for are reckoned to take', async () => {
    drawId = await prepare();
    const checked = await story.check(fund, drawId);
    expect(checked).toMatchObject({ possible: true, cause: null, standing: 6 });
    const found = checked?.admission;
    if (!found) throw new Error('the check says nothing of the admission');
    const { places, netCostCents, effect, monthsOfList, words } = found;
    expect(places).toEqual({ asked: 3, bearable: 3, none: null });
    expect(netCostCents).toBeGreaterThan(0);
    const { perMonth, atEnd } = effect;
    expect(perMonth.before - perMonth.after).toBe(3 * netCostCents);
    expect(atEnd).toEqual({ months: 12, before: expect.any(Number), after: (atEnd?.before ?? 0) - 36 * netCostCents });
    expect(monthsOfList).toBe(2);
    expect(words.join(' ')).toMatch(/Libre chaque mois : .* avant, .* après/);
  });

  it('serves first as many as fit into the bounds, not as many as there are places', async () => {
    const checked = (await story.one(fund, drawId)).checked;
    expect(checked?.admission?.first).toEqual({ waiting: 3, served: 1 });
  });

  it('names by their number who cannot be drawn, why, and from when on their wait brings them first', async () => {
    const { never } = (await story.one(fund, drawId)).checked ?? {};
    expect(never).toMatchObject([
      {
        subjectNo: 6,
        reasons: [{ code: 'stratum', column: 'area', value: 'Sud', max: 0 }],
        comesFirstInMonths: 4,
        words: expect.stringMatching(/« Sud » \(secteur\).*dans 4 mois/),
      },
    ]);
  });

  it('holds for the list that was checked only', async () => {
    const late = await story.waits(fund, TODAY, 'Est');
    expect(await refused(fund, () => story.commit(fund, drawId))).toBe('draw-list-changed');
    await story.decide(fund, late, 'withdraw');
    await story.commit(fund, drawId);
  });

  it('is what the applicant is told of their own line, and nobody else', async () => {
    await fund.drain();
    const { lottery } = await fund.read(() => rooms.get(RecordsQuery).steps(drawId));
    expect(lottery?.panels.every((panel) => panel.length === 3)).toBe(true);
    const [line] = await own(fund, south);
    expect(line).toMatchObject({ chance: 0, notNow: { subjectNo: 6, comesFirstInMonths: 4 } });
    expect(await own(other, south)).toEqual([]);
    const entries = await fund.read(() => rooms.get(RecordsQuery).entries(drawId));
    expect(entries.filter(({ chance }) => chance === 0)).toHaveLength(1);
  });

  it('gives nobody a place where nobody waits any more: it is an answer, with its reason', async () => {
    const alone = await story.waits(other, '2026-11-10');
    await other.morning(TODAY);
    const wish = { ...WISH, most: 1, strata: [] };
    const { drawId: empty } = await other.as(() => rooms.get(PrepareDrawUseCase).run(wish));
    await story.decide(other, alone, 'withdraw');
    expect(await story.check(other, empty)).toMatchObject({
      possible: false,
      admission: { places: { asked: 1, bearable: 0, none: { code: 'nobody-waiting' } }, monthsOfList: 0 },
    });
    expect(await refused(other, () => story.commit(other, empty))).toBe('draw-not-checked');
  });

  it('forgets who could not be drawn with the lines', async () => {
    await story.end(fund, drawId, 'le conseil se réunit plus tard');
    await fund.morning('2028-01-10');
    await fund.as(() => rooms.get(ForgetLinesUseCase).run());
    expect((await story.one(fund, drawId)).checked).toMatchObject({ never: [], admission: { first: { served: 1 } } });
  });
});
