/** What jest wrote of its runs, counted. A spec file that could not even be loaded counts as one failure. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder } from './settings.mjs';

/** Folder of the result files; the unit runs under Nx write `<project>.json` here and Nx restores them, the other runs `part-<name>.json`. */
export const resultsFolder = join(dataFolder, 'test', 'results');

/** Path of the result file of one jest project run here. */
export function resultFile(name) {
  return join(resultsFolder, `part-${name}.json`);
}

/** Counts of one jest run: `{ passed, failed }`, both zero when it wrote nothing. */
export function countsOf(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
}

/** Counts over all unit runs that Nx did or remembered. */
export function unitCounts() {
  const files = existsSync(resultsFolder) ? readdirSync(resultsFolder).filter((name) => !name.startsWith('part-')) : [];
  return files
    .map((name) => countsOf(join(resultsFolder, name)))
    .reduce((total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }), {
      passed: 0,
      failed: 0,
    });
}
