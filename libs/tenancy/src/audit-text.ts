// An act of the record as text, column by column, as Postgres writes it: what is hashed.
import type { ActText } from './audit-chain';
import type { Row } from './tenant-transaction';

const utcText = (time: string): string => `to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** When a link was made, as text in UTC with microseconds; of `tenancy.audit_link l`. */
export const LINKED_AT = utcText('l.linked_at');

/** The present, likewise. */
export const NOW_TEXT = utcText('clock_timestamp()');

/** The columns of an act, of `tenancy.audit a`. */
export const ACT_COLUMNS = `a.audit_id, ${utcText('a.occurred_at')} as occurred_at, a.actor_kind, a.actor_id, a.action,
  a.subject_kind, a.subject_id, a.reason, a.request_id, a.facts::text as facts`;

/** A row of these columns. */
export function actText(row: Row): ActText {
  const text = (name: string): string | null => (row[name] as string | null) ?? null;
  return {
    auditId: String(row['audit_id']),
    occurredAt: String(row['occurred_at']),
    actorKind: String(row['actor_kind']),
    actorId: text('actor_id'),
    action: String(row['action']),
    subjectKind: String(row['subject_kind']),
    subjectId: text('subject_id'),
    reason: text('reason'),
    requestId: text('request_id'),
    facts: String(row['facts']),
  };
}
