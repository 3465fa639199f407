// The parts of an XLSX file, which is a zip: bounded before and while they are unpacked, so that no bomb goes off.
import { RuleBroken } from '#domain/kernel';
import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { unreadable } from './sheet-limits';

const MOST_PARTS = 1_000;
/** What all parts may come to. 50 000 rows of people are about a tenth of it. */
const MOST_BYTES = 192 * 1024 * 1024;
/** No spreadsheet packs this well; a bomb does. */
const MOST_TIMES = 250;
const SMALL = 1024 * 1024;

/** The parts by name; each can be read once, as a stream. */
export class XlsxParts {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** Opens a file. What its parts say of their size is believed, and held against what comes out. @throws RuleBroken */
  static async open(file: Buffer): Promise<XlsxParts> {
    const zip = await fromBufferPromise(file, { lazyEntries: true, validateEntrySizes: true }).catch(spoilt);
    const entries = new Map<string, Entry>();
    let bytes = 0;
    for await (const entry of entriesOf(zip)) {
      bytes += entry.uncompressedSize;
      const tight = entry.uncompressedSize > SMALL && entry.uncompressedSize > entry.compressedSize * MOST_TIMES;
      if (bytes > MOST_BYTES || tight || entries.size >= MOST_PARTS) throw new RuleBroken('import-expands-too-much');
      if (entry.isEncrypted()) unreadable('le fichier est protégé par un mot de passe : retirez-le');
      entries.set(entry.fileName, entry);
    }
    return new XlsxParts(zip, entries);
  }

  /** A part as a stream; null when there is none of this name. */
  async part(name: string): Promise<Readable | null> {
    const entry = this.entries.get(name.replace(/^\//, ''));
    return entry ? this.zip.openReadStreamPromise(entry).catch(spoilt) : null;
  }
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  try {
    yield* zip.eachEntry();
  } catch (error) {
    if (error instanceof RuleBroken) throw error;
    spoilt();
  }
}

/** Refuses a zip that is cut off or not what it says. @throws RuleBroken `import-unreadable` always */
export function spoilt(): never {
  return unreadable('le fichier .xlsx est abîmé : ouvrez-le et enregistrez-le de nouveau');
}
