import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SOFTWARE } from './terms';

it('the software that a commitment names is the one that is installed', () => {
  const { version, dependencies } = JSON.parse(readFileSync(join(__dirname, '../../../../package.json'), 'utf8')) as {
    version: string;
    dependencies: Record<string, string>;
  };
  expect(SOFTWARE).toEqual({ name: 'Tablée', version, solver: `highs ${String(dependencies['highs'])}` });
});
