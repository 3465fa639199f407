import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RunStanding } from '#domain/cycle';
import { eventsSince, NOTHING_SEEN, seenOf, written } from './run-events';

const RUN = '0190a000-0000-7000-8000-000000000001';
const standing = (versions: Record<string, number>, underWay: boolean): RunStanding => ({
  runId: RUN,
  kind: 'month',
  underWay,
  rowsInError: 2,
  steps: Object.entries(versions).map(([step, version]) => ({
    step,
    state: underWay ? 'running' : 'done',
    done: version,
    total: 9,
    note: null,
    summary: null,
    version,
  })),
});

describe('what a watcher of a run is told', () => {
  it('is everything at first, and nothing twice', () => {
    const first = eventsSince(NOTHING_SEEN, standing({ collect: 3, credit: 1 }, true));
    expect(first.events.map(({ id }) => id)).toEqual(['collect.3', 'collect.3~credit.1']);
    expect(eventsSince(first.seen, standing({ collect: 3, credit: 1 }, true)).events).toEqual([]);
  });

  it('is, after a pause, only what has changed: a step that went on meanwhile is not passed over', () => {
    const { events } = eventsSince(seenOf('collect.3~credit.1'), standing({ collect: 7, credit: 1 }, true));
    expect(events.map(({ data }) => data)).toEqual([expect.objectContaining({ step: 'collect', done: 7, total: 9 })]);
  });

  it('ends with a summary that says where the rows in error are, once', () => {
    const end = eventsSince(seenOf('credit.4'), standing({ credit: 5 }, false));
    expect(end.events.at(-1)).toMatchObject({
      event: 'summary',
      id: 'credit.5~end',
      data: { kind: 'month', rowsInError: 2, errorsAt: `/api/runs/${RUN}/errors` },
    });
    expect(eventsSince(seenOf('credit.5~end'), standing({ credit: 5 }, false)).events).toEqual([]);
    expect(eventsSince(seenOf('credit.5~end'), standing({ credit: 6 }, false)).events).toHaveLength(2);
  });

  it('tells at once that a run has nothing to do', () => {
    const { events, seen } = eventsSince(NOTHING_SEEN, standing({}, false));
    expect(events).toHaveLength(1);
    expect(seenOf(events[0]?.id)).toEqual(seen);
  });

  it('takes an id that is none of ours for nothing seen', () => {
    for (const id of [undefined, 'x', 'credit', '1~2', 'a.1~~b.2', 'credit.-1', `a.1${'~a.1'.repeat(900)}`])
      expect(seenOf(id)).toEqual(NOTHING_SEEN);
  });

  it('can be gone on with from any event: the ids lead back to what was seen', () => {
    const steps = fc.dictionary(fc.constantFrom('collect', 'credit', 'close', 'open-dues'), fc.nat(1_000_000));
    fc.assert(
      fc.property(steps, fc.boolean(), (versions, underWay) => {
        const { events, seen } = eventsSince(NOTHING_SEEN, standing(versions, underWay));
        const last = events.at(-1);
        return last === undefined || eventsSince(seenOf(last.id), standing(versions, underWay)).seen.end === seen.end;
      }),
    );
  });

  it('is written in one piece, without a line feed inside', () => {
    const text = written({ event: 'progress', id: 'a.1', data: { note: 'deux\nlignes' } });
    expect(text).toBe('event: progress\nid: a.1\ndata: {"note":"deux\\nlignes"}\n\n');
  });
});
