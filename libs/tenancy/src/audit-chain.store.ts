// Links what was remembered since the last time, behind the head and never in the transaction of an act.
import { type ActText, BEFORE_THE_FIRST, type ChainHead, linkHash } from './audit-chain';
import { ACT_COLUMNS, actText, LINKED_AT, NOW_TEXT } from './audit-text';
import type { Row, TenantTransaction } from './tenant-transaction';

/** What came of a round: the head after it, how many acts were linked, and whether more may wait. */
export interface Linked {
  readonly head: ChainHead;
  readonly linked: number;
  readonly more: boolean;
}

const BATCH = 1_000;
/** No transaction stays open this long: what is older than this before the last round has been seen by it. */
const LONGEST_TRANSACTION = `interval '1 day'`;

/** The chain of the fund in scope. */
export class AuditChainStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Links a batch of acts in the order in which they occurred, one round of the fund at a time, and publishes the head. */
  async link(): Promise<Linked> {
    await this.transaction.lock('audit-chain');
    const last = await this.last();
    const acts = await this.unlinked(last?.linkedAt ?? null);
    if (acts.length === 0) return { head: last ?? BEFORE_THE_FIRST, linked: 0, more: false };
    const head = await this.append(last ?? BEFORE_THE_FIRST, acts);
    await this.transaction.query(`insert into directory.audit_head (tenant_id, seq, hash) values ($1, $2, $3)`, [
      this.transaction.tenantId,
      head.seq,
      Buffer.from(head.hash, 'hex'),
    ]);
    return { head, linked: acts.length, more: acts.length === BATCH };
  }

  private async last(): Promise<(ChainHead & { linkedAt: string }) | null> {
    const [row] = await this.query(
      `select seq, encode(hash, 'hex') as hash, ${LINKED_AT} as linked_at from tenancy.audit_link l
       where tenant_id = $1 order by seq desc limit 1`,
    );
    return row ? { seq: Number(row['seq']), hash: String(row['hash']), linkedAt: String(row['linked_at']) } : null;
  }

  private async unlinked(lastLinkedAt: string | null): Promise<ActText[]> {
    const rows = await this.query(
      `select ${ACT_COLUMNS} from tenancy.audit a
       where a.tenant_id = $1 and ($2::timestamptz is null or a.occurred_at > $2::timestamptz - ${LONGEST_TRANSACTION})
         and not exists (select 1 from tenancy.audit_link l where l.tenant_id = $1 and l.audit_id = a.audit_id)
       order by a.occurred_at, a.audit_id limit ${BATCH}`,
      [lastLinkedAt],
    );
    return rows.map(actText);
  }

  private async append(after: ChainHead, acts: readonly ActText[]): Promise<ChainHead> {
    const [now] = await this.transaction.query(`select ${NOW_TEXT} as now`);
    const linkedAt = String(now?.['now']);
    const heads = [after];
    for (const act of acts) {
      const before = heads.at(-1) ?? after;
      heads.push({
        seq: before.seq + 1,
        hash: linkHash(this.transaction.tenantId, before, { linkedAt, act }),
      });
    }
    await this.query(
      `insert into tenancy.audit_link (tenant_id, seq, audit_id, previous_hash, hash, linked_at)
       select $1, $2::bigint + place, audit_id, decode(previous, 'hex'), decode(hash, 'hex'), $6::timestamptz
       from unnest($3::uuid[], $4::text[], $5::text[]) with ordinality as links (audit_id, previous, hash, place)`,
      [
        after.seq,
        acts.map(({ auditId }) => auditId),
        heads.slice(0, -1).map(({ hash }) => hash),
        heads.slice(1).map(({ hash }) => hash),
        linkedAt,
      ],
    );
    return heads.at(-1) ?? after;
  }

  private query(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.transaction.query(sql, [this.transaction.tenantId, ...values]);
  }
}
