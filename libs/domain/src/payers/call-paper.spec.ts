import { describe, expect, it } from '@jest/globals';
import { type CallOnPaper, callToOpen, callToPrint } from './call-paper';

const call: CallOnPaper = {
  callNo: 12,
  month: '2026-11',
  supplement: 1,
  issuedOn: '2026-11-10',
  dueOn: '2026-12-10',
  totalCents: 123_456,
  header: {
    payer: {
      name: 'CCAS <de> Flers',
      kind: 'ccas',
      contact: null,
      address: '1 rue du Lavoir\n61100 Flers',
      reference: 'BC;17',
    },
    fund: {
      name: "d'après Flers",
      place: 'Flers',
      demonstration: true,
      account: { iban: 'FR1420041010050500013M02606', bic: 'PSSTFRPPXXX', holder: 'Caisse <b> Flers' },
    },
  },
  lines: [
    { label: '=cmd|calc', reference: null, amountCents: 100_000 },
    { label: 'Noé "dit" Nono', reference: '-12', amountCents: 23_456 },
  ],
};

describe('a call on paper', () => {
  const page = callToPrint(call);
  it('says to whom, for whom, how much, until when, and which number to quote', () => {
    for (const said of [
      'Appel de participation n° 12',
      'novembre 2026 (complément n° 1)',
      '61100 Flers',
      'Votre référence : <strong>BC;17</strong>',
      '1\u202f000,00\u00a0€',
      '1\u202f234,56\u00a0€',
      'avant le 10 décembre 2026',
      '« Appel n° 12 »',
      'Titulaire : Caisse &lt;b&gt; Flers',
      'FR14\u00a02004\u00a01010\u00a00505\u00a00001\u00a03M02\u00a0606',
      'BIC : PSSTFRPPXXX',
      '(données inventées)',
    ]) {
      expect(page).toContain(said);
    }
  });
  it('lets no name write into the page', () => {
    expect(page).toContain('CCAS &lt;de&gt; Flers');
    expect(page).not.toContain('<de>');
  });
});

describe('a call of before the fund had an account', () => {
  it('says how to pay without it, and leaves its cells empty', () => {
    const { account: _, ...fund } = call.header.fund;
    const before = { ...call, header: { ...call.header, fund } };
    expect(callToPrint(before)).toContain('Par virement ou par chèque, en rappelant « Appel n° 12 ».');
    expect(callToPrint(before)).not.toContain('IBAN');
    expect(callToOpen(before).split('\r\n')[2]).toMatch(/;234,56;;;$/);
  });
});

describe('a call for a spreadsheet', () => {
  it('has a line for each person with the amount as people write it, and no cell is a formula', () => {
    expect(callToOpen(call).split('\r\n')).toEqual([
      '\ufeffcallNo;payerName;payerReference;month;dueOn;label;reference;amountCents;euros;iban;bic;holder',
      `12;CCAS <de> Flers;"BC;17";2026-11;2026-12-10;'=cmd|calc;;100000;1000,00;FR1420041010050500013M02606;PSSTFRPPXXX;Caisse <b> Flers`,
      `12;CCAS <de> Flers;"BC;17";2026-11;2026-12-10;"Noé ""dit"" Nono";'-12;23456;234,56;FR1420041010050500013M02606;PSSTFRPPXXX;Caisse <b> Flers`,
      '',
    ]);
  });
});
