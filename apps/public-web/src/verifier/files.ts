// The files that somebody gives the page: what each is, told by its content and never by its name.
import type { OwnLine, PublicRecord, SealedRecord } from '../../../../libs/domain/src/lotteries/browser';

/** What a file can be. */
export type FileKind = 'public' | 'sealed' | 'own';

/** A file that was read. Its content is not yet believed: only its format says what it wants to be. */
export interface GivenFile {
  readonly kind: FileKind;
  readonly name: string;
  readonly bytes: number;
  readonly content: unknown;
}

/** Why a file is of no use. */
export type Refused =
  'too-large' | 'not-json' | 'unknown-format' | 'other-site' | 'not-found' | 'not-public' | 'not-published';

/** A file of no use, with its name. */
export interface RefusedFile {
  readonly refused: Refused;
  readonly name: string;
}

const FORMATS: Readonly<Record<string, FileKind>> = {
  ['tablee-tirage/1' satisfies PublicRecord['format']]: 'public',
  ['tablee-tirage-scelle/1' satisfies SealedRecord['format']]: 'sealed',
  ['tablee-ligne/1' satisfies OwnLine['format']]: 'own',
};

const LARGEST_BYTES = 60_000_000;

/** Reads a file that was chosen or dropped. */
export async function readGiven(file: File): Promise<GivenFile | RefusedFile> {
  if (file.size > LARGEST_BYTES) return { refused: 'too-large', name: file.name };
  return understood(file.name, await file.text());
}

/** Fetches the public record that the page's address names; only from this site, so that nobody else learns who reads it. */
export async function readAddress(address: string): Promise<GivenFile | RefusedFile> {
  const url = URL.canParse(address, location.href) ? new URL(address, location.href) : null;
  if (url?.origin !== location.origin) return { refused: 'other-site', name: address };
  const name = decodeURIComponent(url.pathname.split('/').at(-1) ?? '') || address;
  const answer = await fetch(url, { credentials: 'omit', redirect: 'error' }).catch(() => null);
  if (!answer?.ok) return { refused: 'not-found', name };
  return recordIn(name, await answer.text());
}

/** The public record in an answer; the api puts it inside what it tells of the draw, null until it is published. */
function recordIn(name: string, text: string): GivenFile | RefusedFile {
  const read = understood(name, text);
  if ('kind' in read) return read.kind === 'public' ? read : { refused: 'not-public', name };
  const told = parsed(text);
  if (typeof told !== 'object' || told === null || !('record' in told)) return read;
  return told.record === null ? { refused: 'not-published', name } : understood(name, JSON.stringify(told.record));
}

function understood(name: string, text: string): GivenFile | RefusedFile {
  const content = parsed(text);
  if (content === undefined) return { refused: 'not-json', name };
  const format = typeof content === 'object' && content !== null && 'format' in content ? content.format : null;
  const kind = typeof format === 'string' && Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (kind === undefined) return { refused: 'unknown-format', name };
  return { kind, name, bytes: new TextEncoder().encode(text).length, content };
}

/** The value of a JSON text, without the byte order mark that some programs put first; undefined when it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch {
    return undefined;
  }
}
