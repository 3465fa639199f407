// Re-reads the whole record of acts of the fund in scope and says whether anybody has touched it. Reads only.
import { againstHead, BEFORE_THE_FIRST, type ChainFault, type ChainHead, type Link, walk } from './audit-chain';
import { ACT_COLUMNS, actText, LINKED_AT } from './audit-text';
import type { Row, TenantTransaction } from './tenant-transaction';

/** What a chain is like: its end, how many acts wait to be linked, and what is wrong. */
export interface ChainVerdict {
  readonly head: ChainHead | null;
  readonly waiting: number;
  readonly faults: readonly ChainFault[];
}

const BATCH = 2_000;
/** The job comes every few minutes; what it has left unlinked for an hour was left for a reason. */
const LAG = `interval '1 hour'`;

/** Checks the chain of the fund in scope. */
export class AuditChainQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Checks every link against its act, and the chain against every published head and the one that is `given`. */
  async verify(given: ChainHead | null = null): Promise<ChainVerdict> {
    const { head, faults } = await this.walkAll();
    return {
      head: head.seq > 0 ? head : null,
      waiting: await this.waiting(),
      faults: [
        ...faults,
        ...(await this.neverLinked()),
        ...(await this.againstPublished()),
        ...(given ? againstHead(given, await this.hashAt(given.seq)) : []),
      ],
    };
  }

  private async walkAll(): Promise<{ head: ChainHead; faults: ChainFault[] }> {
    let head = BEFORE_THE_FIRST;
    const faults: ChainFault[] = [];
    for (;;) {
      const links = await this.linksAfter(head.seq);
      const walked = walk(this.transaction.tenantId, head, links);
      head = walked.head;
      faults.push(...walked.faults);
      if (links.length < BATCH) return { head, faults };
    }
  }

  private async linksAfter(seq: number): Promise<Link[]> {
    const rows = await this.query(
      `select l.seq, l.audit_id as linked_id, encode(l.previous_hash, 'hex') as previous_hash,
         encode(l.hash, 'hex') as hash, ${LINKED_AT} as linked_at, ${ACT_COLUMNS}
       from tenancy.audit_link l left join tenancy.audit a on a.tenant_id = $1 and a.audit_id = l.audit_id
       where l.tenant_id = $1 and l.seq > $2 order by l.seq limit ${BATCH}`,
      [seq],
    );
    return rows.map((row) => ({
      seq: Number(row['seq']),
      auditId: String(row['linked_id']),
      previousHash: String(row['previous_hash']),
      hash: String(row['hash']),
      linkedAt: String(row['linked_at']),
      act: row['audit_id'] === null ? null : actText(row),
    }));
  }

  private async waiting(): Promise<number> {
    const [row] = await this.query(`select count(*)::integer as waiting from tenancy.audit a ${UNLINKED}`);
    return Number(row?.['waiting']);
  }

  private async neverLinked(): Promise<ChainFault[]> {
    const rows = await this.query(
      `select a.audit_id from tenancy.audit a ${UNLINKED} and a.occurred_at < clock_timestamp() - ${LAG}
       order by a.audit_id limit 20`,
    );
    return rows.map((row) => ({ kind: 'never-linked', seq: null, auditId: String(row['audit_id']) }));
  }

  private async againstPublished(): Promise<ChainFault[]> {
    const rows = await this.query(
      `select h.seq, encode(h.hash, 'hex') as published, encode(l.hash, 'hex') as linked
       from directory.audit_head h left join tenancy.audit_link l on l.tenant_id = $1 and l.seq = h.seq
       where h.tenant_id = $1 and l.hash is distinct from h.hash order by h.seq limit 20`,
    );
    return rows.flatMap((row) =>
      againstHead(
        { seq: Number(row['seq']), hash: String(row['published']) },
        (row['linked'] as string | null) ?? null,
      ),
    );
  }

  private async hashAt(seq: number): Promise<string | null> {
    const [row] = await this.query(
      `select encode(hash, 'hex') as hash from tenancy.audit_link where tenant_id = $1 and seq = $2`,
      [seq],
    );
    return (row?.['hash'] as string | undefined) ?? null;
  }

  private query(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.transaction.query(sql, [this.transaction.tenantId, ...values]);
  }
}

const UNLINKED = `where a.tenant_id = $1 and not exists (
  select 1 from tenancy.audit_link l where l.tenant_id = $1 and l.audit_id = a.audit_id)`;
