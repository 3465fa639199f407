import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newId } from '#tenancy';
import { presetByKey } from '../rules/presets';
import type { EligibilityRule } from '../rules/rules';
import { APPLICATION_STATES, checkStep, mayBeAdmitted, mayFollow } from './application';
import { receiptFrom } from '../kernel/receipt';
import { type ApplicationForm, checkForm } from './application-form';
import { eligibility } from './eligibility';
import { answerBy } from './invitations';
import { dayOf } from '../kernel/calendar';

const RULE: EligibilityRule = {
  communes: ['Saint-Étienne', 'Flers'],
  areas: null,
  meetingRequired: true,
  questions: [
    { key: 'vingt-ans', text: 'Habitez-vous ici ?', kind: 'yes-no', options: [], required: 'yes' },
    { key: 'pourquoi', text: 'Pourquoi ?', kind: 'text', options: [], required: null },
    { key: 'repas', text: 'Combien de repas ?', kind: 'choice', options: ['1', '2'], required: null },
  ],
  incomeBandQuotas: [{ band: 'moins de 1 000 €', leastBasisPoints: 3_000 }],
};
const said = { commune: 'st etienne', area: null, met: true, answers: { 'vingt-ans': 'yes' } };

describe('who may enter', () => {
  it('is looked at criterion by criterion, and nobody is turned away for an accent or a dash', () => {
    const { outcome, findings } = eligibility(RULE, { ...said, commune: 'SAINT ETIENNE' });
    expect(outcome).toBe('fulfilled');
    expect(findings.map(({ key }) => key)).toEqual(['commune', 'meeting', 'vingt-ans']);
  });

  it('is unknown as long as something asked for is not said, and not fulfilled as soon as one thing is not', () => {
    expect(eligibility(RULE, { ...said, commune: null }).outcome).toBe('unknown');
    expect(eligibility(RULE, { ...said, commune: 'Paris', answers: {} }).outcome).toBe('not-fulfilled');
    expect(eligibility(RULE, { ...said, commune: 'Flers', met: false }).outcome).toBe('not-fulfilled');
  });

  it('is everybody where the fund asks nothing', () => {
    const open = { communes: null, areas: null, meetingRequired: false, questions: [], incomeBandQuotas: [] };
    fc.assert(
      fc.property(fc.option(fc.string()), fc.option(fc.string()), fc.boolean(), (commune, area, met) => {
        expect(eligibility(open, { commune, area, met, answers: {} })).toEqual({ outcome: 'fulfilled', findings: [] });
      }),
    );
  });
});

describe('the form', () => {
  const rules = { ...presetByKey('flers').rules, eligibility: RULE };
  const form: ApplicationForm = {
    name: 'Camille',
    commune: 'Flers',
    area: null,
    incomeBand: null,
    persons: [{ bornIn: null, sharePercent: 100 }],
    metOn: null,
    answers: { pourquoi: 'Pour mes enfants', repas: '2' },
    channel: 'counter',
    email: null,
    phone: null,
    postalAddress: null,
  };
  const refusal = (rest: Partial<ApplicationForm>, rule = rules) => {
    try {
      checkForm(rule, { ...form, ...rest });
      return null;
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };

  it('asks neither e-mail nor telephone of whoever comes to the counter', () => expect(refusal({})).toBeNull());

  it.each([
    ['channel-unreachable', { channel: 'email' }],
    ['channel-unreachable', { channel: 'sms', email: 'a@b.fr' }],
    ['channel-unreachable', { channel: 'letter' }],
    ['income-band-unknown', { incomeBand: '1 234 €' }],
    ['answer-not-understood', { answers: { autre: 'oui' } }],
    ['answer-not-understood', { answers: { 'vingt-ans': 'peut-être' } }],
    ['answer-not-understood', { answers: { repas: '3' } }],
    ['unit-needs-one-person', { persons: [] }],
  ] as [string, Partial<ApplicationForm>][])('is refused with %s', (code, rest) => expect(refusal(rest)).toBe(code));

  it('takes no band of income where the fund has none', () => {
    const none = { ...rules, eligibility: { ...RULE, incomeBandQuotas: [] } };
    expect(refusal({ incomeBand: 'moins de 1 000 €' }, none)).toBe('field-not-needed');
  });
});

describe('an application', () => {
  it('is never admitted by a written state, and ends where nothing follows', () => {
    expect(mayFollow('withdrawn', 'waiting')).toBe(false);
    expect(() => checkStep('admitted', 'refused')).toThrow('application-step-impossible');
    expect(APPLICATION_STATES.filter(mayBeAdmitted)).toEqual(['accepted', 'invited']);
  });

  it('has a receipt of twelve signs that nobody finds by counting', () => {
    const receipts = Array.from({ length: 500 }, () => receiptFrom(newId(), newId()));
    expect(new Set(receipts).size).toBe(500);
    expect(receipts.every((one) => /^[0-9A-HJKMNP-TV-Z]{12}$/.test(one))).toBe(true);
  });
});

describe('an invitation', () => {
  it('runs from the day on which somebody was told, over the end of a month too', () => {
    const invitation = { on: dayOf('2026-11-20'), answerDays: 14 };
    const today = dayOf('2026-11-22');
    expect(answerBy(dayOf('2026-11-21'), invitation, today).toString()).toBe('2026-12-05');
    expect(() => answerBy(dayOf('2026-11-19'), invitation, today)).toThrow('told-before-invited');
    expect(() => answerBy(dayOf('2026-11-23'), invitation, today)).toThrow('received-on-in-future');
  });
});
