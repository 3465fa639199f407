import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROBLEMS } from './problems';

const ROOT = join(__dirname, '..', '..', '..', '..');
const THROWN = /(?:new RuleBroken|new ApprovalRefused|notThere)\(\s*'([a-z0-9-]+)'/g;

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        entry.name.endsWith('.ts') &&
        !/(^|\.)(spec|int-spec|e2e-spec|spec-support)\.ts$/.test(entry.name),
    )
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

const texts = ['libs', 'apps/api', 'apps/worker'].flatMap(sources);
const thrown = new Set(texts.flatMap((text) => [...text.matchAll(THROWN)].map(([, code]) => code ?? '')));

describe('the catalogue of problems', () => {
  it('has every code that is thrown', () => {
    expect([...thrown].filter((code) => !(code in PROBLEMS)).sort()).toEqual([]);
  });

  it('has no code that nothing throws', () => {
    expect(Object.keys(PROBLEMS).filter((code) => !thrown.has(code))).toEqual([]);
  });

  it('is not passed by: no code is thrown that a reader of the source cannot see', () => {
    const unseen = texts.flatMap((text) =>
      [...text.matchAll(/new (?:RuleBroken|ApprovalRefused)\(\s*([^\s'][^,)]*)/g)].map(([, code]) => code ?? ''),
    );
    expect(unseen.filter((code) => code !== 'code')).toEqual([]);
  });

  it('says each problem in a French sentence of its own, with a status of its kind', () => {
    const titles = Object.values(PROBLEMS).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(
      Object.values(PROBLEMS).every(({ status, title }) => status >= 400 && status < 600 && title.length > 10),
    ).toBe(true);
  });
});
