import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { innocent, type Planted, planted, plantedInExceptions } from './planted-imports';

const root = join(__dirname, '..', '..');
const configuration = join(root, '.dependency-cruiser.cjs');
const folders = ['apps', 'libs', 'infra', 'test'];

interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** Runs dependency-cruiser with our rules, as the command line does. */
function violationsIn(tree: string): Violation[] {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [program, '--config', configuration, '--output-type', 'json', ...folders];
  let output: string;
  try {
    output = execFileSync(process.execPath, args, { cwd: tree, encoding: 'utf8', maxBuffer: 1e8, stdio: 'pipe' });
  } catch (error) {
    // It ends with the number of violations as its exit code.
    output = (error as { stdout: string }).stdout;
  }
  const { summary } = JSON.parse(output) as {
    summary: { violations: { rule: { name: string }; from: string; to: string }[] };
  };
  return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
}

/** A tree below the checkout, so that packages are found, with the given files. */
function treeOf(files: Readonly<Record<string, string>>): string {
  const place = join(root, '.data', 'test');
  mkdirSync(place, { recursive: true });
  const tree = mkdtempSync(join(place, 'planted-'));
  for (const folder of folders) mkdirSync(join(tree, folder));
  cpSync(join(root, 'package.json'), join(tree, 'package.json'));
  for (const [name, code] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, name)), { recursive: true });
    writeFileSync(join(tree, name), code);
  }
  return tree;
}

const codeOf = (list: readonly Planted[]): Record<string, string> =>
  Object.fromEntries(list.map(({ file, code }) => [file, code]));

describe('the tree as it is', () => {
  it('keeps every rule of rooms, doors, purity and vendors', () => {
    expect(violationsIn(root)).toEqual([]);
  }, 60_000);
});

describe('a planted violation', () => {
  const trees: string[] = [];
  const caught = new Map<string, Violation[]>();

  beforeAll(() => {
    const plant = (name: string, files: Record<string, string>): void => {
      const tree = treeOf(files);
      trees.push(tree);
      caught.set(name, violationsIn(tree));
    };
    plant('innocent', { ...innocent });
    plant('planted', { ...innocent, ...codeOf(planted) });
    plant('exceptions', { ...innocent, ...codeOf(plantedInExceptions) });
  }, 120_000);
  afterAll(() => {
    for (const tree of trees) rmSync(tree, { recursive: true, force: true });
  });

  const ofFile = (tree: string, file: string): string[] =>
    (caught.get(tree) ?? []).filter(({ from }) => from === file).map(({ rule }) => rule);

  it('is told from a tree that keeps the rules', () => {
    expect(caught.get('innocent')).toEqual([]);
  });

  it.each(planted.map(({ rule, file }) => [rule, file]))('of %s is caught in %s', (rule, file) => {
    expect(ofFile('planted', file)).toContain(rule);
  });

  it.each(plantedInExceptions.map(({ rule, file }) => [rule, file]))('of %s is caught in %s', (rule, file) => {
    expect(ofFile('exceptions', file)).toContain(rule);
  });

  it('stands for every rule there is', () => {
    const { forbidden } = createRequire(__filename)(configuration) as { forbidden: { name: string }[] };
    const proved = new Set([...planted, ...plantedInExceptions].map(({ rule }) => rule));
    expect(forbidden.map(({ name }) => name).filter((name) => !proved.has(name))).toEqual([]);
  });
});
