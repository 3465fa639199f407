import { ImportMembersUseCase, UndoImportUseCase } from '#domain/imports';
import type { TenantId } from '#tenancy';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { XLSX_TYPE } from '../../apps/api/src/exports/xlsx-sheet';
import { workbook, zipOf } from '../support/xlsx';
import { type Answer, type FrontDoor, openFrontDoor, type Visitor } from './front-door';

let door: FrontDoor;
let flers: TenantId;
let camille: Visitor;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await door.fund('flers');
  await door.person('camille@flers.example', [{ fund: flers, role: 'coordinator', subjectId: null }]);
  await door.person('benevole@flers.example', [{ fund: flers, role: 'volunteer', subjectId: null }]);
  camille = await door.signedIn('camille@flers.example', 'flers');
});
afterAll(() => door.close());

/** Sends a file as a browser does: the file itself is the body. */
async function send(
  file: Buffer | string,
  brought: { query?: string; key?: string; as?: Visitor } = {},
): Promise<Answer> {
  const { query = '', key, as = camille } = brought;
  const bytes = Buffer.from(file);
  return as.call('POST', `/api/imports?fileName=membres.csv${query}`, {
    body: bytes,
    ...(key === undefined ? {} : { key }),
    headers: { 'content-type': bytes.subarray(0, 2).toString() === 'PK' ? XLSX_TYPE : 'text/csv' },
  });
}

const work = (thing: typeof ImportMembersUseCase | typeof UndoImportUseCase, runId: string): Promise<unknown> =>
  door.outside(flers, () => door.app.get<ImportMembersUseCase>(thing, { strict: false }).run({ runId }));
const items = (answer: Answer): Record<string, unknown>[] => answer.body['items'] as Record<string, unknown>[];
const labels = async (): Promise<unknown[]> =>
  items(await camille.get('/api/account-units')).map((one) => one['label']);

describe('importing members through the front door', () => {
  it('goes from the template over a dry run to members, and back within the day', async () => {
    const template = await camille.get('/api/imports/template');
    expect(template.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(template.text).toMatch(/^\uFEFFNom;Prénom;Date d'entrée;Cotisation;/);
    const read = await send('Nom;Cotisation\r\nÉlodie;40,00\r\nBo;-5\r\n');
    expect(read).toMatchObject({ status: 201, body: { state: 'staged', rows: 2, goodRows: 1, units: 1 } });
    const runId = String(read.body['runId']);
    expect(items(await camille.get(`/api/imports/${runId}/rows?only=problems`))).toMatchObject([
      { rowNo: 3, good: false, name: 'Bo', field: 'Cotisation', code: 'amount-unreadable' },
    ]);
    expect(await labels()).toEqual([]);
    expect((await camille.post(`/api/imports/${runId}/start`, undefined)).status).toBe(200);
    await work(ImportMembersUseCase, runId);
    expect(await labels()).toEqual(['Élodie']);
    expect((await camille.get(`/api/runs/${runId}`)).body).toMatchObject({ kind: 'import', rowsInError: 1 });
    expect((await camille.get(`/api/imports/${runId}`)).body).toMatchObject({
      state: 'imported',
      undoUntil: expect.any(String),
    });
    expect((await send('Nom;Cotisation\r\nÉlodie;40,00\r\nBo;-5\r\n')).body).toMatchObject({
      code: 'import-already-done',
      runId,
    });
    expect((await camille.post(`/api/imports/${runId}/undo`, undefined)).status).toBe(200);
    await work(UndoImportUseCase, runId);
    expect(await labels()).toEqual([]);
  });

  it('reads what Excel writes: real dates and numbers, and refuses the row with a formula', async () => {
    const file = await workbook([
      ['Nom', 'Cotisation', "Date d'entrée"],
      ['Zoë', 40, { day: 46_327 }],
      [{ formula: 'HYPERLINK("http://x")', was: 'Ali' }, 40, { day: 46_327 }],
    ]);
    const read = await send(file);
    expect(read).toMatchObject({ status: 201, body: { rows: 2, goodRows: 1 } });
    expect(items(await camille.get(`/api/imports/${String(read.body['runId'])}/rows`))).toMatchObject([
      { name: 'Zoë', good: true },
      { rowNo: 3, good: false, code: 'formula' },
    ]);
  });

  it('sent twice with one key is read once, and another file with that key is refused', async () => {
    const first = await send('Nom;Cotisation\nA;40\n', { key: 'la-meme-cle' });
    const again = await send('Nom;Cotisation\nA;40\n', { key: 'la-meme-cle' });
    expect(again.body).toEqual(first.body);
    expect((await send('Nom;Cotisation\nB;40\n', { key: 'la-meme-cle' })).body['code']).toBe('idempotency-key-reused');
  });

  it('refuses what is no list of members, each with its reason', async () => {
    const refusals: readonly (readonly [Buffer | string, number, string])[] = [
      ['', 422, 'import-empty'],
      ['Nom;Cotisation\n', 422, 'import-empty'],
      ['Nom|Cotisation\nA|40\n', 422, 'import-columns-missing'],
      ['Nom;Nom\nA;B\n', 422, 'import-columns-twice'],
      [`Nom\n${'A\n'.repeat(50_001)}`, 422, 'import-too-many-rows'],
      [Buffer.alloc(11 * 1024 * 1024, 'a'), 413, 'body-too-large'],
      [await zipOf({ 'xl/workbook.xml': Buffer.alloc(32 * 1024 * 1024) }), 422, 'import-expands-too-much'],
      [Buffer.from('%PDF-1.7\u0000'), 422, 'import-unreadable'],
    ];
    for (const [file, status, code] of refusals) {
      const { body, status: got } = await send(file);
      expect({ code, got, is: body['code'] }).toEqual({ code, got: status, is: code });
    }
    const json = await camille.post('/api/imports?fileName=x', { a: 1 });
    expect(json.body['code']).toBe('file-missing');
    expect((await camille.post('/api/imports', 'Nom', { headers: { 'content-type': 'text/csv' } })).status).toBe(422);
  });

  it('takes a file from nobody who may not bring one, and at no other address', async () => {
    const stranger = await send('Nom\nA\n', { as: door.visitor() });
    expect(stranger.status).toBe(401);
    const volunteer = await door.signedIn('benevole@flers.example', 'flers');
    expect((await send('Nom\nA\n', { as: volunteer })).status).toBe(403);
    const elsewhere = await camille.post('/api/account-units', 'Nom', { headers: { 'content-type': 'text/csv' } });
    expect(elsewhere.body['code']).toBe('media-type-unsupported');
  });

  it('reads fifty thousand rows', async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => `Personne ${String(index)};40,00;22/11/2026`);
    const read = await send(['Nom;Cotisation;Entrée', ...rows].join('\r\n'));
    expect(read).toMatchObject({ status: 201, body: { rows: 50_000, goodRows: 50_000, units: 50_000 } });
  });
});
