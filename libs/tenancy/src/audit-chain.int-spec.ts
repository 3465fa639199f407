import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type FreshDatabase, freshDatabase } from '../../../test/support/fresh-database';
import { SETUP } from './actor';
import { BEFORE_THE_FIRST, type ChainHead, linkHash } from './audit-chain';
import { AuditChainQuery } from './audit-chain.query';
import { AuditChainStore } from './audit-chain.store';
import { AuditStore } from './audit.store';
import { ACT_COLUMNS, actText, LINKED_AT } from './audit-text';
import { newId } from './new-id';
import { asTenant } from './tenant-scope';
import { TenantTransaction } from './tenant-transaction';
import { type TenantId, tenantId } from './tenant';

let database: FreshDatabase;
let transaction: TenantTransaction;
let audit: AuditStore;
let store: AuditChainStore;
let query: AuditChainQuery;
let flers: TenantId;
let lavoir: TenantId;

beforeAll(async () => {
  database = await freshDatabase();
  transaction = new TenantTransaction(await database.appPool(6));
  audit = new AuditStore(transaction);
  store = new AuditChainStore(transaction);
  query = new AuditChainQuery(transaction);
});
afterAll(() => database.drop());

const as = <T>(fund: TenantId, work: () => Promise<T>): Promise<T> =>
  asTenant({ tenantId: fund, actor: SETUP }, () => transaction.run(work));
const act = (fund = flers, action = 'due.opened') =>
  as(fund, () => audit.write({ action, subjectKind: 'due', subjectId: newId(), facts: { amountCents: 4_000 } }));
const link = (fund = flers) => as(fund, () => store.link());
const verify = (given: ChainHead | null = null, fund = flers) => as(fund, () => query.verify(given));
const kinds = async (given: ChainHead | null = null) => (await verify(given)).faults.map(({ kind }) => kind);

/** What somebody with every right does to the tables, foreign keys or not. */
async function tamper(...steps: readonly [sql: string, ...values: unknown[]][]): Promise<void> {
  await database.asOwner('set session_replication_role = replica');
  for (const [sql, ...values] of steps) await database.asOwner(sql, [flers, ...values]);
  await database.asOwner('set session_replication_role = origin');
}

// Two funds, five acts in Flers, of which all are sealed; Lavoir has its own.
beforeEach(async () => {
  flers = tenantId(newId());
  lavoir = tenantId(newId());
  for (const id of [flers, lavoir]) {
    await database.asOwner(
      `insert into directory.fund (tenant_id, slug, name, place, departement, region)
       values ($1, $2, 'Caisse', 'Ici', '26', 'Drôme')`,
      [id, `f-${id}`],
    );
  }
  for (const action of ['one', 'two', 'three', 'four', 'five']) await act(flers, action);
  await act(lavoir);
  await link(flers);
  await link(lavoir);
});

describe('sealing', () => {
  it('links every act once, fund by fund, and publishes the head', async () => {
    expect(await verify()).toMatchObject({ head: { seq: 5 }, waiting: 0, faults: [] });
    expect(await verify(null, lavoir)).toMatchObject({ head: { seq: 1 }, faults: [] });
    expect(await link()).toMatchObject({ linked: 0, more: false });
    await act();
    expect(await verify()).toMatchObject({ head: { seq: 5 }, waiting: 1, faults: [] });
    expect(await link()).toMatchObject({ linked: 1, head: { seq: 6 } });
    const heads = await database.asOwner('select seq from directory.audit_head where tenant_id = $1 order by seq', [
      flers,
    ]);
    expect(heads.map(({ seq }) => Number(seq))).toEqual([5, 6]);
  });

  it('links an act that commits late, though its id and time are older than what is sealed', async () => {
    let commit: () => void = () => undefined;
    const waits = new Promise<void>((resolve) => (commit = resolve));
    let written: () => void = () => undefined;
    const isWritten = new Promise<void>((resolve) => (written = resolve));
    const late = as(flers, async () => {
      await audit.write({ action: 'late', subjectKind: 'due', subjectId: null });
      written();
      await waits;
    });
    await isWritten;
    await act();
    expect(await link()).toMatchObject({ linked: 1 });
    commit();
    await late;
    expect(await link()).toMatchObject({ linked: 1, head: { seq: 7 } });
    expect(await verify()).toMatchObject({ head: { seq: 7 }, waiting: 0, faults: [] });
  });

  it('by three workers at once links nothing twice', async () => {
    for (let more = 0; more < 20; more += 1) await act();
    const rounds = await Promise.all([link(), link(), link()]);
    expect(rounds.reduce((sum, { linked }) => sum + linked, 0)).toBe(20);
    expect(await kinds()).toEqual([]);
  });

  it('does not hold up the acts of the fund', async () => {
    await act();
    let end: () => void = () => undefined;
    const goesOn = new Promise<void>((resolve) => (end = resolve));
    let linked: () => void = () => undefined;
    const isLinked = new Promise<void>((resolve) => (linked = resolve));
    const sealing = as(flers, async () => {
      await store.link();
      linked();
      await goesOn;
    });
    await isLinked;
    await act(flers, 'meanwhile');
    end();
    await sealing;
    expect(await verify()).toMatchObject({ waiting: 1, faults: [] });
  });

  it('cannot be undone by the application', async () => {
    for (const sql of ['delete from tenancy.audit_link', 'update directory.audit_head set seq = seq']) {
      await expect(as(flers, () => transaction.query(sql))).rejects.toThrow(/permission/);
    }
  });
});

describe('somebody with every right', () => {
  it('who changes a line is found', async () => {
    await tamper([`update tenancy.audit set facts = '{"amountCents": 1}' where tenant_id = $1 and action = 'three'`]);
    expect((await verify()).faults).toMatchObject([{ kind: 'edited', seq: 3 }]);
  });

  it('who removes a line is found, and so is one who removes its link as well', async () => {
    await tamper([`delete from tenancy.audit where tenant_id = $1 and action = 'two'`]);
    expect((await verify()).faults).toMatchObject([{ kind: 'removed', seq: 2 }]);
    await tamper([`delete from tenancy.audit_link where tenant_id = $1 and seq = 2`]);
    expect((await verify()).faults).toMatchObject([{ kind: 'missing', seq: 3 }]);
  });

  it('who changes the order is found', async () => {
    await tamper(
      [`update tenancy.audit_link set seq = seq + 100 where tenant_id = $1 and seq in (2, 3)`],
      [`update tenancy.audit_link set seq = 105 - seq where tenant_id = $1 and seq > 100`],
    );
    const faults = await kinds();
    expect(faults).toEqual(expect.arrayContaining(['moved', 'edited']));
  });

  it('who keeps a line from being sealed is found after an hour', async () => {
    await tamper([
      `insert into tenancy.audit (tenant_id, audit_id, occurred_at, actor_kind, action, subject_kind)
       values ($1, gen_random_uuid(), clock_timestamp() - interval '2 hours', 'worker', 'hidden', 'due')`,
    ]);
    expect(await kinds()).toEqual(['never-linked']);
  });

  it('who cuts the end is found by the published head', async () => {
    await tamper(
      [`delete from tenancy.audit_link where tenant_id = $1 and seq > 3`],
      [`delete from tenancy.audit where tenant_id = $1 and action in ('four', 'five')`],
    );
    expect((await verify()).faults).toMatchObject([{ kind: 'tail-cut', seq: 5 }]);
  });

  it('who cuts the end and the published heads too is found by a head that somebody noted down', async () => {
    const { head } = await verify();
    await tamper(
      [`delete from tenancy.audit_link where tenant_id = $1 and seq > 3`],
      [`delete from tenancy.audit where tenant_id = $1 and action in ('four', 'five')`],
      [`delete from directory.audit_head where tenant_id = $1`],
    );
    expect(await kinds()).toEqual([]);
    expect(await kinds(head)).toEqual(['tail-cut']);
  });

  it('who changes a line and seals everything anew is found by the published head', async () => {
    const { head } = await verify();
    await tamper([`update tenancy.audit set reason = 'autre' where tenant_id = $1 and action = 'one'`]);
    await sealAnew();
    expect(await kinds()).toEqual(['head-differs']);
    await tamper([`delete from directory.audit_head where tenant_id = $1`]);
    expect([await kinds(), await kinds(head)]).toEqual([[], ['head-differs']]);
  });
});

/** Rewrites every link of Flers as if its acts had always been what they are now. */
async function sealAnew(): Promise<void> {
  const rows = await database.asOwner(
    `select l.seq, ${LINKED_AT} as linked_at, ${ACT_COLUMNS} from tenancy.audit_link l
     join tenancy.audit a on a.tenant_id = l.tenant_id and a.audit_id = l.audit_id
     where l.tenant_id = $1 order by l.seq`,
    [flers],
  );
  let head = BEFORE_THE_FIRST;
  for (const row of rows) {
    const hash = linkHash(flers, head, { linkedAt: String(row['linked_at']), act: actText(row) });
    await database.asOwner(
      `update tenancy.audit_link set previous_hash = decode($3, 'hex'), hash = decode($4, 'hex')
       where tenant_id = $1 and seq = $2`,
      [flers, Number(row['seq']), head.hash, hash],
    );
    head = { seq: head.seq + 1, hash };
  }
}
