import { newId, OutboxStore, ProgressStore, RoleStore, type StepProgress, type TenantId } from '#tenancy';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { get } from 'node:http';
import { RunStreams } from '../../apps/api/src/runs/run-streams';
import { aLivingFund, type LivingFund } from './a-living-fund';
import { EventStream } from './event-stream';
import { type FrontDoor, openFrontDoor, TODAY, type Visitor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;
let lavoir: LivingFund;
let base: string;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
  lavoir = await aLivingFund(door, 'lavoir');
  await door.app.listen(0, '127.0.0.1');
  base = await door.app.getUrl();
});
afterAll(() => door.close());
beforeEach(() => {
  door.clock.now = TODAY;
});

/** A month of its own with nothing done yet, so that tests do not meet. */
async function aMonth(fund: TenantId, month: string): Promise<string> {
  const runId = newId();
  await door.database.asOwner(
    `insert into cycle.month_run (tenant_id, month_run_id, month, rules_version_id, started_at)
     select tenant_id, $2, $3, rules_version_id, now() from funds.rules_version where tenant_id = $1 limit 1`,
    [fund, runId, `${month}-01`],
  );
  return runId;
}

const store = <Thing>(thing: new (...parts: never[]) => Thing): Thing => door.app.get(thing, { strict: false });

/** A page of work done, as the worker records it. */
function page(fund: TenantId, runId: string, standing: Partial<StepProgress> & { step?: string }): Promise<void> {
  const { step = 'credit', ...progress } = standing;
  return door.inside(fund, async () => {
    await store(ProgressStore).takeUp({ runId, step, total: 9, at: TODAY });
    const usual = { state: 'running', done: 0, total: 9, afterId: null, note: null } as const;
    await store(ProgressStore).record({ runId, step, at: TODAY, ...usual, ...progress });
  });
}

function watch(visitor: Visitor, runId: string, lastEventId?: string): Promise<EventStream> {
  return EventStream.open(`${base}/api/runs/${runId}/events`, {
    cookie: visitor.cookie ?? '',
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  });
}

describe('the stream of a long run', () => {
  it('says n of N as pages are done, then a summary that names where the rows in error are, and ends', async () => {
    const runId = await aMonth(flers.fundId, '2026-01');
    await page(flers.fundId, runId, { done: 3 });
    const stream = await watch(flers.coordinator, runId);
    expect(stream.status).toBe(200);
    expect(stream.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    await stream.until(({ data }) => data['done'] === 3);
    await page(flers.fundId, runId, { done: 6 });
    await stream.until(({ data }) => data['done'] === 6 && data['total'] === 9);
    await door.inside(flers.fundId, async () => {
      await store(ProgressStore).noteErrors(runId, [
        { rowNo: 4, subjectId: null, field: 'pledge', code: 'pledge-outside-rules', detail: 'choisissez un palier' },
      ]);
    });
    await page(flers.fundId, runId, { state: 'done', done: 9 });
    const { data } = await stream.until(({ event }) => event === 'summary');
    expect(data).toMatchObject({ kind: 'month', rowsInError: 1, errorsAt: `/api/runs/${runId}/errors` });
    await stream.untilEnd();
    const errors = await flers.coordinator.get(String(data['errorsAt']));
    expect(errors.body['items']).toMatchObject([{ rowNo: 4, field: 'pledge', detail: 'choisissez un palier' }]);
  });

  it('goes on where it was left: the page is closed, work goes on, the watcher comes back with Last-Event-ID', async () => {
    const runId = await aMonth(flers.fundId, '2026-02');
    await page(flers.fundId, runId, { step: 'collect', done: 9, state: 'done' });
    await page(flers.fundId, runId, { done: 2 });
    const first = await watch(flers.coordinator, runId);
    const { id } = await first.until(({ data }) => data['step'] === 'credit');
    first.leave();
    await page(flers.fundId, runId, { done: 5 });
    const second = await watch(flers.coordinator, runId, id);
    await second.until(({ data }) => data['done'] === 5);
    expect(second.events.map(({ data }) => data['step'])).toEqual(['credit']);
    await page(flers.fundId, runId, { state: 'stopped', note: 'pot-too-low 300 900' });
    expect((await second.until(({ event }) => event === 'summary')).data['steps']).toMatchObject([
      { step: 'collect', state: 'done' },
      { step: 'credit', state: 'stopped', note: 'pot-too-low 300 900' },
    ]);
  });

  it('has nothing more to say to whoever was told the end: 204, on which a browser stops asking', async () => {
    const runId = await aMonth(flers.fundId, '2026-03');
    await page(flers.fundId, runId, { state: 'done', done: 9 });
    const stream = await watch(flers.coordinator, runId);
    const { id } = await stream.until(({ event }) => event === 'summary');
    await stream.untilEnd();
    expect((await watch(flers.coordinator, runId, id)).status).toBe(204);
    await page(flers.fundId, runId, { state: 'done', done: 10, total: 10 });
    const again = await watch(flers.coordinator, runId, id);
    await again.until(({ event, data }) => event === 'progress' && data['done'] === 10);
    await again.until(({ event }) => event === 'summary');
  });

  it('goes on while work waits in the outbox, even when no step runs', async () => {
    const runId = await aMonth(flers.fundId, '2026-04');
    await door.inside(flers.fundId, () =>
      store(OutboxStore).write({ job: 'allocations.credit', subject: { monthRunId: runId } }),
    );
    await page(flers.fundId, runId, { state: 'done', done: 9 });
    const stream = await watch(flers.coordinator, runId);
    await stream.until(({ data }) => data['done'] === 9);
    await door.database.asOwner(`update tenancy.outbox set done_at = now() where subject ->> 'monthRunId' = $1`, [
      runId,
    ]);
    await stream.until(({ event }) => event === 'summary');
  });

  it('is one for each fund: two funds watched at once see their own, and another fund’s run is unknown', async () => {
    const [own, other] = [await aMonth(flers.fundId, '2026-05'), await aMonth(lavoir.fundId, '2026-05')];
    for (const [fund, run] of [
      [flers, own],
      [lavoir, other],
    ] as const)
      await page(fund.fundId, run, { done: 0 });
    const streams = [await watch(flers.coordinator, own), await watch(lavoir.coordinator, other)];
    await page(flers.fundId, own, { state: 'done', done: 1 });
    await page(lavoir.fundId, other, { state: 'done', done: 2 });
    for (const [index, stream] of streams.entries())
      await stream.until(({ event, data }) => event === 'progress' && data['done'] === index + 1);
    const unknown = await watch(flers.coordinator, other);
    expect(unknown.status).toBe(404);
    expect((await flers.coordinator.get(`/api/runs/${newId()}/events`)).body['code']).toBe('run-unknown');
    expect((await flers.coordinator.get(`/api/runs/${other}`)).body['code']).toBe('run-unknown');
    expect((await flers.coordinator.get(`/api/runs/${other}/errors`)).body['code']).toBe('run-unknown');
  });

  it('ends for whoever loses the right to see it, or signs out, while it is open', async () => {
    const runId = await aMonth(flers.fundId, '2026-06');
    await page(flers.fundId, runId, { done: 1 });
    const id = await door.person('part@flers.example', [{ fund: flers.fundId, role: 'coordinator', subjectId: null }]);
    const leaving = await door.signedIn('part@flers.example', 'flers');
    const stream = await watch(leaving, runId);
    await stream.until(({ data }) => data['done'] === 1);
    await door.inside(flers.fundId, () => store(RoleStore).withdraw(id, 'coordinator'));
    await stream.untilEnd();
    expect((await watch(leaving, runId)).status).toBe(403);

    const signedIn = await door.signedIn('coordination@flers.example', 'flers');
    const other = await watch(signedIn, runId);
    await other.until(({ data }) => data['done'] === 1);
    await signedIn.remove('/api/session', { key: null });
    await other.untilEnd();
  });

  it('keeps no session alive: it ends with the session that opened it', async () => {
    const runId = await aMonth(flers.fundId, '2026-07');
    await page(flers.fundId, runId, { done: 1 });
    const visitor = await door.signedIn('coordination@flers.example', 'flers');
    const stream = await watch(visitor, runId);
    await stream.until(({ data }) => data['done'] === 1);
    door.clock.now = '2026-11-22T09:31:00.000Z';
    await stream.untilEnd();
    expect((await watch(visitor, runId)).status).toBe(401);
  });

  it('ends after ten minutes without news: who is still there comes back and misses nothing', async () => {
    const runId = await aMonth(lavoir.fundId, '2026-08');
    await page(lavoir.fundId, runId, { done: 1 });
    const visitor = await door.signedIn('coordination@lavoir.example', 'lavoir');
    const stream = await watch(visitor, runId);
    const { id } = await stream.until(({ data }) => data['done'] === 1);
    door.clock.now = '2026-11-22T09:11:00.000Z';
    await stream.untilEnd();
    await page(lavoir.fundId, runId, { done: 2 });
    await (await watch(visitor, runId, id)).until(({ data }) => data['done'] === 2);
  });

  it('is open at most three times in one session, and a page that was closed counts no more', async () => {
    const runId = await aMonth(lavoir.fundId, '2026-09');
    await page(lavoir.fundId, runId, { done: 1 });
    const visitor = await door.signedIn('coordination@lavoir.example', 'lavoir');
    const open = [await watch(visitor, runId), await watch(visitor, runId), await watch(visitor, runId)];
    expect((await watch(visitor, runId)).status).toBe(429);
    for (const stream of open) stream.leave();
    const streams = door.app.get(RunStreams, { strict: false });
    const before = streams.size;
    for (const stream of open) await stream.untilEnd();
    for (let turn = 0; turn < 1_000 && streams.size > before - 3 && streams.size > 0; turn += 1)
      await new Promise((resolve) => setImmediate(resolve));
    expect((await watch(visitor, runId)).status).toBe(200);
  });

  it('answers HEAD without staying open', async () => {
    const runId = await aMonth(lavoir.fundId, '2026-10');
    await page(lavoir.fundId, runId, { done: 1 });
    const status = await new Promise((resolve) => {
      const asked = get(
        `${base}/api/runs/${runId}/events`,
        { method: 'HEAD', headers: { cookie: lavoir.coordinator.cookie ?? '' } },
        (response) => response.resume().on('end', () => resolve(response.statusCode)),
      );
      asked.end();
    });
    expect(status).toBe(200);
  });
});

describe('an application that is asked to stop', () => {
  it('ends its streams, so that it can', async () => {
    const other = await openFrontDoor();
    const fund = await aLivingFund(other, 'yonne');
    await other.app.listen(0, '127.0.0.1');
    const stream = await EventStream.open(`${await other.app.getUrl()}/api/runs/${fund.monthRunId}/events`, {
      cookie: fund.coordinator.cookie ?? '',
    });
    expect(stream.status).toBe(200);
    await other.close();
    await stream.untilEnd();
  });
});
