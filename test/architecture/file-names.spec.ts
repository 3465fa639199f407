import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { faultsOfNames, type TreeFile } from './file-names';

const root = join(__dirname, '..', '..');

function treeFile(path: string): TreeFile {
  const text = readFileSync(join(root, path), 'utf8');
  const lines = text.split('\n');
  return { path, lines: lines.length - (text.endsWith('\n') ? 1 : 0), firstLine: lines[0] ?? '' };
}

function tree(): TreeFile[] {
  return ['apps', 'libs', 'infra', 'test']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes('node_modules/'))
    .map(treeFile);
}

const file = (path: string, rest: Partial<TreeFile> = {}): TreeFile => ({
  path,
  lines: 10,
  firstLine: '// A thing.',
  ...rest,
});
const room = 'libs/domain/src/members';

describe('the names of the tree as it is', () => {
  it('keep the law', () => {
    const files = tree();
    expect(files.length).toBeGreaterThan(50);
    expect(faultsOfNames(files)).toEqual([]);
  });
});

describe('a name', () => {
  it.each([
    `${room}/pledge.ts`,
    `${room}/pledge.spec.ts`,
    `${room}/join-fund.use-case.ts`,
    'libs/domain/src/rules/presets/flers.json',
    'libs/tenancy/src/audit.store.ts',
    'apps/api/src/members/join.dto.ts',
    'apps/api/src/main.ts',
    'apps/api/src/sign-in/access.guard.ts',
    'apps/admin-web/src/members/members.page.tsx',
    'infra/database/migrations/001-ground-floor.sql',
    'test/api/members.e2e-spec.ts',
    'apps/api/project.json',
    'infra/images/api.Dockerfile',
  ])('that keeps the law passes: %s', (path) => {
    expect(faultsOfNames([file(path)])).toEqual([]);
  });

  it.each([
    [`${room}/member.service.ts`, 'service'],
    [`${room}/member-utils.ts`, 'utils'],
    ['libs/shared/src/index.ts', 'shared'],
    ['test/helpers/money.ts', 'helpers'],
    ['infra/dev/base.mjs', 'base'],
    [`${room}/PledgeForm.ts`, 'lower-case'],
    [`${room}/pledge_form.ts`, 'lower-case'],
    [`${room}/pledge.handler.ts`, 'vocabulary'],
    [`${room}/pledge.store.spec.ts`, 'vocabulary'],
    [`${room}/members.controller.ts`, 'no .controller may stand'],
    ['apps/api/src/members/join-fund.use-case.ts', 'no .use-case may stand'],
    ['apps/api/src/members/members.guard.ts', 'no .guard may stand'],
    ['apps/api/src/members/send.job.ts', 'no .job may stand'],
    [`${room}/members.e2e-spec.ts`, 'no .e2e-spec may stand'],
    [`${room}/join.use-case.ts`, 'a verb and a noun'],
    [`${room}/pledges/pledge.ts`, 'deeper than its room'],
    [`${room}/presets/old/flers.json`, 'deeper than its room'],
    ['apps/worker/src/members/monthly/run.job.ts', 'deeper than its room'],
  ])('that breaks it is told why: %s', (path, why) => {
    expect(faultsOfNames([file(path)]).join()).toContain(why);
  });
});

describe('a file', () => {
  it('of more than 300 lines is to be split', () => {
    expect(faultsOfNames([file(`${room}/pledge.ts`, { lines: 300 })])).toEqual([]);
    expect(faultsOfNames([file(`${room}/pledge.ts`, { lines: 301 })]).join()).toContain('301 lines');
  });

  it('without a middle name says first what it is', () => {
    expect(faultsOfNames([file(`${room}/pledge.ts`, { firstLine: 'import x' })]).join()).toContain('first line');
  });
});

describe('a room', () => {
  it('of more than 25 files is to be split', () => {
    const files = Array.from({ length: 26 }, (_, index) => file(`${room}/thing-${index}.ts`));
    expect(faultsOfNames(files.slice(1))).toEqual([]);
    expect(faultsOfNames(files).join()).toContain('holds 26 files');
  });
});
