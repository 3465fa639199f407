// Where the records of a draw go: the public one, and the sealed one beside it, readable by its owner alone.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PublicRecord, SealedRecord } from '#domain/lotteries';
import { BadInput } from './bad-input';

/** The files that were written, by their whole paths. */
export interface RecordFiles {
  readonly record: string;
  readonly sealed: string;
}

/** Writes both records; without a path, as `tirage-<its fingerprint>.json` where one stands. */
export function writeRecords(record: PublicRecord, sealed: SealedRecord, path: string | undefined): RecordFiles {
  const open = resolve(path ?? `tirage-${record.fingerprints.draw.slice(0, 12)}.json`);
  const closed = `${open.replace(/\.json$/, '')}-scelle.json`;
  try {
    writeFileSync(open, `${JSON.stringify(record)}\n`);
    writeFileSync(closed, `${JSON.stringify(sealed)}\n`, { mode: 0o600 });
  } catch {
    throw new BadInput([
      `Le registre n’a pas pu être écrit dans « ${open} » : vérifiez le dossier, ou donnez --record.`,
    ]);
  }
  return { record: open, sealed: closed };
}
