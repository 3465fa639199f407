import { beforeAll, describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';

const root = join(__dirname, '..', '..');
const room = 'libs/domain/src/members';

let untyped: ESLint;
let whole: ESLint;
beforeAll(() => {
  whole = new ESLint({ cwd: root });
  // Planted code is no file of a project: the rules that need its types are looked up instead (below).
  untyped = new ESLint({ cwd: root, overrideConfig: tseslint.configs.disableTypeChecked });
});

async function rulesBrokenBy(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await untyped.lintText(code, { filePath: join(root, filePath) });
  return (result?.messages ?? []).map(({ ruleId }) => ruleId);
}

const lines = (count: number): string => 'void 0;\n'.repeat(count);
const service = (args: number): string =>
  `export class Desk { constructor(${Array.from({ length: args }, (_, index) => `readonly a${index}: number`).join(', ')}) {} }`;

describe('a planted violation', () => {
  it.each([
    ['more than 300 lines', 'max-lines', `${room}/pledge.ts`, lines(301)],
    [
      'a function of more than 70 lines',
      'max-lines-per-function',
      `${room}/pledge.ts`,
      `export function f(): void {\n${lines(70)}}`,
    ],
    [
      'five parameters',
      'no-restricted-syntax',
      `${room}/pledge.ts`,
      'export function f(a: 1, b: 1, c: 1, d: 1, e: 1): void { g(a, b, c, d, e); }',
    ],
    ['seven things injected', 'no-restricted-syntax', `${room}/pledge.store.ts`, service(7)],
    ['any', '@typescript-eslint/no-explicit-any', `${room}/pledge.ts`, 'export const a: any = 1;'],
    ['the environment in a room', 'no-restricted-syntax', `${room}/pledge.store.ts`, 'export const a = process.env;'],
    ['the environment in an app', 'no-restricted-syntax', 'apps/api/src/main.ts', 'export const { env } = process;'],
    [
      'the environment imported',
      'no-restricted-imports',
      'apps/api/src/main.ts',
      `import { env } from 'node:process'; f(env);`,
    ],
    ['Date in a room', 'no-restricted-globals', `${room}/pledge.store.ts`, 'export const a = new Date();'],
    ['Date as a type', 'no-restricted-syntax', `${room}/pledge.ts`, 'export interface A { readonly on: Date }'],
    [
      'the wall through Temporal',
      'no-restricted-syntax',
      `${room}/join-fund.use-case.ts`,
      'export const a = Temporal.Now.instant();',
    ],
    ['chance in a room', 'no-restricted-syntax', `${room}/pledge.ts`, 'export const a = Math.random();'],
    [
      'waiting in a pure file',
      'no-restricted-syntax',
      `${room}/pledge.ts`,
      'export async function f(): Promise<void> { await g(); }',
    ],
    ['another error in a pure file', 'no-restricted-syntax', `${room}/pledge.ts`, `throw new Error('x');`],
    ['a value spliced into SQL', 'no-restricted-syntax', `${room}/pledge.store.ts`, 'db.query(`select ${name}`);'],
    [
      'SQL put together',
      'no-restricted-syntax',
      'apps/api/src/sign-in/sessions.store.ts',
      `db.query('select ' + name);`,
    ],
    ['the console', 'no-console', 'apps/worker/src/main.ts', `console.log('x');`],
    ['a name that nobody made, in a script', 'no-undef', 'infra/dev/start.mjs', 'start();'],
  ])('is found: %s', async (_what, rule, file, code) => {
    expect(await rulesBrokenBy(file, code)).toContain(rule);
  });

  it('is not hidden by a comment', async () => {
    const code = '/* eslint-disable */\n// eslint-disable-next-line\nexport const a: any = 1;\n';
    expect(await rulesBrokenBy(`${room}/pledge.ts`, code)).toContain('@typescript-eslint/no-explicit-any');
  });
});

describe('what is allowed', () => {
  it.each([
    ['six things injected', `${room}/pledge.store.ts`, service(6)],
    ['the environment in a config', 'apps/api/src/config.ts', 'export const a = process.env;'],
    ['a constant of SQL', `${room}/pledge.store.ts`, 'void db.query(`select ${COLUMNS} from members.pledge`);'],
    [
      'waiting in a use case',
      `${room}/join-fund.use-case.ts`,
      'export async function f(): Promise<void> { await g(); }',
    ],
    ['a broken rule', `${room}/pledge.ts`, `throw new RuleBroken('pledge-negative', {});`],
  ])('passes: %s', async (_what, file, code) => {
    expect(await rulesBrokenBy(file, code)).toEqual([]);
  });
});

describe('the rules that look at types', () => {
  it.each([
    '@typescript-eslint/no-floating-promises',
    '@typescript-eslint/no-misused-promises',
    '@typescript-eslint/switch-exhaustiveness-check',
    '@typescript-eslint/consistent-type-imports',
    '@typescript-eslint/no-unsafe-assignment',
  ])('%s is on for every kind of file', async (rule) => {
    for (const file of [`${room}/pledge.ts`, 'apps/api/src/main.ts', 'test/architecture/lint.spec.ts']) {
      const { rules } = (await whole.calculateConfigForFile(join(root, file))) as { rules: Record<string, [number]> };
      expect(rules[rule]?.[0]).toBe(2);
    }
  });
});
