// XML read as it comes, without ever building a tree: no document type, no entities of its own, nothing from elsewhere.
import { RuleBroken } from '#domain/kernel';
import sax from 'sax';
import { StringDecoder } from 'node:string_decoder';
import type { Readable } from 'node:stream';
import { unreadable } from './sheet-limits';
import { spoilt } from './xlsx-parts';

/** What a reader wants to hear; names come without prefix. */
export interface XmlEars {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads a part, telling `ears` what is in it; after each piece `between` may take what was heard. */
export async function* xmlEvents<Heard>(part: Readable, ears: XmlEars, between: () => Heard[]): AsyncGenerator<Heard> {
  const parser = sax.parser(true, { trim: false, normalize: false, position: false });
  const decoder = new StringDecoder('utf8');
  parser.ondoctype = () => unreadable('le fichier contient des définitions qui ne sont pas lues');
  parser.onerror = () => spoilt();
  parser.onopentag = ({ name, attributes }) => ears.open?.(local(name), attributes as Record<string, string>);
  parser.onclosetag = (name) => ears.close?.(local(name));
  parser.ontext = (text) => ears.text?.(text);
  parser.oncdata = (text) => ears.text?.(text);
  try {
    for await (const piece of part as AsyncIterable<Buffer>) {
      parser.write(decoder.write(piece));
      yield* between();
    }
    parser.close();
  } catch (error) {
    if (error instanceof RuleBroken) throw error;
    spoilt(); // the zip's own word: sizes that were not true, a checksum, a cut-off stream
  }
  yield* between();
}

/** Reads a part of which nothing is wanted before its end. */
export async function readXml(part: Readable | null, ears: XmlEars): Promise<void> {
  if (!part) return;
  const events = xmlEvents(part, ears, () => []);
  while (!(await events.next()).done);
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
