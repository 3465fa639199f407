// A long piece of work done page by page: each page is one transaction that also records how far it came, so that a
// kill loses at most the page under way and a second worker goes on where the first one stands.
import type { FundClock } from './fund-clock';
import type { ProgressStore, StepProgress } from './progress.store';
import type { TenantTransaction } from './tenant-transaction';

/** What one page did: how many, the last id of the page (none: there is nothing left), or why the work must stop. */
export interface PageDone {
  readonly done: number;
  readonly lastId: string | null;
  readonly stopped?: string;
}

/** Work to be done page by page. */
export interface PagedWork {
  readonly runId: string;
  readonly step: string;
  /** Whether it is time at all; when not, nothing is recorded. */
  readonly due?: () => Promise<boolean>;
  /** How many there are in all, asked once when the step opens. */
  readonly count: () => Promise<number>;
  /** Does the page after an id, in the open transaction; `now` is the fund's instant. */
  readonly page: (afterId: string | null, now: string) => Promise<PageDone>;
  /** Runs in the transaction that finishes the step. */
  readonly finished?: () => Promise<void>;
}

/** Runs paged work in the fund in scope. */
export class PagedStep {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly progress: ProgressStore,
    private readonly clock: FundClock,
  ) {}

  /**
   * Does every page that is left. A step that was done or stopped is gone through once more from its beginning: its
   * work is idempotent by key, and may find what came since. @returns where it stands; null when it was not time
   */
  async run(work: PagedWork): Promise<StepProgress | null> {
    let progress = await this.onePage(work, true);
    while (progress?.state === 'running') progress = await this.onePage(work, false);
    return progress;
  }

  private onePage(work: PagedWork, first: boolean): Promise<StepProgress | null> {
    return this.transaction.run(async () => {
      if (work.due && !(await work.due())) return null;
      const at = await this.clock.now();
      const before = await this.progress.takeUp({ runId: work.runId, step: work.step, total: 0, at });
      const over = before.state !== 'running';
      if (over && !first) return before;
      const from = over ? { done: 0, afterId: null } : before;
      // Gone through once more it counts what is left today: what it was over before has not become less.
      const total = over || before.total === 0 ? Math.max(before.total, await work.count()) : before.total;
      const page = await work.page(from.afterId, at);
      const progress = progressAfter(page, from, total);
      await this.progress.record({ runId: work.runId, step: work.step, at, ...progress });
      if (progress.state === 'done') await work.finished?.();
      return progress;
    });
  }
}

function progressAfter(page: PageDone, from: { done: number; afterId: string | null }, total: number): StepProgress {
  const done = from.done + page.done;
  if (page.stopped !== undefined) return { state: 'stopped', done, total, afterId: null, note: page.stopped };
  // What is done is done whole: gone through once more with nothing new to do, it still shows as complete.
  const whole = Math.max(total, done);
  if (page.lastId === null) return { state: 'done', done: whole, total: whole, afterId: null, note: null };
  return { state: 'running', done, total, afterId: page.lastId, note: null };
}
