import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { presetByKey } from './presets';
import { readRules } from './read-rules';
import { arbitraryRules } from './rules-arbitrary.spec-support';
import { copyOf, flers, gironde, type Json, pointersOf, refusalsOf } from './rules-refusals.spec-support';

const sentences = [0, 50, 100].map((points) => ({ key: `phrase-${points}`, text: 'Une phrase.', points }));
const outing = {
  key: 'trajet',
  text: 'Comment venez-vous ?',
  kind: 'choice',
  options: ['bus', 'vélo'],
  required: null,
};
const ask = (answers: unknown[]): Json => ({ key: 'question', text: 'Une question ?', weight: 1, answers });
const quota = (band: string): Json => ({ band, leastBasisPoints: 6_000 });
const retry = (afterDays: number, reason = 'funds'): Json => ({ afterDays, classes: [reason] });
const guided = (changes: Json): Json => ({
  contribution: { mode: 'guided', examplesCents: [4_000], questions: [], sentences: [], ...changes },
});
const dunning = (changes: Json): Json => ({
  dunning: { remindAfterDays: 10, retries: [], callAfterDays: 21, largestInstalments: 6, ...changes },
});
const eligible = (changes: Json): Json => ({
  eligibility: { ...copyOf(presetByKey('flers').rules.eligibility), ...changes },
});

function warned(months: number, warnDaysBefore: number): Json {
  return { unspent: { mode: 'expire', months, warnDaysBefore } };
}
function keeping(months: number): Json {
  return { leaving: { unspent: { mode: 'kept-months', months }, arrears: 'stay-owed' } };
}

describe('a refusal names the field', () => {
  it.each<[string, Json, string]>([
    ['two sentences', guided({ sentences: sentences.slice(1) }), '/contribution/sentences'],
    ['a sentence twice', guided({ sentences: [...sentences.slice(1), sentences[1]] }), '/contribution/sentences/2/key'],
    [
      '101 points',
      guided({ sentences: [...sentences.slice(1), { ...sentences[0], points: 101 }] }),
      '/contribution/sentences/2/points',
    ],
    ['a question with one answer', guided({ questions: [ask([sentences[0]])] }), '/contribution/questions/0/answers'],
    [
      'a question of no weight',
      guided({ questions: [{ ...ask(sentences), weight: 0 }] }),
      '/contribution/questions/0/weight',
    ],
    ['a step of 0 for proposals', guided({ stepCents: 0 }), '/contribution/stepCents'],
    ['nothing that says how far to propose', guided({ sentences, examplesCents: [] }), '/contribution/maxCents'],
    ['a 30th of February', { unspent: { mode: 'end-of-project', endsOn: '2027-02-30' } }, '/unspent/endsOn'],
    ['months for the end of a project', { unspent: { mode: 'end-of-project', months: 3 } }, '/unspent/months'],
    ['an end of project for a cap', { unspent: { mode: 'cap', months: 3, endsOn: '2027-12-31' } }, '/unspent/endsOn'],
    ['no day to pay in', { unpaid: { deadlineDays: 0 } }, '/unpaid/deadlineDays'],
    ['three new tries', dunning({ retries: [retry(7), retry(14), retry(16)] }), '/dunning/retries'],
    ['new tries out of order', dunning({ retries: [retry(9), retry(7)] }), '/dunning/retries/1/afterDays'],
    ['a call before the reminder', dunning({ callAfterDays: 8 }), '/dunning/callAfterDays'],
    ['a new try for no reason', dunning({ retries: [{ ...retry(7), classes: [] }] }), '/dunning/retries/0/classes'],
    ['no instalment at all', dunning({ largestInstalments: 0 }), '/dunning/largestInstalments'],
    [
      'leavers kept for no month',
      { leaving: { unspent: { mode: 'kept-months' }, arrears: 'stay-owed' } },
      '/leaving/unspent/months',
    ],
    ['leavers who are fined', { leaving: { unspent: { mode: 'kept' }, arrears: 'doubled' } }, '/leaving/arrears'],
    ['no commune at all', eligible({ communes: [] }), '/eligibility/communes'],
    ['a commune twice', eligible({ communes: ['Flers', 'Flers'] }), '/eligibility/communes/1'],
    ['a choice of one', eligible({ questions: [{ ...outing, options: ['bus'] }] }), '/eligibility/questions/0/options'],
    [
      'a required answer nobody can give',
      eligible({ questions: [{ ...outing, required: 'train' }] }),
      '/eligibility/questions/0/required',
    ],
    ['a question twice', eligible({ questions: [outing, outing] }), '/eligibility/questions/1/key'],
    ['more than everybody', eligible({ incomeBandQuotas: [quota('a'), quota('b')] }), '/eligibility/incomeBandQuotas'],
    ['a warning before there is credit', warned(1, 29), '/unspent/warnDaysBefore'],
    ['leavers who keep credit longer than others', { ...warned(2, 0), ...keeping(3) }, '/leaving/unspent/months'],
  ])('of %s', (_case, changes, pointer) => {
    expect(pointersOf(flers(changes))).toEqual([pointer]);
  });

  it.each([
    ['deceased', 'la personne est décédée'],
    ['mandate-dead', "le mandat n'existe plus"],
    ['refused', 'la personne a refusé le prélèvement'],
    ['account-blocked', 'le compte est bloqué'],
    ['unknown', "personne ne sait pourquoi le prélèvement n'est pas passé"],
  ])('never lets a debit be tried again by itself when it failed as %s, and says why', (reason, why) => {
    expect(refusalsOf(flers(dunning({ retries: [retry(7, reason)] })))).toEqual([
      {
        pointer: '/dunning/retries/0/classes/0',
        detail: `${why}, on ne représente pas sans lui avoir parlé : choisissez « funds » ou « technical »`,
      },
    ]);
  });
});

describe('rules of version 1, published before', () => {
  const LATER = ['unpaid', 'dunning', 'leaving', 'eligibility', 'spending'];
  const asBefore = (document: Json): Json => {
    const kept = Object.entries(document).filter(([axis]) => !LATER.includes(axis));
    return { ...Object.fromEntries(kept), schemaVersion: 1 };
  };

  it('mean what they always meant, on every axis they had', () => {
    fc.assert(
      fc.property(arbitraryRules, (rules) => {
        const { contribution, unspent, ...others } = readRules(asBefore(copyOf(rules)));
        expect({ contribution, unspent }).toEqual({ contribution: rules.contribution, unspent: rules.unspent });
        expect(asBefore(copyOf(others))).toEqual(
          asBefore({ ...copyOf(rules), contribution: undefined, unspent: undefined }),
        );
      }),
    );
  });

  it('get on the new axes what was a matter of course', () => {
    const read = readRules(asBefore(flers({ unspent: { mode: 'expire', months: 3 } })));
    expect(read).toMatchObject({
      schemaVersion: 3,
      unspent: { mode: 'expire', months: 3, warnDaysBefore: 15 },
      unpaid: { deadlineDays: 14 },
      dunning: { remindAfterDays: 10, retries: [{ afterDays: 7, classes: ['funds', 'technical'] }], callAfterDays: 21 },
      leaving: { unspent: { mode: 'kept' }, arrears: 'stay-owed' },
      eligibility: { communes: null, areas: null, meetingRequired: false, questions: [], incomeBandQuotas: [] },
    });
    const ended = readRules(asBefore(gironde({ unspent: { mode: 'end-of-project' } })));
    expect(ended.unspent).toEqual({ mode: 'end-of-project', endsOn: null });
    const before = { mode: 'guided', examplesCents: [4_000], minCents: 0, maxCents: null, perExtraPersonCents: 0 };
    const after = { questions: [], sentences: [], stepCents: 100, keepAnswers: false };
    expect(readRules(asBefore(flers({ contribution: before }))).contribution).toEqual({ ...before, ...after });
  });

  it('come out once and for all: what was read reads the same again', () => {
    const read = readRules(asBefore(flers()));
    expect(readRules(copyOf(read))).toEqual(read);
  });
});
