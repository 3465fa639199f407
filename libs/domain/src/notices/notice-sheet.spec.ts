import { describe, expect, it } from '@jest/globals';
import { type PrintedNotice, type SheetHead, sheetToOpen, sheetToPrint } from './notice-sheet';

const head: SheetHead = {
  fundName: 'Caisse d’ici',
  demonstration: false,
  channel: 'voice',
  on: '2026-11-22',
  more: false,
};
const notice: PrintedNotice = {
  noticeNo: 7,
  name: 'Zoé <b>Martin</b>',
  label: 'Foyer Martin',
  phone: '06 01 02 03 04',
  email: 'zoe@exemple.fr',
  title: 'Votre cotisation',
  text: 'Il reste 40,00 € ; dites-nous "si ça va".',
  tries: 2,
};

describe('a sheet', () => {
  it('to call from has the number to type, the telephone, the words, and boxes to tick', () => {
    const page = sheetToPrint(head, [notice]);
    for (const part of [
      'Personnes à appeler',
      '<td>7</td>',
      '06 01 02 03 04',
      'Il reste 40,00',
      '☐ dit le',
      '2 essai',
    ]) {
      expect(page).toContain(part);
    }
    expect(page).toContain('Zoé &lt;b&gt;Martin&lt;/b&gt;');
    expect(page).not.toContain('<b>');
    expect(page).not.toContain('D’autres attendent');
    expect(sheetToPrint({ ...head, more: true }, [notice])).toContain('D’autres attendent');
  });

  it('of letters has one page a letter, and says when the people are invented', () => {
    const page = sheetToPrint({ ...head, channel: 'letter', demonstration: true }, [notice, notice]);
    expect(page.match(/class="letter"/g)).toHaveLength(2);
    expect(page).toContain('Bonjour,');
    expect(page).toContain('données inventées');
    expect(page).toContain('22 novembre 2026');
    const named = sheetToPrint({ ...head, fundName: 'Pré (données inventées)', demonstration: true }, [notice]);
    expect(named.match(/données inventées/g)).toHaveLength(1);
  });

  it('says where somebody without a number or an address is found', () => {
    const unreachable = { ...notice, phone: null, email: null };
    expect(sheetToPrint(head, [unreachable])).toContain('pas de numéro : voir au comptoir');
    expect(sheetToPrint({ ...head, channel: 'email' }, [unreachable])).toContain('pas d’adresse');
    expect(sheetToPrint({ ...head, channel: 'counter' }, [unreachable])).toContain('Foyer Martin');
  });

  it('opens in a spreadsheet, and no name in it is a formula', () => {
    const [first, second] = sheetToOpen([{ ...notice, name: '=cmd|"/c calc"', label: '+33;x', phone: null }]).split(
      '\r\n',
    );
    expect(first).toBe('\ufeffnoticeNo;name;label;phone;email;title;text;tries');
    expect(second).toContain(`7;"'=cmd|""/c calc""";"'+33;x";;zoe@exemple.fr;Votre cotisation;`);
  });
});
