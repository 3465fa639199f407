// How remembered acts are chained, and what an unbroken chain looks like. Anybody can recompute it from the tables.
import { createHash } from 'node:crypto';

/**
 * An act as it is hashed: every column as text, as Postgres writes it (`facts` as jsonb text, times in UTC with
 * microseconds), so that no reading in between can hide a change.
 */
export interface ActText {
  readonly auditId: string;
  readonly occurredAt: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly reason: string | null;
  readonly requestId: string | null;
  readonly facts: string;
}

/** A link: which act, at which place, after which hash. Hashes are lower-case hexadecimal. */
export interface Link {
  readonly seq: number;
  readonly auditId: string;
  readonly previousHash: string;
  readonly hash: string;
  readonly linkedAt: string;
  /** The act itself; null when the row is gone. */
  readonly act: ActText | null;
}

/** The end of a chain: how many acts it holds, and the hash of the last. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** What is wrong with a chain, and where. */
export interface ChainFault {
  readonly kind: 'edited' | 'removed' | 'moved' | 'missing' | 'never-linked' | 'tail-cut' | 'head-differs';
  readonly seq: number | null;
  readonly auditId: string | null;
}

/** What the first link follows. */
export const BEFORE_THE_FIRST: ChainHead = { seq: 0, hash: '0'.repeat(64) };

/** The hash of an act at its place in the chain of a fund, in hexadecimal: sha256 over one JSON array of texts. */
export function linkHash(
  tenantId: string,
  after: ChainHead,
  { linkedAt, act }: { linkedAt: string; act: ActText },
): string {
  const { auditId, occurredAt, actorKind, actorId, action, subjectKind, subjectId, reason, requestId, facts } = act;
  const place = ['tablee-audit-1', tenantId, String(after.seq + 1), after.hash, linkedAt];
  const what = [auditId, occurredAt, actorKind, actorId, action, subjectKind, subjectId, reason, requestId, facts];
  return createHash('sha256')
    .update(JSON.stringify([...place, ...what]))
    .digest('hex');
}

/** The faults of the links that follow a head, and the head after them. */
export function walk(
  tenantId: string,
  from: ChainHead,
  links: readonly Link[],
): { head: ChainHead; faults: ChainFault[] } {
  let head = from;
  const faults: ChainFault[] = [];
  for (const link of links) {
    const { seq, auditId, previousHash, hash, act } = link;
    const found = (kind: ChainFault['kind']): number => faults.push({ kind, seq, auditId });
    if (seq !== head.seq + 1) found('missing');
    else if (previousHash !== head.hash) found('moved');
    if (!act) found('removed');
    else if (hash !== linkHash(tenantId, { seq: seq - 1, hash: previousHash }, { ...link, act })) found('edited');
    head = { seq, hash };
  }
  return { head, faults };
}

/** Whether a chain passes through a head that was published or noted down: the hash at its place, or none there. */
export function againstHead(known: ChainHead, hashThere: string | null): ChainFault[] {
  if (hashThere === known.hash) return [];
  return [{ kind: hashThere === null ? 'tail-cut' : 'head-differs', seq: known.seq, auditId: null }];
}
