import { describe, expect, it } from '@jest/globals';
import { workbook, zipOf } from '../../../../test/support/xlsx';
import { separatorOf } from './read-csv';
import { readSheet } from './read-sheet';

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const windows = (text: string): Buffer => Buffer.from(text, 'latin1');
const code = (file: Buffer | Promise<Buffer>): Promise<unknown> =>
  Promise.resolve(file)
    .then(readSheet)
    .then(
      () => 'read',
      (error: unknown) => (error as { code?: string }).code ?? error,
    );

describe('a CSV of French Excel', () => {
  it('is read in UTF-8 with its mark, in Windows-1252, and as Unicode text', async () => {
    const text = 'Nom;Prénom;Cotisation\r\nDubois;Élodie;"12,50"\r\n\r\nÇelik;Zoë;40\r\n';
    const rows = [
      { rowNo: 2, cells: ['Dubois', 'Élodie', '12,50'] },
      { rowNo: 4, cells: ['Çelik', 'Zoë', '40'] },
    ];
    for (const file of [utf8(`\uFEFF${text}`), utf8(text), windows(text)])
      expect(await readSheet(file)).toEqual({ headings: ['Nom', 'Prénom', 'Cotisation'], rows });
    const tabs = `\uFEFF${text.replaceAll(';', '\t')}`;
    expect((await readSheet(Buffer.from(tabs, 'utf16le'))).rows).toEqual(rows);
  });

  it('is cut where its headings are: at semicolons, tabs or commas, outside quotes', () => {
    expect(['a;b;c', 'a\tb', 'a,b', '"a,b,c";d', 'seul', '\uFEFFa;b'].map(separatorOf)).toEqual([
      ';',
      '\t',
      ',',
      ';',
      ';',
      ';',
    ]);
  });

  it('may have line feeds in its cells; rows are numbered as the spreadsheet does', async () => {
    const { rows } = await readSheet(utf8('Nom;Note\n"Ali";"deux\nlignes"\nBo;x\n'));
    expect(rows).toEqual([
      { rowNo: 2, cells: ['Ali', 'deux\nlignes'] },
      { rowNo: 3, cells: ['Bo', 'x'] },
    ]);
  });

  it('is refused when it is empty, no table at all, or has a quote without end', async () => {
    expect(await code(utf8(''))).toBe('import-empty');
    expect(await code(utf8('\r\n;;\r\n'))).toBe('import-empty');
    expect(await code(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 1, 2]))).toBe('import-unreadable');
    expect(await code(utf8(`Nom\n"${'x'.repeat(300_000)}`))).toBe('import-unreadable');
  });

  it('of more than fifty thousand rows is refused', async () => {
    expect(await code(utf8(`Nom\n${'x\n'.repeat(50_001)}`))).toBe('import-too-many-rows');
  });
});

describe('an XLSX', () => {
  it('is read with texts, numbers and real dates; a formula is a formula, whatever it came to', async () => {
    const file = await workbook([
      ['Nom', 'Cotisation', 'Entrée', 'Note'],
      ['Élodie & Cie', 12.3, { day: 46_327 }, null],
      [{ formula: 'cmd|"/C calc"!A0', was: 'Bo' }, 12.300000000000001, { day: 1 }, ' x '],
    ]);
    expect(await readSheet(file)).toEqual({
      headings: ['Nom', 'Cotisation', 'Entrée', 'Note'],
      rows: [
        { rowNo: 2, cells: ['Élodie & Cie', '12.3', '2026-11-01'] },
        { rowNo: 3, cells: ['=cmd|"/C calc"!A0Bo', '12.3', '1900-01-01', ' x '] },
      ],
    });
  });

  it('that is a bomb is refused before it goes off, and one that lies about its size while it is read', async () => {
    const bomb = await zipOf({ 'xl/workbook.xml': Buffer.alloc(64 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await code(bomb)).toBe('import-expands-too-much');
    const lies = Buffer.from(await zipOf({ 'xl/workbook.xml': Buffer.alloc(2 * 1024 * 1024) }));
    const size = lies.indexOf(Buffer.from('PK\u0001\u0002', 'latin1')) + 24;
    lies.writeUInt32LE(1_000, size);
    expect(await code(lies)).toBe('import-unreadable');
    const many = Object.fromEntries(Array.from({ length: 1_200 }, (_, index) => [`p${String(index)}`, 'x']));
    expect(await code(zipOf(many))).toBe('import-expands-too-much');
  });

  it('neither knows entities of its own nor reaches elsewhere', async () => {
    const book = (xml: string): Promise<Buffer> => zipOf({ 'xl/workbook.xml': xml });
    for (const xml of [
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook>&a;</workbook>',
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>',
      '<workbook>&unknown;</workbook>',
      '<workbook><sheets></workbook>',
      '',
    ])
      expect(await code(book(xml))).toBe('import-unreadable');
  });

  it('that is cut off, or another kind of zip, is refused', async () => {
    const file = await workbook([['Nom'], ['Ali']]);
    expect(await code(file.subarray(0, file.length - 40))).toBe('import-unreadable');
    expect(await code(zipOf({ 'content.xml': '<x/>' }))).toBe('import-unreadable');
    expect(await code(workbook([]))).toBe('import-empty');
  });
});
