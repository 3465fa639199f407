import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { day } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { ApplicationsQuery } from './applications.query';
import { LapseInvitationsUseCase } from './lapse-invitations.use-case';
import { MoveInLineUseCase } from './move-in-line.use-case';
import { OpenWaveUseCase } from './open-wave.use-case';
import { TellInvitationUseCase } from './tell-invitation.use-case';
import {
  accepted,
  admitting,
  closeStory,
  decide,
  fund,
  inviting,
  one,
  openStory,
  PAGE,
  room,
  rooms,
  state,
  tell,
  withRules,
} from './applications.spec-support';
import { inOrder, placeOf } from './waiting-list';

beforeAll(openStory);
afterAll(closeStory);
beforeEach(() => withRules({ mode: 'first-come', places: 2 }));

describe('an invitation', () => {
  const full = async (): Promise<string[]> => {
    const [first, second] = [await accepted(), await accepted()];
    return [first, second, await accepted(), await accepted(), await accepted()];
  };

  it('goes to those who come first, as many as there are places, and runs from the day they were told', async () => {
    const [first = '', , third = '', fourth = ''] = await full();
    expect(await fund().as(() => inviting())).toEqual({ invited: [] });
    await decide(first, 'withdraw');
    expect(await fund().as(() => inviting({ count: 5 }))).toEqual({ invited: [third] });
    expect(await fund().read(() => rooms().get(ApplicationsQuery).toTell(PAGE))).toMatchObject([
      { applicationId: third },
    ]);
    expect((await room()).waiting.map(({ applicationId }) => applicationId)).toContain(fourth);
    await fund().morning('2026-11-20');
    expect(await fund().as(() => rooms().get(LapseInvitationsUseCase).run())).toMatchObject({ lapsed: [] });
    expect(await tell(third, '2026-11-20')).toEqual({ answerBy: '2026-11-30' });
    expect(await tell(third, '2026-11-18')).toEqual({ answerBy: '2026-11-30' });
    expect(
      await refused(fund(), () =>
        rooms()
          .get(TellInvitationUseCase)
          .run({ applicationId: fourth, toldOn: day('2026-11-20') }),
      ),
    ).toBe('not-invited');
  });

  it('that nobody answered in time lapses by itself, once, and goes to the next in line', async () => {
    const [first = '', , third = '', fourth = ''] = await full();
    await decide(first, 'withdraw');
    await fund().as(() => inviting());
    await tell(third, '2026-11-10');
    await fund().live('2026-11-20');
    expect(await state(third)).toBe('invited');
    await fund().live('2026-11-21');
    expect([await state(third), await state(fourth)]).toEqual(['lapsed', 'invited']);
    const before = await fund().everyRow();
    await fund().as(() => rooms().get(LapseInvitationsUseCase).run());
    expect(await fund().everyRow()).toEqual(before);
    await decide(third, 'take-up-again', 'sa lettre s’est perdue');
    const { waiting } = await room();
    expect(placeOf(third, waiting)).toBe(waiting.length);
  });

  it('answered with yes keeps the place without a deadline', async () => {
    const [first = '', , third = ''] = await full();
    await decide(first, 'withdraw');
    await fund().as(() => inviting());
    await tell(third, '2026-11-10');
    expect(await decide(third)).toEqual({ state: 'accepted' });
    await fund().live('2026-12-10');
    expect(await state(third)).toBe('accepted');
    await fund().as(() => admitting(third));
  });

  it('keeps to the least share of a band of income before the order of the list', async () => {
    const quota = { band: 'A', leastBasisPoints: 5_000 };
    await withRules({ mode: 'first-come', places: 2 }, { incomeBandQuotas: [quota] });
    const [rich, , richer, poor] = [
      await accepted(),
      await accepted(),
      await accepted(),
      await accepted({ incomeBand: 'A' }),
    ];
    await decide(rich, 'withdraw');
    expect(await fund().as(() => inviting({ count: 1 }))).toEqual({ invited: [poor] });
    expect(await state(richer)).toBe('waiting');
  });

  it('by name needs the decision that says so, and a place', async () => {
    const [first = '', , third = '', fourth = ''] = await full();
    expect(await refused(fund(), () => inviting({ applicationIds: [fourth] }))).toBe('reason-needed');
    const named = { applicationIds: [fourth], reason: 'tirage du 3 novembre' };
    expect(await refused(fund(), () => inviting(named))).toBe('no-place-free');
    await decide(first, 'withdraw');
    expect(await fund().as(() => inviting(named))).toEqual({ invited: [fourth] });
    expect(await refused(fund(), () => inviting(named))).toBe('application-step-impossible');
    expect(await state(third)).toBe('waiting');
  });

  it('comes from a draw, not from the list, where the rules draw lots', async () => {
    await withRules({ mode: 'lottery-by-balance', when: 'month-end' });
    const applicationId = await accepted();
    expect(await state(applicationId)).toBe('waiting');
    expect(await refused(fund(), () => inviting())).toBe('admission-by-lottery');
    const drawn = { applicationIds: [applicationId], reason: 'tirage en séance' };
    expect(await fund().as(() => inviting(drawn))).toEqual({ invited: [applicationId] });
  });
});

describe('the waiting list', () => {
  it('only moves back by a recorded decision', async () => {
    await withRules({ mode: 'waves', wavePlaces: [1] });
    const [first, second] = [await accepted(), await accepted()];
    await fund().morning('2026-11-12');
    const third = await accepted();
    const move = (since: string) => () =>
      rooms()
        .get(MoveInLineUseCase)
        .run({ applicationId: third, since: day(since), reason: 'papier égaré en mairie' });
    await fund().as(move('2026-11-01'));
    expect(inOrder((await room()).waiting).map(({ applicationId }) => applicationId)).toEqual([third, first, second]);
    expect((await one(third))?.decisions.at(-1)).toMatchObject({ to: 'waiting', reason: 'papier égaré en mairie' });
    expect(await refused(fund(), move('2026-11-13'))).toBe('received-on-in-future');
    await decide(third, 'withdraw');
    expect(await refused(fund(), move('2026-11-01'))).toBe('not-waiting');
  });

  it('waits for a wave, and each wave opens its places in its area', async () => {
    await withRules({ mode: 'by-area', areas: 2, wavePlaces: [1, 1] }, { areas: ['Nord', 'Sud'] });
    const [north, south] = [await accepted({ area: 'Nord' }), await accepted({ area: 'Sud' })];
    const open = (area: string | null) => () =>
      rooms().get(OpenWaveUseCase).run({ area, note: 'décision du 2 novembre' });
    expect(await fund().as(() => inviting())).toEqual({ invited: [] });
    expect(await refused(fund(), open('Ouest'))).toBe('wave-needs-area');
    expect(await refused(fund(), open(null))).toBe('wave-needs-area');
    expect(await fund().as(open('Sud'))).toEqual({ wave: 1, places: 1 });
    expect(await fund().as(() => inviting())).toEqual({ invited: [south] });
    await fund().as(open('Nord'));
    expect(await fund().as(() => inviting())).toEqual({ invited: [north] });
    expect(await refused(fund(), open('Nord'))).toBe('no-wave-left');
  });

  it('knows no wave where the rules have none', async () => {
    const open = () => rooms().get(OpenWaveUseCase).run({ area: null, note: 'x' });
    expect(await refused(fund(), open)).toBe('no-waves-in-rules');
  });
});
