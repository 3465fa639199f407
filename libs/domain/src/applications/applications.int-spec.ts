import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { day } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { ApplicationsQuery } from './applications.query';
import { DecideApplicationUseCase } from './decide-application.use-case';
import { TakeApplicationUseCase } from './take-application.use-case';
import {
  accepted,
  admitting,
  apply,
  closeStory,
  decide,
  deciding,
  form,
  found,
  fund,
  idOf,
  one,
  openStory,
  other,
  PAGE,
  room,
  rooms,
  send,
  state,
  withRules,
} from './applications.spec-support';
import { placeOf } from './waiting-list';

beforeAll(openStory);
afterAll(closeStory);
beforeEach(() => withRules({ mode: 'first-come', places: 2 }));

describe('asking to join', () => {
  it('answers a number and a receipt, and waits for a person to decide', async () => {
    const { receipt, number } = await fund().as(() => send({ commune: 'Flers' }));
    const found = await fund().read(() => rooms().get(ApplicationsQuery).ofReceipt(receipt));
    expect(found).toMatchObject({
      number,
      state: 'received',
      receivedOn: '2026-11-10',
      name: 'Nour',
      commune: 'Flers',
    });
    expect(number).toBe(1);
    expect(await other().read(() => rooms().get(ApplicationsQuery).ofReceipt(receipt))).toBeNull();
  });

  it('by the same form sent twice, or twice at once, is one application', async () => {
    const both = await Promise.all([1, 2].map(() => fund().as(() => send({}, 'le-meme-formulaire'))));
    expect(both[0]).toEqual(both[1]);
    expect(await fund().read(() => rooms().get(ApplicationsQuery).list(null, PAGE))).toHaveLength(1);
    expect(await refused(fund(), () => send({ name: 'Autre' }, 'le-meme-formulaire'))).toBe('form-key-reused');
  });

  it('under the same name twice is told to whoever decides', async () => {
    const first = await apply({ name: 'Nour Benali' });
    await apply({ name: 'nour benali' });
    expect(await one(first)).toMatchObject({ sameName: [2] });
  });

  it('on paper counts from the day on the paper, never one to come', async () => {
    const onPaper = (received: string) => () =>
      rooms()
        .get(TakeApplicationUseCase)
        .run({ form: form(), formKey: `papier-${received}`, cameBy: 'by-hand', receivedOn: day(received) });
    await fund().as(onPaper('2026-10-02'));
    expect(await fund().read(() => rooms().get(ApplicationsQuery).list('received', PAGE))).toMatchObject([
      { cameBy: 'by-hand', receivedOn: '2026-10-02' },
    ]);
    expect(await refused(fund(), onPaper('2026-11-11'))).toBe('received-on-in-future');
    expect(await refused(fund(), () => send({ metOn: '2026-12-01' }))).toBe('received-on-in-future');
  });

  it('of a fund whose rules begin later is possible already', async () => {
    await found({ preset: 'flers', from: '2027-06' });
    expect(await fund().as(() => send())).toMatchObject({ number: 1 });
  });
});

describe('a decision', () => {
  it('of a person gives a place while there is one, then a place in line', async () => {
    const [first, second, third, fourth] = [await accepted(), await accepted(), await accepted(), await accepted()];
    expect([await state(first), await state(second)]).toEqual(['accepted', 'accepted']);
    expect(await state(third)).toBe('waiting');
    const { waiting, places } = await room();
    expect([placeOf(third, waiting), placeOf(fourth, waiting)]).toEqual([1, 2]);
    expect(places).toEqual([{ area: null, total: 2, taken: 2, free: 0 }]);
  });

  it('gives the last place once, when two people accept two applicants at the same moment', async () => {
    await accepted();
    const both = [await apply(), await apply()];
    await Promise.all(both.map((id) => decide(id)));
    expect((await Promise.all(both.map(state))).sort()).toEqual(['accepted', 'waiting']);
  });

  it('made twice changes nothing the second time', async () => {
    const applicationId = await accepted();
    const before = await fund().everyRow();
    expect(await decide(applicationId)).toEqual({ state: 'accepted' });
    expect(await fund().everyRow()).toEqual(before);
  });

  it('to refuse needs a reason, which the applicant reads; the inner note stays inside', async () => {
    const { receipt } = await fund().as(() => send());
    const applicationId = await idOf(receipt);
    expect(await refused(fund(), () => deciding(applicationId, 'refuse'))).toBe('reason-needed');
    await fund().as(() =>
      rooms().get(DecideApplicationUseCase).run({
        applicationId,
        decision: 'refuse',
        reason: 'Vous habitez hors du territoire',
        innerNote: 'à rappeler',
      }),
    );
    const read = await fund().read(() => rooms().get(ApplicationsQuery).ofReceipt(receipt));
    expect(read).toMatchObject({ state: 'refused', reason: 'Vous habitez hors du territoire' });
    expect(JSON.stringify(read)).not.toContain('rappeler');
    expect(await one(applicationId)).toMatchObject({ decisions: [{ innerNote: 'à rappeler' }] });
    expect(await refused(fund(), () => deciding(applicationId))).toBe('application-step-impossible');
    await decide(applicationId, 'take-up-again', 'elle a déménagé');
    expect(await state(applicationId)).toBe('waiting');
  });

  it('to accept somebody who does not fit is taken by a person who says why', async () => {
    await withRules({ mode: 'first-come', places: 2 }, { communes: ['Flers'], meetingRequired: true });
    const applicationId = await apply({ commune: 'Paris' });
    expect(await refused(fund(), () => deciding(applicationId))).toBe('exception-needs-reason');
    expect(await decide(applicationId, 'accept', 'le conseil l’a voulu')).toEqual({ state: 'accepted' });
    expect(await decide(await apply({ commune: 'flers', metOn: '2026-11-02' }))).toEqual({ state: 'accepted' });
  });

  it('in another fund, or about nobody, is refused', async () => {
    const applicationId = await apply();
    expect(await refused(other(), () => deciding(applicationId))).toBe('application-unknown');
  });
});

describe('admission', () => {
  it('follows from the account: one application admits once, and only when its place is theirs', async () => {
    const applicationId = await apply();
    expect(await refused(fund(), () => admitting(applicationId))).toBe('application-not-accepted');
    await decide(applicationId);
    const tries = await Promise.allSettled([1, 2].map(() => fund().as(() => admitting(applicationId))));
    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await state(applicationId)).toBe('admitted');
    expect(await refused(fund(), () => admitting(applicationId))).toBe('application-already-admitted');
    expect(await refused(fund(), () => deciding(applicationId, 'withdraw'))).toBe('application-step-impossible');
    expect((await room()).places).toMatchObject([{ taken: 1, free: 1 }]);
    expect(await refused(other(), () => admitting(applicationId, other()))).toBe('application-unknown');
  });
});
