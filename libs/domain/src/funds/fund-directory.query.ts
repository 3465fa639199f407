// The directory of all funds: public cards, outside any fund's data.
import { Inject, Injectable } from '@nestjs/common';
import { instantText } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import { type FundView, fundView } from './funds.query';

/** Sends SQL on a pooled connection without a fund in scope: only the directory can be read that way. */
export interface DirectoryConnection {
  query(sql: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
}

/** How far a fund's record of acts was sealed, for anybody to note down; the hash in hexadecimal. */
export interface AuditHeadView {
  readonly slug: string;
  readonly seq: number;
  readonly hash: string;
  readonly publishedAt: string;
}

/** The name under which an app provides its {@link DirectoryConnection}. */
export const DIRECTORY_CONNECTION = Symbol('directory connection');

/** Reads the directory of funds. */
@Injectable()
export class FundDirectory {
  constructor(@Inject(DIRECTORY_CONNECTION) private readonly connection: DirectoryConnection) {}

  /** All funds by id; `after` is the last id seen. */
  async list(page: PageRequest): Promise<FundView[]> {
    const rows = await this.connection.query(
      'select * from directory.fund where $1::uuid is null or tenant_id > $1 order by tenant_id limit $2',
      [page.after, page.limit],
    );
    return rows.map(fundView);
  }

  /** The fund of an address name; null when there is none. */
  async bySlug(slug: string): Promise<FundView | null> {
    const [row] = await this.connection.query('select * from directory.fund where slug = $1', [slug]);
    return row ? fundView(row) : null;
  }

  /** The last published heads of a fund's record of acts, the latest first; none when nothing is sealed yet. */
  async auditHeads(slug: string, limit: number): Promise<AuditHeadView[]> {
    const rows = await this.connection.query(
      `select f.slug, h.seq, encode(h.hash, 'hex') as hash, h.published_at
       from directory.audit_head h join directory.fund f on f.tenant_id = h.tenant_id
       where f.slug = $1 order by h.seq desc limit $2`,
      [slug, limit],
    );
    return rows.map((row) => ({
      slug: String(row['slug']),
      seq: Number(row['seq']),
      hash: String(row['hash']),
      publishedAt: instantText(row['published_at']),
    }));
  }
}
