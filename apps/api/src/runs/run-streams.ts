// The open streams of this process: one look at Postgres for all who watch a run, at an interval; no connection held.
import { asTenant, type TenantId, type TenantTransaction, type WallClock } from '#tenancy';
import type { RunsQuery } from '#domain/cycle';
import { RuleBroken } from '#domain/kernel';
import type { OnModuleDestroy } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import { PassThrough, type Readable } from 'node:stream';
import type { ApiRequest } from '../http/request';
import { type Caller, rolesOf } from '../sign-in/caller';
import type { Callers } from '../sign-in/callers';
import { eventsSince, type Seen, written } from './run-events';

/** What streams need. Times in milliseconds. */
export interface RunStreamsNeeds {
  readonly runs: RunsQuery;
  readonly callers: Callers;
  readonly transaction: TenantTransaction;
  readonly wall: WallClock;
  readonly everyMs: number;
  readonly perSession: number;
}

/** A stream that nothing happens on is ended after this long; a watcher that is still there comes back by itself. */
const IDLE_MS = 10 * 60_000;
/** A line that says nothing keeps the way open through proxies. */
const WORD_EVERY_MS = 15_000;
/** A watcher that does not read what it is told is let go. */
const MOST_UNREAD_BYTES = 64 * 1024;
const COME_BACK_AFTER_MS = 2_000;

interface Watch {
  readonly runId: string;
  readonly fundId: TenantId;
  readonly request: ApiRequest;
  readonly caller: Caller;
  readonly roles: readonly string[];
  readonly out: PassThrough;
  seen: Seen;
  newsMs: number;
  saidMs: number;
}

/** Tells watchers how far their runs are. */
export class RunStreams implements OnModuleDestroy {
  private readonly watches = new Set<Watch>();
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  /** Looks are nobody's call: they must not run in the fund of whoever opened the first stream. */
  private readonly outside = AsyncLocalStorage.snapshot();

  constructor(private readonly needs: RunStreamsNeeds) {}

  /**
   * Opens a stream for a caller who has been let pass; it is watched from the next look on. `roles` are those that may
   * watch: who loses them is told nothing more. @throws RuleBroken `too-many-streams`
   */
  open(request: ApiRequest, caller: Caller, watch: { runId: string; roles: readonly string[]; seen: Seen }): Readable {
    const session = caller.sessionHash.toString('hex');
    const open = [...this.watches].filter((one) => one.caller.sessionHash.toString('hex') === session).length;
    if (open >= this.needs.perSession) throw new RuleBroken('too-many-streams', { most: this.needs.perSession });
    if (caller.fundId === null) throw new RuleBroken('fund-not-chosen');
    const out = new PassThrough();
    const nowMs = Date.parse(this.needs.wall());
    const mine: Watch = { ...watch, request, caller, fundId: caller.fundId, out, newsMs: nowMs, saidMs: nowMs };
    out.write(`retry: ${COME_BACK_AFTER_MS}\n\n`);
    this.watches.add(mine);
    out.on('close', () => this.watches.delete(mine));
    out.on('error', () => this.watches.delete(mine));
    if (this.closed) out.end();
    this.outside(() => this.lookSoon(0));
    return out;
  }

  /** How many streams are open. */
  get size(): number {
    return this.watches.size;
  }

  /** Ends every stream, so that the process can: watchers come back to another one and go on where they were. */
  onModuleDestroy(): void {
    this.closed = true;
    clearTimeout(this.timer);
    for (const { out } of this.watches) out.end();
    this.watches.clear();
  }

  private lookSoon(inMs: number): void {
    if (this.timer !== undefined || this.closed) return;
    this.timer = setTimeout(() => {
      void this.look().finally(() => {
        this.timer = undefined;
        if (this.watches.size > 0) this.lookSoon(this.needs.everyMs);
      });
    }, inMs);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    const runs = new Map<string, Watch[]>();
    for (const watch of this.watches) {
      const key = `${watch.fundId}/${watch.runId}`;
      runs.set(key, [...(runs.get(key) ?? []), watch]);
    }
    // A database that is away for a moment ends no stream: the next look finds what was missed.
    for (const watches of runs.values()) await this.tell(watches).catch(() => undefined);
  }

  private async tell(watches: readonly Watch[]): Promise<void> {
    const [first] = watches;
    if (!first) return;
    const { runs, transaction, wall } = this.needs;
    const { fundId, runId, caller } = first;
    const scope = { tenantId: fundId, actor: { kind: 'identity', id: caller.identityId } } as const;
    const standing = await asTenant(scope, () => transaction.read(() => runs.standing(runId)));
    const nowMs = Date.parse(wall());
    for (const watch of watches) {
      if (!standing || !(await this.maySee(watch))) watch.out.end();
      else this.write(watch, eventsSince(watch.seen, standing), nowMs);
    }
  }

  private write(watch: Watch, { events, seen }: ReturnType<typeof eventsSince>, nowMs: number): void {
    const { out } = watch;
    watch.seen = seen;
    if (events.length > 0) watch.newsMs = watch.saidMs = nowMs;
    for (const event of events) out.write(written(event));
    if (nowMs - watch.saidMs >= WORD_EVERY_MS) {
      watch.saidMs = nowMs;
      out.write(': \n\n');
    }
    if (out.readableLength + out.writableLength > MOST_UNREAD_BYTES) out.destroy();
    else if (seen.end || nowMs - watch.newsMs >= IDLE_MS) out.end();
  }

  // Asked anew at each look, and without keeping the session alive: a page left open is no use of it.
  private async maySee({ request, fundId, caller, roles }: Watch): Promise<boolean> {
    const now = await this.needs.callers.stillThere(request);
    return (
      now !== null &&
      now.identityId === caller.identityId &&
      now.fundId === fundId &&
      rolesOf(now).some((role) => roles.includes(role))
    );
  }
}
