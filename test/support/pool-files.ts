// Pools of volunteers as files: people.csv, features.csv, meta.json. Plain cells only: for tests and measures.
import { readFileSync } from 'node:fs';
import type { DrawProblem } from '#domain/sortition';

/** Pools kept here, and those that others made, which lie beside the repository and may be missing. */
export const OUR_POOLS = `${__dirname}/pools`;
export const OTHER_POOLS = `${__dirname}/../../../shared/pools`;

/** The draw of a folder's pool, one ticket each. */
export function poolOf(folder: string): DrawProblem {
  const meta = JSON.parse(readFileSync(`${folder}/meta.json`, 'utf8')) as { k: number; households: boolean };
  const quotas = table(`${folder}/features.csv`);
  return {
    rows: [
      { key: 'size', min: meta.k, max: meta.k },
      ...quotas.map((quota) => ({
        key: `quota/${quota['feature'] ?? ''}/${quota['value'] ?? ''}`,
        min: Number(quota['min']),
        max: Number(quota['max']),
      })),
    ],
    entries: table(`${folder}/people.csv`).map((person) => ({
      code: person['id'] ?? '',
      tickets: 1,
      household: meta.households ? (person['household'] ?? null) : null,
      amounts: [1, ...quotas.map((quota) => (person[quota['feature'] ?? ''] === quota['value'] ? 1 : 0))],
    })),
  };
}

function table(file: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, at) => [columns[at] ?? '', cell])));
}
