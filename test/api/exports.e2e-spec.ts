import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { XLSX_TYPE } from '../../apps/api/src/exports/xlsx-sheet';
import { readSheet } from '../../apps/api/src/imports/read-sheet';
import { admit, aLivingFund, type LivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor, type Visitor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
});
afterAll(() => door.close());

/** A list as a sheet: headings and cells, read as whoever downloads it reads it. */
async function sheet(
  visitor: Visitor,
  url: string,
): Promise<{ headings: readonly string[]; rows: readonly string[][] }> {
  const answer = await visitor.bytes(url);
  const { headings, rows } = await readSheet(answer);
  return { headings, rows: rows.map(({ cells }) => [...cells]) };
}

describe('a list as a file', () => {
  it('has the API’s own field names as headings, and the same rows', async () => {
    const list = await flers.coordinator.get('/api/account-units');
    const [first = {}] = list.body['items'] as Record<string, unknown>[];
    const { headings, rows } = await sheet(flers.coordinator, '/api/account-units?format=csv');
    expect(headings).toEqual(['accountUnitId', 'kind', 'label', 'area', 'joinedOn', 'lastMonth', 'persons']);
    expect(rows).toHaveLength((list.body['items'] as unknown[]).length);
    expect(rows[0]?.[0]).toBe(first['accountUnitId']);
  });

  it('says amounts in whole cents, and what is nested by its path', async () => {
    const { headings, rows } = await sheet(flers.coordinator, '/api/contributions?month=2026-11&format=xlsx');
    expect(headings).toEqual(expect.arrayContaining(['dueId', 'amountCents', 'attempt.state', 'attempt.receiptNo']));
    const amounts = rows.map((row) => Number(row[headings.indexOf('amountCents')]));
    // Two units at 40 €, of which a payer pays 10 for one.
    expect(amounts.sort((a, b) => a - b)).toEqual([1_000, 3_000, 4_000]);
  });

  it('is asked for by ?format= or by Accept, and comes as a download', async () => {
    const csv = await flers.coordinator.get('/api/account-units?format=csv');
    expect(csv.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="account-units.csv"',
      'cache-control': 'no-store',
    });
    expect(csv.text.startsWith('\uFEFFaccountUnitId;kind;label;')).toBe(true);
    for (const [accept, type] of [
      ['text/csv', 'text/csv; charset=utf-8'],
      [XLSX_TYPE, XLSX_TYPE],
      ['*/*', 'application/json; charset=utf-8'],
    ] as const) {
      const { headers } = await flers.coordinator.get('/api/account-units', { headers: { accept } });
      expect({ accept, type: headers['content-type'] }).toEqual({ accept, type });
    }
    const wrong = await flers.coordinator.get('/api/account-units?format=pdf');
    expect(wrong.status).toBe(422);
  });

  it('is whole, however many pages it has, and one reading in the record of acts', async () => {
    const fund = await aLivingFund(door, 'lavoir');
    await door.database.asOwner(
      `insert into members.account_unit (tenant_id, account_unit_id, kind, label, joined_on)
       select $1, gen_random_uuid(), 'person', 'P' || n, '2026-01-01' from generate_series(1, 450) n`,
      [fund.fundId],
    );
    const { rows } = await sheet(fund.coordinator, '/api/account-units?format=csv&limit=10');
    expect(rows).toHaveLength(452);
    expect(new Set(rows.map(([id]) => id)).size).toBe(452);
    await door.database.asOwner(
      `insert into ledger.account (tenant_id, account_id, kind, owner_id)
       select tenant_id, gen_random_uuid(), 'allocation', account_unit_id from members.account_unit
       where tenant_id = $1 and label ~ '^P\\d'`,
      [fund.fundId],
    );
    await sheet(fund.coordinator, '/api/ledger/accounts?kind=allocation&format=csv');
    const acts = await sheet(fund.coordinator, '/api/audit?format=csv');
    const readings = acts.rows.filter((row) => row.includes('money.read') && row.includes('accounts'));
    expect(readings).toHaveLength(2); // one by the fixture, one for the whole export
  });

  it('is refused to whoever may not see the list, and as a problem, not as a file', async () => {
    for (const url of ['/api/account-units?format=csv', '/api/audit?format=xlsx']) {
      const answer = await flers.member.get(url);
      expect(answer.status).toBe(403);
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    }
    expect((await flers.coordinator.get('/api/contributions?format=csv')).status).toBe(422);
  });

  it('cannot make a spreadsheet compute, whatever somebody is called', async () => {
    for (const name of [`=cmd|' /C calc'!A0`, '+1', '-1', '@SUM(A1)', 'a;"b"', 'deux lignes'])
      await admit(flers.coordinator, name);
    const { text } = await flers.coordinator.get('/api/persons?format=csv');
    expect(text).toContain(`;'=cmd|' /C calc'!A0;`);
    expect(text).not.toMatch(/(^|[;\n"])[=+@]/);
    expect(text).toContain('"a;""b"""');
    const { rows } = await sheet(flers.coordinator, '/api/persons?format=xlsx');
    expect(rows.map(([, name]) => name)).toEqual(expect.arrayContaining([`=cmd|' /C calc'!A0`, '+1', 'a;"b"']));
  });

  it('of nothing has its headings all the same', async () => {
    const { text } = await flers.coordinator.get('/api/grants?format=csv');
    expect(text).toBe('\uFEFFgrantId;kind;destination;moneySource;funder;amountCents;receivedOn\r\n');
  });

  it('is a statement too', async () => {
    const { headings } = await sheet(flers.member, `/api/account-units/${flers.unitId}/statement?format=csv`);
    expect(headings).toEqual(expect.arrayContaining(['movementId', 'bookedOn', 'amountCents', 'direction']));
  });

  it('of a demonstration says of each row that it is invented', async () => {
    await door.database.asOwner('update directory.fund set demonstration = true where tenant_id = $1', [flers.fundId]);
    const { headings, rows } = await sheet(flers.coordinator, '/api/account-units?format=xlsx');
    expect(headings.at(-1)).toBe('donneesInventees');
    expect(rows.every((row) => row.at(-1) === 'données inventées')).toBe(true);
    const { headers } = await flers.coordinator.get('/api/account-units?format=csv');
    expect(headers['content-disposition']).toBe('attachment; filename="donnees-inventees-account-units.csv"');
  });
});

describe('every list of the contract', () => {
  it('can be had as CSV and XLSX', async () => {
    const { body } = await door.visitor().get('/openapi.json');
    type Content = Record<string, { schema: unknown }>;
    const lists = Object.entries(
      body['paths'] as Record<string, { get?: { responses: Record<string, { content?: Content }> } }>,
    )
      .map(([path, { get }]) => ({ path, content: get?.responses['200']?.content ?? {} }))
      .filter(({ content }) => JSON.stringify(content['application/json']?.schema ?? '').includes('"next"'))
      .map(({ path, content }) => ({ path, types: Object.keys(content) }));
    expect(lists.length).toBeGreaterThan(8);
    for (const { path, types } of lists)
      expect({ path, types }).toEqual({ path, types: ['application/json', 'text/csv', XLSX_TYPE] });
  });
});
