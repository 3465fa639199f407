import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { dayOf } from '../kernel/calendar';
import { plain } from '../kernel/plain-text';
import { presetByKey } from '../rules/presets';
import type { Rules } from '../rules/rules';
import { alreadyMember, isHere, labelsOf } from './already-here';
import { amountIn, channelIn, dayIn, isFormula, monthIn, shareIn } from './cells';
import { columnsOf, HEADINGS } from './columns';
import { readMemberRow, type RowProblem } from './member-rows';
import { templateOf } from './template';
import { unitsOfRows } from './units-of-rows';

const FLERS = presetByKey('flers').rules;
const HOUSEHOLDS: Rules = { ...FLERS, unit: 'household' };
const TODAY = dayOf('2026-11-22');
const FREE: Rules = {
  ...FLERS,
  contribution: {
    mode: 'free',
    minCents: 100 as never,
    maxCents: 10_000 as never,
    stepCents: null,
    perPerson: false,
    perExtraPersonCents: 0 as never,
  },
};

/** Reads a file written as lines of cells with semicolons, the first one its headings. */
function read(lines: readonly string[], rules = FREE): { units: string[]; problems: RowProblem[] } {
  const [headings = '', ...rest] = lines;
  const columns = columnsOf(headings.split(';'));
  const rows = rest.map((line, index) => readMemberRow({ rowNo: index + 2, cells: line.split(';') }, columns));
  const { units, problems } = unitsOfRows(rows, { rules, today: TODAY });
  return {
    units: units.map(
      ({ label, pledge, persons, joinedOn }) =>
        `${label}: ${persons.map(({ name }) => name).join(', ')}, ${String(pledge)}, ${joinedOn.toString()}`,
    ),
    problems: [...problems],
  };
}

const codes = (problems: readonly RowProblem[]): string[] =>
  problems.map(({ rowNo, field, code }) => `${String(rowNo)} ${String(field)} ${code}`).sort();

describe('a cell of a French spreadsheet', () => {
  it('is an amount with a comma, with spaces between thousands, with or without a euro sign', () => {
    const amounts = ['12,50', '12.5', '12', '1 234,50 €', '1.234,50', '1\u202f234,50', ' 40 euros', '-5', '0'];
    expect(amounts.map(amountIn)).toEqual([1_250, 1_250, 1_200, 123_450, 123_450, 123_450, 4_000, -500, 0]);
    expect(['douze', '1,234.50', '12,505', '', '1e3', '99999999999', '10 000 001'].map(amountIn)).toEqual(
      Array(7).fill(null),
    );
  });

  it('says any amount as it was written', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (amount) => {
        const euros = `${String(Math.floor(amount / 100))},${String(amount % 100).padStart(2, '0')}`;
        return amountIn(euros) === amount && amountIn(`${euros.replace(',', '.')} €`) === amount;
      }),
    );
  });

  it('is a day, day first, and only one that exists', () => {
    expect(['31/12/1999', '1/2/2026', '01.02.2026', '2026-02-01'].map((text) => dayIn(text)?.toString())).toEqual([
      '1999-12-31',
      '2026-02-01',
      '2026-02-01',
      '2026-02-01',
    ]);
    expect(['31/02/2026', '29/02/2026', '12/31/1999', '31/12/99', '31-décembre', '00/01/2026'].map(dayIn)).toEqual(
      Array(6).fill(null),
    );
    expect(['12/1999', '1999-12', '31/12/1999'].map((text) => monthIn(text)?.toString())).toEqual(
      Array(3).fill('1999-12'),
    );
  });

  it('is a share, a channel, or nothing of the kind', () => {
    expect(['50', '50 %', '0,5', '100%', '0', '150', 'x'].map(shareIn)).toEqual([50, 50, 50, 100, null, null, null]);
    expect(['Courrier', 'téléphone', 'SMS', 'E-mail', 'à l’accueil', 'pigeon'].map(channelIn)).toEqual([
      'letter',
      'voice',
      'sms',
      'email',
      'counter',
      null,
    ]);
    expect(plain('  Élodie  DE l’Orme ')).toBe('elodie de l orme');
  });

  it('is a formula when a spreadsheet would compute with it; a number of a phone is none', () => {
    expect(["=cmd|' /C calc'!A0", ' =1+1', '@SUM(A1)', '\tx'].map(isFormula)).toEqual(Array(4).fill(true));
    expect(['+33612345678', '-', 'a=b', ''].map(isFormula)).toEqual(Array(4).fill(false));
  });
});

describe('the headings of a file', () => {
  it('are known by what people call them, in any order, and what nobody knows is left out and said', () => {
    const { at, ignored } = columnsOf(['COTISATION MENSUELLE', 'prenom', 'Nom ', 'Né(e) le', 'Observations', '']);
    expect([...at.keys()]).toEqual(['pledge', 'firstName', 'lastName', 'bornIn']);
    expect(ignored).toEqual(['Observations']);
  });

  it('are refused without a name, as with a wrong separator, and when two say the same', () => {
    expect(() => columnsOf(['Nom|Prénom|Cotisation'])).toThrow('import-columns-missing');
    expect(() => columnsOf(['Nom', 'Mail', 'Courriel'])).toThrow('import-columns-twice');
  });

  it('of the template are all known, and only those that the fund needs', () => {
    for (const key of ['flers', 'lyon', 'gironde', 'lavoir', 'montpellier'] as const) {
      const { headings, example } = templateOf(presetByKey(key).rules);
      expect(columnsOf(headings).ignored).toEqual([]);
      expect(example).toHaveLength(headings.length);
    }
    expect(templateOf(FLERS).headings).not.toContain(HEADINGS.household[0]);
    expect(templateOf(HOUSEHOLDS).headings).toContain(HEADINGS.household[0]);
  });
});

describe('the rows of a file', () => {
  it('make a unit each where the unit is a person', () => {
    const { units, problems } = read([
      'Nom;Prénom;Cotisation;Entrée;E-mail',
      'Dubois;Élodie;12,50;31/12/2026;elodie@exemple.fr',
      'Nguyen;;40 €;;',
    ]);
    expect(units).toEqual(['Élodie Dubois: Élodie Dubois, 1250, 2026-12-31', 'Nguyen: Nguyen, 4000, 2026-11-22']);
    expect(problems).toEqual([]);
  });

  it('make one unit a household, whose pledge stands in any of its rows', () => {
    const { units, problems } = read(
      ['Foyer;Nom;Cotisation;Part', 'Martin;Ali;;', 'MARTIN;Bintou;60;50 %', ';Seule;20;'],
      { ...FREE, unit: 'household' },
    );
    expect(units).toEqual(['Martin: Ali, Bintou, 6000, 2026-11-22', 'Seule: Seule, 2000, 2026-11-22']);
    expect(problems).toEqual([]);
  });

  it('make a unit each where no household is named, or only a dash, whatever the others are called', () => {
    const { units } = read(['Foyer;Nom;Cotisation', 'Row 3;Ali;20', ';Bo;30', '-;Cy;40', '—;Di;50'], {
      ...FREE,
      unit: 'household',
    });
    expect(units.map((unit) => unit.split(':')[0])).toEqual(['Row 3', 'Bo', 'Cy', 'Di']);
  });

  it('are each explained when they are wrong, with the cell and what to write', () => {
    const { units, problems } = read([
      'Nom;Cotisation;Entrée;E-mail;Téléphone;Contact',
      '=cmd();10;;;;',
      ';10;;;;',
      'Ali;-5;;;;',
      'Bo;9999999999;;;;',
      'Cy;10;31/02/2026;;;',
      'Di;10;;pas une adresse;;',
      'Em;10;;;x;',
      'Fa;10;;;;pigeon',
      'Gi;5000;;;;',
      'Ha;;;;;',
      'Io;10;01/01/1900;;;',
      'Ju;10;;;+33 6 12 34 56 78;sms',
    ]);
    expect(units).toEqual(['Ju: Ju, 1000, 2026-11-22']);
    expect(codes(problems)).toEqual(
      [
        '2 Nom formula',
        '3 Nom name-missing',
        '4 Cotisation amount-unreadable',
        '5 Cotisation amount-unreadable',
        "6 Date d'entrée day-unreadable",
        '7 E-mail email-unreadable',
        '8 Téléphone phone-unreadable',
        '9 Contact channel-unknown',
        '10 Cotisation pledge-outside-rules',
        '11 Cotisation pledge-missing',
        "12 Date d'entrée joined-on-out-of-range",
      ].sort(),
    );
    expect(problems.every(({ detail }) => detail.length > 10 && detail.length < 500)).toBe(true);
    expect(problems.find(({ code }) => code === 'pledge-outside-rules')?.detail).toBe(
      'écrivez au moins 1,00 € et au plus 100,00 €',
    );
  });

  it('of a household stand and fall together', () => {
    const { units, problems } = read(
      ['Foyer;Nom;Cotisation', 'Martin;Ali;60', 'Martin;;', 'Diallo;Bo;20', 'Diallo;Cy;30', 'Petit;Di;10'],
      { ...FREE, unit: 'household' },
    );
    expect(units).toEqual(['Petit: Di, 1000, 2026-11-22']);
    expect(codes(problems)).toEqual([
      '2 Foyer household-incomplete',
      '3 Nom name-missing',
      '4 Foyer household-incomplete',
      '5 Cotisation household-disagrees',
    ]);
  });

  it('that are the same person twice are told so, and twins with one address are not the same', () => {
    const { units, problems } = read([
      'Nom;Cotisation;E-mail',
      'Ali;10;foyer@exemple.fr',
      'ALI;20;foyer@exemple.fr',
      'Bo;10;foyer@exemple.fr',
    ]);
    expect(units).toHaveLength(2);
    expect(codes(problems)).toEqual(['3 Nom person-twice']);
    expect(problems[0]?.detail).toContain('ligne 2');
  });

  it('are each either in a unit or explained, whatever stands in them', () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'Ali', '12,50', '31/12/2026', '=x', 'Martin', '50 %', 'sms', 'a@b.fr', '-1', '31/02/2026'),
      fc.string(),
    );
    const columns = columnsOf(Object.values(HEADINGS).map(([heading]) => heading));
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 0, maxLength: 12 }), { maxLength: 20 }),
        fc.constantFrom(FREE, { ...FREE, unit: 'household' as const }, presetByKey('lyon').rules, HOUSEHOLDS),
        (cells, rules) => {
          const rows = cells.map((row, index) => readMemberRow({ rowNo: index + 2, cells: row }, columns));
          const { units, problems } = unitsOfRows(rows, { rules, today: TODAY });
          const explained = [...units.flatMap(({ rowNos }) => rowNos), ...problems.map(({ rowNo }) => rowNo)];
          expect(explained.sort((a, b) => a - b)).toEqual(cells.map((_row, index) => index + 2));
        },
      ),
    );
  });
});

describe('somebody who is a member already', () => {
  it('is known by label and name, whatever the capitals and accents', () => {
    const here = isHere([{ label: 'Foyer Élan', name: 'Zoé' }]);
    expect(here({ label: 'foyer elan', persons: [{ name: 'Ali' }, { name: 'ZOE' }] })).toBe(true);
    expect(here({ label: 'autre foyer', persons: [{ name: 'Zoé' }] })).toBe(false);
    expect(labelsOf([{ label: 'A' }, { label: 'a' }])).toEqual(['A', 'a']);
    expect(alreadyMember(3)).toMatchObject({ rowNo: 3, code: 'already-member' });
  });
});
