import { newId } from '#tenancy';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { jobTable } from '../../apps/worker/src/delivery/job-table';
import { type JobHandler, JOBS, type JobName } from '../../apps/worker/src/queues';
import { Workshop } from './worker-of-test';

let shop: Workshop;

beforeAll(async () => {
  shop = await Workshop.open(3);
}, 60_000);
afterEach(() => shop.stop());
afterAll(() => shop.close());

const handler = (job: string): JobHandler => ({ job: job as JobName, handle: () => Promise.resolve(false) });
const complete = Object.keys(JOBS).map(handler);

describe('the table of jobs', () => {
  it('holds one handler a job', () => {
    expect([...jobTable(complete).keys()].toSorted()).toEqual(Object.keys(JOBS).toSorted());
  });

  it('refuses a job that nobody does', () => {
    expect(() => jobTable(complete.filter(({ job }) => job !== 'month.close'))).toThrow('month.close has 0 handlers');
  });

  it('refuses a job that two do, and one that nobody knows, and names both', () => {
    const table = (): unknown => jobTable([...complete, handler('month.plan'), handler('month.dance')]);
    expect(table).toThrow('month.plan has 2 handlers; month.dance is not in the table of jobs');
  });
});

describe('what the queue delivers', () => {
  it('a job that nobody knows and an envelope that is none do not stop the worker', async () => {
    await shop.start();
    const fund = await shop.rooms.fund({ preset: 'lavoir', from: '2026-11' });
    await shop.queue.add('month.dance', { outboxId: newId(), tenantId: fund.id, subject: {} });
    for (const data of [{}, { outboxId: 'nonsense' }, { outboxId: newId(), tenantId: 'nobody', subject: {} }, null]) {
      await shop.queue.add('month.plan', data);
    }
    await fund.ask('month.plan');
    await shop.rest();
    expect((await fund.month('2026-11')).closedAt).toBeNull();
  }, 60_000);

  it('a job that fails is noted with its reason, tried again, and no longer noted once it is done', async () => {
    const fund = await shop.rooms.fund({ preset: 'lavoir', from: '2026-11' });
    await shop.look('alter table cycle.month_run add constraint barred check (false) not valid');
    await shop.start();
    await fund.ask('month.plan');
    const mine = `from tenancy.outbox where tenant_id = $1 and job = 'month.plan'`;
    await shop.until(`select bool_or(failure like '%barred%' and deliveries > 2) as ok ${mine}`, [fund.id]);
    await shop.look('alter table cycle.month_run drop constraint barred');
    await shop.rest();
    const lines = await shop.look(`select failure, done_at is not null as done ${mine}`, [fund.id]);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines).toEqual(lines.map(() => ({ failure: null, done: true })));
    expect((await fund.month('2026-11')).month).toBe('2026-11');
  }, 60_000);

  it('a tick asks each fund for one plan, however many ticks pass', async () => {
    const [one, two] = [await shop.rooms.fund({ preset: 'lavoir' }), await shop.rooms.fund({ preset: 'lavoir' })];
    await shop.look('alter table cycle.month_run add constraint barred check (false) not valid');
    await shop.start({ tickEveryMs: 40 });
    const ofBoth = `from tenancy.outbox where tenant_id = any($1) and job = 'month.plan'`;
    await shop.until(`select bool_and(deliveries > 2) as ok ${ofBoth}`, [[one.id, two.id]]);
    const plans = await shop.look(`select tenant_id, count(*)::int as plans ${ofBoth} group by 1 order by 1`, [
      [one.id, two.id],
    ]);
    expect(plans).toEqual([one.id, two.id].toSorted().map((id) => ({ tenant_id: id, plans: 1 })));
    await shop.look('alter table cycle.month_run drop constraint barred');
    await shop.rest();
  }, 60_000);
});

describe('a worker that is asked to stop', () => {
  it('ends the job under way, and leaves the rest to the next one', async () => {
    const fund = await shop.rooms.fund({ preset: 'flers', from: '2026-11' });
    await fund.admit();
    await shop.start({ concurrency: 1 });
    await shop.look('begin');
    await shop.look('lock table contributions.due in share mode');
    await fund.ask('month.plan');
    await shop.until(`select count(*) > 0 as ok from pg_locks l join pg_class c on c.oid = l.relation
      where c.relname = 'due' and not l.granted`);
    let stopped = false;
    const stopping = shop.stop().then(() => (stopped = true));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(stopped).toBe(false);
    await shop.look('commit');
    await stopping;
    expect(await fund.dues('2026-11')).toHaveLength(1);
    expect(await fund.step('2026-11', 'open-dues')).toBe('done');
    const opened = await shop.look(
      `select done_at is not null as done from tenancy.outbox where tenant_id = $1 and job = 'contributions.open-dues'`,
      [fund.id],
    );
    expect(opened).toEqual([{ done: true }]);
    await shop.start();
    await shop.rest();
    expect(await fund.step('2026-11', 'collect')).toBe('done');
  }, 60_000);
});
