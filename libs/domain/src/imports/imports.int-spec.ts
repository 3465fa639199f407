import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RoleStore, TenantTransaction } from '#tenancy';
import { amount, type LivingFund, month } from '../../../../test/support/living-fund';
import { refused } from '../../../../test/support/refusals';
import { Rooms } from '../../../../test/support/rooms';
import { RunsQuery } from '../cycle/runs.query';
import { AddPersonUseCase } from '../members/add-person.use-case';
import { ChangePledgeUseCase } from '../members/change-pledge.use-case';
import { MembersQuery } from '../members/members.query';
import { PauseUnitUseCase } from '../members/pause-unit.use-case';
import { dayOf } from '../kernel/calendar';
import { AskUndoUseCase } from './ask-undo.use-case';
import { ImportsQuery } from './imports.query';
import { StageImportUseCase } from './stage-import.use-case';
import { StartImportUseCase } from './start-import.use-case';

const EVERYTHING = { after: null, limit: 10_000 };
let rooms: Rooms;
let other: LivingFund;
const here: { fund?: LivingFund } = {};

beforeAll(async () => {
  rooms = await Rooms.open();
  other = await rooms.bystander({ preset: 'lyon' }, (fund) =>
    fund.admit({ persons: [{ name: 'Ada', bornIn: month('1980-01') }], pledge: 4_000 }),
  );
});
afterAll(() => rooms.close());
beforeEach(async () => {
  here.fund = await rooms.fund({ preset: 'flers' });
  await here.fund.live('2026-11-01');
});

const fund = (): LivingFund => here.fund ?? other;

/** Reads a file written as lines of cells with semicolons. @returns the id of its run */
async function stage(lines: readonly string[], again = false): Promise<string> {
  const [headings = '', ...rows] = lines;
  const { runId } = await fund().as(() =>
    rooms.get(StageImportUseCase).run({
      fileName: 'membres.csv',
      fingerprint: createHash('sha256').update(lines.join('\n')).digest(),
      again,
      headings: headings.split(';'),
      rows: rows.map((line, index) => ({ rowNo: index + 2, cells: line.split(';') })),
    }),
  );
  return runId;
}

const start = (runId: string): Promise<unknown> => fund().as(() => rooms.get(StartImportUseCase).run({ runId }));
const undo = (runId: string): Promise<unknown> => fund().as(() => rooms.get(AskUndoUseCase).run({ runId }));
const view = (runId: string) => fund().read(() => rooms.get(ImportsQuery).one(runId));
const standing = (runId: string) => fund().read(() => rooms.get(RunsQuery).standing(runId));
const units = () => fund().read(() => rooms.get(MembersQuery).units(EVERYTHING));
const persons = () => fund().read(() => rooms.get(MembersQuery).persons(EVERYTHING));

async function imported(lines: readonly string[]): Promise<string> {
  const runId = await stage(lines);
  await start(runId);
  await fund().drain();
  return runId;
}

const FILE = ['Nom;Cotisation;Entrée;E-mail', 'Ali;40;01/11/2026;ali@exemple.fr', 'Bo;45;31/10/2026;', 'Cy;;;'];

describe('a dry run', () => {
  it('explains every row and imports nothing', async () => {
    const before = await units();
    const runId = await stage(FILE);
    expect(await units()).toEqual(before);
    expect(await view(runId)).toMatchObject({ state: 'staged', rows: 3, goodRows: 2, units: 2, undoUntil: null });
    const rows = await fund().read(() => rooms.get(ImportsQuery).rows(runId, false, EVERYTHING));
    expect(rows).toMatchObject([
      { rowNo: 2, good: true, name: 'Ali', detail: null },
      { rowNo: 3, good: true, name: 'Bo' },
      { rowNo: 4, good: false, name: 'Cy', field: 'Cotisation', code: 'pledge-missing' },
    ]);
    expect(await fund().read(() => rooms.get(ImportsQuery).rows(runId, true, EVERYTHING))).toHaveLength(1);
  });

  it('refuses a file without rows, and one of more than fifty thousand', async () => {
    expect(await refused(fund(), () => stage(['Nom']))).toBe('import-empty');
    const many = ['Nom', ...Array.from({ length: 50_001 }, (_, index) => `N${String(index)}`)];
    expect(await refused(fund(), () => stage(many))).toBe('import-too-many-rows');
  });

  it('knows who is a member already', async () => {
    await fund().admit({ label: 'Élodie', persons: [{ name: 'Élodie', bornIn: null }], pledge: 4_000 });
    const runId = await stage(['Nom;Cotisation', 'ÉLODIE;40', 'Zoé;40']);
    expect(await view(runId)).toMatchObject({ goodRows: 1 });
  });
});

describe('an import', () => {
  it('makes members of the good rows, with pledge and accounts, and they take part in the month', async () => {
    await fund().open(100_000);
    const runId = await imported(FILE);
    expect(await view(runId)).toMatchObject({ state: 'imported', units: 2 });
    expect((await standing(runId))?.steps).toMatchObject([
      { step: 'import', state: 'done', done: 2, total: 2, summary: { units: 2, persons: 2, refused: 0 } },
    ]);
    expect(await standing(runId)).toMatchObject({ kind: 'import', underWay: false, rowsInError: 1 });
    const bo = (await units()).find(({ label }) => label === 'Bo');
    expect(bo).toMatchObject({ joinedOn: '2026-10-31', persons: 1 });
    expect(await fund().due(bo?.accountUnitId ?? '', '2026-11')).toBe(4_500);
    expect((await persons()).find(({ name }) => name === 'Ali')).toMatchObject({ email: 'ali@exemple.fr' });
    expect(await fund().faults()).toEqual([]);
  });

  it('of a thousand rows with one bad one imports nine hundred and ninety-nine', async () => {
    const lines = Array.from({ length: 1_000 }, (_, index) => `P${String(index)};${index === 500 ? '-1' : '40'}`);
    const runId = await imported(['Nom;Cotisation', ...lines]);
    expect(await units()).toHaveLength(999);
    expect(await fund().read(() => rooms.get(RunsQuery).errors(runId, EVERYTHING))).toMatchObject([
      { rowNo: 502, field: 'Cotisation', code: 'amount-unreadable' },
    ]);
  });

  it('of the same file twice is refused, on reading and on starting, unless it is asked for', async () => {
    const early = await stage(FILE);
    const runId = await imported(FILE);
    expect(await refused(fund(), () => stage(FILE))).toBe('import-already-done');
    expect(await refused(fund(), () => start(early))).toBe('import-already-done');
    expect(await refused(fund(), () => start(runId))).toBe('import-not-ready');
    const again = await stage(FILE, true);
    expect(await view(again)).toMatchObject({ goodRows: 0 }); // they are there: nobody comes in twice
    expect(await refused(fund(), () => start(again))).toBe('import-not-ready');
  });

  it('that breaks in the middle goes on where it stands, and brings nobody in twice', async () => {
    const lines = Array.from({ length: 2_500 }, (_, index) => `P${String(index)};40`);
    const runId = await stage(['Nom;Cotisation', ...lines]);
    await start(runId);
    const [late] = await rooms.database.asOwner(
      'select account_unit_id from imports.unit where run_id = $1 order by account_unit_id desc limit 1',
      [runId],
    );
    await rooms.database.asOwner(
      `insert into members.account_unit (tenant_id, account_unit_id, kind, label, joined_on) values ($1, $2, 'person', 'x', '2026-01-01')`,
      [fund().id, late?.['account_unit_id']],
    );
    await expect(fund().drain()).rejects.toThrow(/duplicate key/);
    expect((await standing(runId))?.steps).toMatchObject([{ step: 'import', state: 'running', done: 2_000 }]);
    await rooms.database.asOwner('delete from members.account_unit where account_unit_id = $1', [
      late?.['account_unit_id'],
    ]);
    await fund().drain();
    expect(await units()).toHaveLength(2_500);
    expect(await view(runId)).toMatchObject({ state: 'imported' });
    expect(await fund().run('members.import', { runId })).toBe(false); // delivered once more
    expect(await persons()).toHaveLength(2_500);
  });

  it('asks the rules again when it runs: what they no longer allow is left out and listed', async () => {
    const runId = await stage(['Nom;Cotisation', 'Ali;40', 'Bo;40']);
    await fund().admit({ label: 'Bo', persons: [{ name: 'Bo', bornIn: null }], pledge: 4_000 });
    await start(runId);
    await fund().drain();
    expect((await standing(runId))?.steps[0]?.summary).toEqual({ units: 1, persons: 1, refused: 1 });
    expect(await fund().read(() => rooms.get(RunsQuery).errors(runId, EVERYTHING))).toMatchObject([
      { rowNo: 3, code: 'already-member' },
    ]);
  });

  it('is unknown in another fund', async () => {
    const runId = await stage(FILE);
    expect(await refused(other, () => rooms.get(StartImportUseCase).run({ runId }))).toBe('import-unknown');
    expect(await refused(other, () => rooms.get(AskUndoUseCase).run({ runId }))).toBe('import-unknown');
    expect(await other.read(() => rooms.get(RunsQuery).standing(runId))).toBeNull();
  });
});

describe('undoing an import', () => {
  const NEXT_MONTH = ['Nom;Cotisation;Entrée', 'Ali;40;25/11/2026', 'Bo;40;25/11/2026', 'Cy;40;25/11/2026'];

  it('takes back what it made, and nothing else, and the file may then be imported again', async () => {
    await fund().admit({ label: 'Avant' });
    const runId = await imported(NEXT_MONTH);
    await undo(runId);
    await fund().drain();
    expect((await units()).map(({ label }) => label)).toEqual(['Avant']);
    expect(await persons()).toHaveLength(1);
    expect(await view(runId)).toMatchObject({ state: 'undone' });
    expect((await standing(runId))?.steps.at(-1)).toMatchObject({ step: 'undo', summary: { undone: 3, kept: 0 } });
    expect(await refused(fund(), () => undo(runId))).toBe('import-not-imported');
    expect(await fund().faults()).toEqual([]);
    await imported(NEXT_MONTH);
    expect(await units()).toHaveLength(4);
  });

  it('leaves those that somebody has touched since, each with the reason', async () => {
    const names = ['Ali', 'Bo', 'Cy', 'Di', 'Em', 'Fa'];
    const runId = await imported([
      'Nom;Cotisation;Entrée',
      ...names.map((name) => `${name};40;${name === 'Em' ? '31/10/2026' : '25/11/2026'}`),
    ]);
    const id = Object.fromEntries((await units()).map(({ label, accountUnitId }) => [label, accountUnitId]));
    const someone = async (name: string) =>
      (await fund().read(() => rooms.get(MembersQuery).unit(id[name] ?? '')))?.people[0]?.personId ?? '';
    await fund().as(() =>
      rooms
        .get(ChangePledgeUseCase)
        .run({ accountUnitId: id['Ali'] ?? '', pledge: amount(4_500), monthlyNetIncome: null }),
    );
    await fund().as(() =>
      rooms.get(PauseUnitUseCase).run({ accountUnitId: id['Bo'] ?? '', from: month('2027-01'), until: null }),
    );
    const cy = await someone('Cy');
    await fund().as(() =>
      rooms
        .get(TenantTransaction)
        .run(() =>
          rooms.get(RoleStore).grant('0190a000-0000-7000-8000-0000000000aa', { role: 'member', subjectId: cy }),
        ),
    );
    await rooms.database.asOwner(
      `update members.person set phone = '0612345678' where name = 'Di' and tenant_id = $1`,
      [fund().id],
    );
    await undo(runId);
    await fund().drain();
    const errors = await fund().read(() => rooms.get(RunsQuery).errors(runId, EVERYTHING));
    const reasons = Object.fromEntries(
      errors.map(({ rowNo, detail }): [string, string] => [names[(rowNo ?? 0) - 2] ?? '', detail]),
    );
    expect(reasons).toEqual({
      Ali: 'gardé : la cotisation a été changée depuis',
      Bo: 'gardé : une pause est notée',
      Cy: 'gardé : la personne a un accès à la caisse',
      Di: 'gardé : les personnes du compte ont changé depuis',
      Em: 'gardé : une cotisation est déjà appelée',
    });
    expect((await units()).map(({ label }) => label).sort()).toEqual(['Ali', 'Bo', 'Cy', 'Di', 'Em']);
    expect(await fund().faults()).toEqual([]);
  });

  it('leaves a household to which somebody has come since', async () => {
    here.fund = await rooms.fund({ preset: 'flers', rules: (rules) => ({ ...rules, unit: 'household' }) });
    await fund().live('2026-11-01');
    const runId = await imported(['Foyer;Nom;Cotisation;Entrée', 'Martin;Ali;40;02/12/2026']);
    const [unit] = await units();
    await fund().as(() =>
      rooms.get(AddPersonUseCase).run({
        accountUnitId: unit?.accountUnitId ?? '',
        person: { name: 'Bo', bornIn: null },
        from: dayOf('2026-12-05'),
      }),
    );
    await undo(runId);
    await fund().drain();
    expect(await units()).toHaveLength(1);
  });

  it.each([
    ['the night that has 23 hours', '2027-03-27T20:00:00Z', '2027-03-28T19:59:00Z', '2027-03-28T20:01:00Z'],
    ['the night that has 25 hours', '2026-10-24T20:00:00Z', '2026-10-25T19:59:00Z', '2026-10-25T20:01:00Z'],
  ])('lasts twenty-four hours that pass, over %s too', async (_night, at, justBefore, justAfter) => {
    const day = at.slice(0, 10).split('-').reverse().join('/');
    const FILE_OF_DAY = ['Nom;Cotisation;Entrée', `Ali;40;${day}`];
    here.fund = await rooms.fund({ preset: 'flers', at });
    const runId = await imported(FILE_OF_DAY);
    await fund().at(justAfter);
    expect(await refused(fund(), () => undo(runId))).toBe('import-undo-too-late');
    await fund().at(justBefore);
    await undo(runId);
    await fund().drain();
    expect(await units()).toEqual([]);
  });

  it('asked for in time is finished even when the worker comes late', async () => {
    const runId = await imported(NEXT_MONTH);
    await undo(runId);
    await fund().morning('2026-11-20');
    await fund().drain();
    expect(await units()).toEqual([]);
  });
});

describe('a week after', () => {
  it('what was read from the file is forgotten, and that it was read stays', async () => {
    const runId = await imported(FILE);
    await fund().live('2026-11-09');
    const rows = await fund().read(() => rooms.get(ImportsQuery).rows(runId, false, EVERYTHING));
    expect(rows.map(({ name }) => name)).toEqual([null, null, null]);
    expect(await rooms.database.asOwner('select payload from imports.unit where run_id = $1', [runId])).toEqual([
      { payload: null },
      { payload: null },
    ]);
    expect(await view(runId)).toMatchObject({ state: 'forgotten', fileName: 'membres.csv' });
    expect(await refused(fund(), () => stage(FILE))).toBe('import-already-done');
    expect(await units()).toHaveLength(2);
  });
});
