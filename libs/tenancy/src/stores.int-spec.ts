import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../../test/support/fresh-database';
import type { Actor } from './actor';
import { AuditQuery } from './audit.query';
import { AuditStore } from './audit.store';
import { FundClock } from './fund-clock';
import { IdempotencyStore } from './idempotency.store';
import { newId } from './new-id';
import { OutboxStore } from './outbox.store';
import { PagedStep, type PagedWork } from './paged-step';
import { ProgressStore } from './progress.store';
import { RoleStore } from './role.store';
import { type TenantId, tenantId } from './tenant';
import { asTenant } from './tenant-scope';
import { TenantTransaction } from './tenant-transaction';

const lavoir = tenantId(newId());
const flers = tenantId(newId());
const camilleId = newId();
const camille: Actor = { kind: 'identity', id: camilleId };
const WALL = '2026-11-22T09:00:00.000Z';

let database: FreshDatabase;
let transaction: TenantTransaction;

beforeAll(async () => {
  database = await freshDatabase();
  transaction = new TenantTransaction(await database.appPool(4));
  for (const [id, demonstration] of [
    [lavoir, true],
    [flers, false],
  ] as const) {
    await database.asOwner(
      `insert into directory.fund (tenant_id, slug, name, place, departement, region, demonstration)
       values ($1, $2, 'Caisse', 'Ici', '26', 'Drôme', $3)`,
      [id, `f-${id}`, demonstration],
    );
  }
});
afterAll(() => database.drop());

const as = <T>(fund: TenantId, work: () => Promise<T>): Promise<T> =>
  asTenant({ tenantId: fund, actor: camille, reason: 'séance', requestId: 'r-1' }, () => transaction.run(work));
const outside = <T>(fund: TenantId, work: () => Promise<T>): Promise<T> =>
  asTenant({ tenantId: fund, actor: camille }, work);

describe('the record of acts', () => {
  it('says who, what, why and on which request, the latest first, to its own fund only', async () => {
    const audit = new AuditStore(transaction);
    await as(lavoir, async () => {
      await audit.write({ action: 'first', subjectKind: 'fund', subjectId: null });
      await audit.write({ action: 'second', subjectKind: 'due', subjectId: lavoir, facts: { amountCents: 5 } });
    });
    const query = new AuditQuery(transaction);
    const [latest, before] = await as(lavoir, () => query.latest({ after: null, limit: 10 }));
    expect(latest).toMatchObject({
      action: 'second',
      actorKind: 'identity',
      actorId: camille.id,
      reason: 'séance',
      requestId: 'r-1',
      facts: { amountCents: 5 },
    });
    const after = String(latest?.auditId);
    expect(await as(lavoir, () => query.latest({ after, limit: 10 }))).toEqual([before]);
    expect(await as(flers, () => query.latest({ after: null, limit: 10 }))).toEqual([]);
  });

  it('cannot be changed or shortened', async () => {
    await expect(as(lavoir, () => transaction.query('update tenancy.audit set action = action'))).rejects.toThrow(
      /permission/,
    );
    await expect(as(lavoir, () => transaction.query('delete from tenancy.audit'))).rejects.toThrow(/permission/);
  });
});

describe('a key of a request', () => {
  const print = Buffer.from('the same request');
  const claim = (key: string, actor = camilleId, fingerprint = print) =>
    new IdempotencyStore(transaction).claim(actor, key, fingerprint);

  it('answers the same again, refuses another request, and is free for other people and other funds', async () => {
    const keys = new IdempotencyStore(transaction);
    await as(lavoir, async () => {
      expect(await claim('key-00001')).toEqual({ kind: 'new' });
      await keys.keep(camilleId, 'key-00001', { status: 201, body: { id: 'a' } });
    });
    expect(await as(lavoir, () => claim('key-00001'))).toEqual({
      kind: 'replay',
      answer: { status: 201, body: { id: 'a' } },
    });
    const another = () => claim('key-00001', camilleId, Buffer.from('another'));
    expect(await as(lavoir, another)).toEqual({ kind: 'reused' });
    expect(await as(lavoir, () => claim('key-00001', newId()))).toEqual({ kind: 'new' });
    expect(await as(flers, () => claim('key-00001'))).toEqual({ kind: 'new' });
  });

  it('used twice at once is done once, and the second waits for the first answer', async () => {
    const once = (): Promise<string> =>
      as(lavoir, async () => {
        const found = await claim('key-00002');
        if (found.kind === 'new') {
          await new IdempotencyStore(transaction).keep(camilleId, 'key-00002', { status: 200, body: null });
        }
        return found.kind;
      });
    expect((await Promise.all([once(), once(), once()])).sort()).toEqual(['new', 'replay', 'replay']);
  });

  it('of work that failed is free again', async () => {
    const failing = as(lavoir, async () => {
      await claim('key-00003');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await as(lavoir, () => claim('key-00003'))).toEqual({ kind: 'new' });
  });
});

describe('the outbox', () => {
  it('holds news with its cause, the same one once while it waits, and again when it was done', async () => {
    const outbox = new OutboxStore(transaction);
    const news = { job: 'month.plan', subject: { month: '2026-11' } };
    const lines = () =>
      database.asOwner('select outbox_id, done_at from tenancy.outbox where tenant_id = $1', [lavoir]);
    await expect(as(lavoir, () => outbox.write(news).then(() => Promise.reject(new Error('undone'))))).rejects.toThrow(
      'undone',
    );
    expect(await lines()).toEqual([]);
    for (let ask = 0; ask < 3; ask += 1) await as(lavoir, () => outbox.writeUnlessWaiting(news));
    await as(flers, () => outbox.writeUnlessWaiting(news));
    const [line, ...rest] = await lines();
    expect(rest).toEqual([]);
    await as(flers, () => outbox.markDone(String(line?.['outbox_id'])));
    expect((await lines())[0]?.['done_at']).toBeNull();
    await as(lavoir, () => outbox.markDone(String(line?.['outbox_id'])));
    await as(lavoir, () => outbox.writeUnlessWaiting(news));
    expect((await lines()).map((row) => row['done_at'] === null).sort()).toEqual([false, true]);
  });
});

describe('roles', () => {
  it('are given once, read per fund, and gone at once when taken away', async () => {
    const roles = new RoleStore(transaction);
    const person = newId();
    const identity = newId();
    await as(lavoir, async () => {
      await roles.grant(identity, { role: 'coordinator', subjectId: null });
      await roles.grant(identity, { role: 'coordinator', subjectId: null });
      await roles.grant(identity, { role: 'member', subjectId: person });
    });
    expect(await as(lavoir, () => roles.of(identity))).toEqual([
      { role: 'coordinator', subjectId: null },
      { role: 'member', subjectId: person },
    ]);
    expect(await as(flers, () => roles.of(identity))).toEqual([]);
    await as(flers, () => roles.withdraw(identity, 'member'));
    await as(lavoir, () => roles.withdraw(identity, 'coordinator'));
    expect(await as(lavoir, () => roles.of(identity))).toEqual([{ role: 'member', subjectId: person }]);
    await expect(as(lavoir, () => roles.grant(newId(), { role: 'member', subjectId: null }))).rejects.toThrow(/check/);
  });
});

describe('the clock of a fund', () => {
  const clock = () => new FundClock(transaction, () => WALL);

  it('is the real one until a demonstration moves its own, which never goes back', async () => {
    expect(await as(lavoir, () => clock().now())).toBe(WALL);
    await as(lavoir, () => clock().moveTo('2027-01-31T12:00:00Z'));
    await as(lavoir, () => clock().moveTo('2026-12-01T12:00:00Z'));
    expect(await as(lavoir, () => clock().now())).toBe('2027-01-31T12:00:00.000Z');
    expect(await as(flers, () => clock().now())).toBe(WALL);
  });

  it('of a real fund does not move', async () => {
    await expect(as(flers, () => clock().moveTo('2027-01-31T12:00:00Z'))).rejects.toThrow('démonstration');
    expect(await as(flers, () => clock().now())).toBe(WALL);
  });
});

describe('work done page by page', () => {
  const ids = Array.from({ length: 10 }, newId).sort();
  const step = (): PagedStep =>
    new PagedStep(transaction, new ProgressStore(transaction), new FundClock(transaction, () => WALL));
  const work = (
    runId: string,
    seen: string[],
    stumble: (page: readonly string[]) => void = () => undefined,
  ): PagedWork => ({
    runId,
    step: 'count',
    count: () => Promise.resolve(ids.length),
    page: (after) => {
      const page = ids.filter((id) => after === null || id > after).slice(0, 4);
      stumble(page);
      seen.push(...page);
      return Promise.resolve({ done: page.length, lastId: page.length === 4 ? (page.at(-1) ?? null) : null });
    },
  });
  const stands = (runId: string) => as(lavoir, () => new ProgressStore(transaction).stepsOf(runId));

  it('does each page once and says how far it is, to its own fund only', async () => {
    const runId = newId();
    const seen: string[] = [];
    expect(await outside(lavoir, () => step().run(work(runId, seen)))).toMatchObject({
      state: 'done',
      done: 10,
      total: 10,
    });
    expect(seen).toEqual(ids);
    expect((await as(flers, () => new ProgressStore(transaction).stepsOf(runId))).size).toBe(0);
  });

  it('goes on after the last whole page when it was cut off', async () => {
    const runId = newId();
    const seen: string[] = [];
    const dying = work(runId, seen, (page) => {
      if (page[0] === ids[4]) throw new Error('killed');
    });
    await expect(outside(lavoir, () => step().run(dying))).rejects.toThrow('killed');
    expect((await stands(runId)).get('count')).toMatchObject({ state: 'running', done: 4, total: 10, afterId: ids[3] });
    await outside(lavoir, () => step().run(work(runId, seen)));
    expect(seen).toEqual(ids);
  });

  it('by three workers at once covers everything', async () => {
    const runId = newId();
    const seen: string[] = [];
    await Promise.all([1, 2, 3].map(() => outside(lavoir, () => step().run(work(runId, seen)))));
    expect([...new Set(seen)].sort()).toEqual(ids);
    expect((await stands(runId)).get('count')).toMatchObject({ state: 'done', done: 10, total: 10 });
  });

  it('records nothing before its time, says why it stopped, and is complete when gone through again', async () => {
    const runId = newId();
    const early = { ...work(runId, []), due: () => Promise.resolve(false) };
    expect(await outside(lavoir, () => step().run(early))).toBeNull();
    expect((await stands(runId)).size).toBe(0);
    const stopping = {
      ...work(runId, []),
      page: () => Promise.resolve({ done: 0, lastId: null, stopped: 'pot-too-low 5' }),
    };
    expect(await outside(lavoir, () => step().run(stopping))).toMatchObject({
      state: 'stopped',
      note: 'pot-too-low 5',
    });
    const nothingNew = { ...work(runId, []), page: () => Promise.resolve({ done: 0, lastId: null }) };
    expect(await outside(lavoir, () => step().run(nothingNew))).toMatchObject({
      state: 'done',
      done: 10,
      total: 10,
      note: null,
    });
    const fewerLeft = { ...nothingNew, count: () => Promise.resolve(3) };
    expect(await outside(lavoir, () => step().run(fewerLeft))).toMatchObject({ state: 'done', done: 10, total: 10 });
  });
});
