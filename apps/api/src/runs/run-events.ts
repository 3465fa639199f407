// What a watcher of a run is told: each step that has changed since they last looked, and a summary when work rests.
import type { RunStanding, StepStanding } from '#domain/cycle';

/** What a watcher has seen: the version of each step, and whether they were told that work rests. */
export interface Seen {
  readonly versions: ReadonlyMap<string, number>;
  readonly end: boolean;
}

/** One event of the stream, as it is written. */
export interface RunEvent {
  readonly event: 'progress' | 'summary';
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Nothing seen yet. */
export const NOTHING_SEEN: Seen = { versions: new Map(), end: false };

const ID = /^(?:[a-z-]{1,64}\.\d{1,15}(?:~[a-z-]{1,64}\.\d{1,15})*)?(?:~end)?$/;

/**
 * Reads a Last-Event-ID. It names the version of every step that was seen, so that a step that went on while another
 * one was told of is never passed over. What is none of ours counts as nothing seen.
 */
export function seenOf(lastEventId: string | undefined): Seen {
  if (lastEventId === undefined || lastEventId.length > 2_000 || !ID.test(lastEventId)) return NOTHING_SEEN;
  const parts = lastEventId.split('~').filter(Boolean);
  const versions = parts.filter((part) => part !== 'end').map((part) => part.split('.') as [string, string]);
  return { versions: new Map(versions.map(([step, version]) => [step, Number(version)])), end: parts.includes('end') };
}

/** The events between what was seen and where a run stands now, and what has been seen after them. */
export function eventsSince(seen: Seen, standing: RunStanding): { events: RunEvent[]; seen: Seen } {
  const versions = new Map(seen.versions);
  const events: RunEvent[] = [];
  for (const step of standing.steps.filter(({ step, version }) => versions.get(step) !== version)) {
    versions.set(step.step, step.version);
    events.push({ event: 'progress', id: idOf({ versions, end: false }), data: shown(standing.runId, step) });
  }
  if (standing.underWay) return { events, seen: { versions, end: false } };
  const end = { versions, end: true };
  if (!seen.end || events.length > 0) events.push({ event: 'summary', id: idOf(end), data: summaryOf(standing) });
  return { events, seen: end };
}

/** An event as server-sent events write it. */
export function written({ event, id, data }: RunEvent): string {
  return `event: ${event}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

const idOf = ({ versions, end }: Seen): string =>
  [...versions].map(([step, version]) => `${step}.${version}`).join('~') + (end ? '~end' : '');

function shown(runId: string, { version: _seen, ...step }: StepStanding): Readonly<Record<string, unknown>> {
  return { runId, ...step };
}

function summaryOf({ runId, kind, steps, rowsInError }: RunStanding): Readonly<Record<string, unknown>> {
  return {
    runId,
    kind,
    steps: steps.map(({ version: _seen, ...step }) => step),
    rowsInError,
    errorsAt: `/api/runs/${runId}/errors`,
  };
}
