import { asTenant, type TenantId, WORKER } from '#tenancy';
import { setTimeout as pause } from 'node:timers/promises';
import { startWorker } from '../../apps/worker/src/worker';
import { alternate, figureOf, seconds } from './alternate';
import { BackOffice, forgetQueue, workerConfig } from './back-office';
import type { Bench, Figure } from './bench';
import type { BenchDatabase, BenchServer } from './bench-server';
import { creditsIn, makeFunds, runsOf, setClocks } from './living-funds';

const UNITS = 50;
const AT_ONCE = 4;
const LONGEST_WAIT_MS = 600_000;

/**
 * Two like sets of funds on one database: the month of one goes through the queue, that of the other through the same
 * calls made directly, as many at once. A month: the last one closes, dues are opened, allocations credited.
 */
class Months {
  private readonly month = { queued: 0, direct: 0 };

  private constructor(
    private readonly database: BenchDatabase,
    private readonly office: BackOffice,
    private readonly queuedFunds: readonly TenantId[],
    private readonly directFunds: readonly TenantId[],
  ) {}

  static async of(server: BenchServer, funds: number): Promise<Months> {
    const database = await server.database();
    const queued = await makeFunds(database, funds, UNITS);
    const direct = await makeFunds(database, funds, UNITS);
    const months = new Months(database, await BackOffice.on(database), queued, direct);
    // the first month of both, outside the clock: a month has one before it to close, and a tick finds nothing to do
    await months.direct();
    await setClocks(database, queued, (months.month.queued += 1));
    await months.calls(queued, 1);
    return months;
  }

  /** The next month of one set, through outbox, relay, Redis and worker. @returns seconds */
  async queued(): Promise<number> {
    const month = (this.month.queued += 1);
    const worker = await startWorker(workerConfig(this.database));
    try {
      await pause(200); // what a start asks of every fund is there now
      await this.drained();
      await this.database.asOwner('delete from tenancy.outbox');
      await setClocks(this.database, this.queuedFunds, month);
      const took = await seconds(async () => {
        await this.database.asOwner(
          `insert into tenancy.outbox (outbox_id, tenant_id, job)
           select gen_random_uuid(), unnest($1::uuid[]), 'month.plan'`,
          [this.queuedFunds],
        );
        await this.drained();
      });
      await this.checkJobs();
      await this.check(this.queuedFunds, month);
      return took;
    } finally {
      await worker.stop();
      await forgetQueue();
    }
  }

  /** The next month of the other set, by the calls alone. @returns seconds */
  async direct(): Promise<number> {
    const month = (this.month.direct += 1);
    await setClocks(this.database, this.directFunds, month);
    const took = await this.calls(this.directFunds, month);
    await this.check(this.directFunds, month);
    return took;
  }

  async close(): Promise<void> {
    await this.office.close();
  }

  // What the queue carries for a month, in the order it does: plan; close and open; plan after each of them; credit.
  private async calls(funds: readonly TenantId[], month: number): Promise<number> {
    const plan = (): Promise<void> => this.office.handle('month.plan');
    const planning = await seconds(() => each(funds, plan));
    const before = await runsOf(this.database, funds, month - 1);
    const runs = await runsOf(this.database, funds, month);
    const rest = await seconds(() =>
      each(funds, async (fund) => {
        const monthRunId = runs.get(fund) ?? '';
        const last = before.get(fund);
        if (last) await this.office.handle('month.close', { monthRunId: last });
        await this.office.handle('contributions.open-dues', { monthRunId });
        await plan();
        if (last) await plan();
        await this.office.handle('allocations.credit', { monthRunId });
      }),
    );
    await this.database.asOwner('delete from tenancy.outbox');
    return planning + rest;
  }

  private async drained(): Promise<void> {
    const until = performance.now() + LONGEST_WAIT_MS;
    while (performance.now() < until) {
      const [row] = await this.database.asOwner(
        'select exists (select 1 from tenancy.outbox where done_at is null) as busy, max(failure) as failure from tenancy.outbox',
      );
      if (row?.['failure']) throw new Error(`a job of the bench failed: ${String(row['failure'])}`);
      if (!row?.['busy']) return;
      await pause(20);
    }
    throw new Error('the queue does not come to rest: is Redis there?');
  }

  // The direct side makes the calls that the queue made, or nothing is compared.
  private async checkJobs(): Promise<void> {
    const [row] = await this.database.asOwner('select count(*)::int as jobs from tenancy.outbox');
    const wanted = this.queuedFunds.length * 6;
    const jobs = Number(row?.['jobs']);
    if (Math.abs(jobs - wanted) > wanted / 20) throw new Error(`the queue carried ${jobs} jobs, not ${wanted}`);
  }

  private async check(funds: readonly TenantId[], month: number): Promise<void> {
    const credits = await creditsIn(this.database, funds, month);
    if (credits !== funds.length * UNITS) throw new Error(`${credits} credits for ${funds.length} funds`);
  }
}

/** A month of many funds through the queue against the same calls without it; and whether more funds cost more each. */
export const monthQueue: Bench = {
  name: 'month.queue',
  against: 'the same calls without the queue',
  async run(server, effort): Promise<Figure[]> {
    const size = effort.quick ? 100 : 1_000;
    const [few, many] = [await Months.of(server, 10), await Months.of(server, size)];
    const flat: number[] = [];
    const figure = await alternate(
      {
        bench: 'month.queue',
        size,
        goal: 1.7,
        wanted: 'at-most',
        ours: async () => {
          const ofFew = await few.queued();
          const ofMany = await many.queued();
          flat.push(ofMany / size / (ofFew / 10));
          return ofMany;
        },
        peer: () => many.direct(),
      },
      // a round of a thousand funds takes minutes: three of them, unless there is time, and their first month warms up
      { rounds: effort.long ? effort.rounds : 3, warm: true },
    );
    const growth = figureOf({ bench: 'month.queue flat', size, goal: 1.2, wanted: 'at-most' }, flat);
    await few.close();
    await many.close();
    return [figure, growth];
  },
};

/** Does something in each fund, a few at once, as the worker does. */
async function each(funds: readonly TenantId[], work: (fund: TenantId) => Promise<void>): Promise<void> {
  const left = [...funds];
  const one = async (): Promise<void> => {
    for (let fund = left.pop(); fund !== undefined; fund = left.pop()) {
      const here = fund;
      await asTenant({ tenantId: here, actor: WORKER, reason: 'bench' }, () => work(here));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}
