// Draws for screens: those of the fund in all their states, those that are on record for everybody. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, instantText } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import type { PublicValueRule } from '../lotteries/draw-seed';
import type { CheckKept } from './check-words';
import type { DrawKind, DrawState } from './draw';
import type { DrawTermsKept } from './terms';

/** A draw in a list. */
export interface DrawView {
  readonly drawId: string;
  readonly drawNo: number;
  readonly kind: DrawKind;
  readonly test: boolean;
  readonly title: string;
  readonly state: DrawState;
  readonly seats: number | null;
  readonly method: string;
  readonly commitmentNo: number | null;
  readonly commitmentHash: string | null;
  readonly preparedAt: string;
  readonly committedAt: string | null;
  readonly drawnAt: string | null;
  readonly publishedAt: string | null;
  readonly cancelledAt: string | null;
  readonly cancelReason: string | null;
}

/** One draw, with what was decided and found of it. */
export interface DrawDetail extends DrawView {
  readonly terms: DrawTermsKept;
  readonly panelCount: number;
  readonly checked: CheckKept | null;
  readonly entries: number;
  readonly publicValue: PublicValueRule | null;
  readonly approvalId: string | null;
  readonly blankedAt: string | null;
}

/** Something that happened to a draw. */
export interface DrawEventView {
  readonly eventId: string;
  readonly event: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly happenedAt: string;
}

const VIEW = `d.draw_id as "drawId", d.draw_no as "drawNo", d.kind, d.test, d.title, d.state, d.seats, d.method,
  c.commitment_no as "commitmentNo", c.body_hash as "commitmentHash", d.prepared_at as "preparedAt",
  c.committed_at as "committedAt", d.drawn_at as "drawnAt", d.published_at as "publishedAt",
  d.cancelled_at as "cancelledAt", d.cancel_reason as "cancelReason"`;
const FROM = `from draws.draw d left join draws.commitment c on c.tenant_id = $1 and c.draw_id = d.draw_id`;

/** Reads the draws of the fund in scope. */
@Injectable()
export class DrawsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Draws, the last one first; `after` is the last one seen. */
  async draws(page: PageRequest): Promise<DrawView[]> {
    const rows = await this.transaction.query(
      `select ${VIEW} ${FROM} where d.tenant_id = $1 and ($2::uuid is null or d.draw_id < $2)
       order by d.draw_id desc limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows.map(viewOf);
  }

  /** Every draw that was committed to, the last one first: none is ever left out, whatever became of it. */
  async onRecord(page: PageRequest): Promise<DrawView[]> {
    const rows = await this.transaction.query(
      `select ${VIEW} ${FROM} where d.tenant_id = $1 and c.commitment_no is not null
         and ($2::uuid is null or d.draw_id < $2) order by d.draw_id desc limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows.map(viewOf);
  }

  /** The id of a draw that is on record, by its number; null where there is none. */
  async idOnRecord(drawNo: number): Promise<string | null> {
    const [row] = await this.transaction.query(
      `select d.draw_id ${FROM} where d.tenant_id = $1 and d.draw_no = $2 and c.commitment_no is not null`,
      [this.transaction.tenantId, drawNo],
    );
    return (row?.['draw_id'] as string | undefined) ?? null;
  }

  /** One draw; null when the fund has none such. */
  async draw(drawId: string): Promise<DrawDetail | null> {
    const [row] = await this.transaction.query(
      `select ${VIEW}, d.terms, d.panel_count as "panelCount", d.checked, d.approval_id as "approvalId",
         d.blanked_at as "blankedAt", c.body -> 'publicValue' as "publicValue",
         (select count(*)::int from draws.draw_entry e where e.tenant_id = $1 and e.draw_id = $2) as entries
       ${FROM} where d.tenant_id = $1 and d.draw_id = $2`,
      [this.transaction.tenantId, drawId],
    );
    if (!row) return null;
    return { ...(row as unknown as DrawDetail), ...viewOf(row), blankedAt: textOf(row['blankedAt']) };
  }

  /** What happened to a draw, in order; `after` is the last one seen. */
  async events(drawId: string, page: PageRequest): Promise<DrawEventView[]> {
    const rows = await this.transaction.query(
      `select event_id as "eventId", event, facts, happened_at as "happenedAt" from draws.draw_event
       where tenant_id = $1 and draw_id = $2 and ($3::uuid is null or event_id > $3) order by event_id limit $4`,
      [this.transaction.tenantId, drawId, page.after, page.limit],
    );
    return rows.map((row) => ({ ...(row as unknown as DrawEventView), happenedAt: instantText(row['happenedAt']) }));
  }

  /** Whether lines of a draw are to be emptied on a day. */
  async forgettingDue(today: Day): Promise<boolean> {
    const rows = await this.transaction.query(
      'select 1 from draws.draw where tenant_id = $1 and blank_on <= $2 and blanked_at is null limit 1',
      [this.transaction.tenantId, today.toString()],
    );
    return rows.length > 0;
  }
}

function viewOf(row: Record<string, unknown>): DrawView {
  return {
    ...(row as unknown as DrawView),
    preparedAt: instantText(row['preparedAt']),
    committedAt: textOf(row['committedAt']),
    drawnAt: textOf(row['drawnAt']),
    publishedAt: textOf(row['publishedAt']),
    cancelledAt: textOf(row['cancelledAt']),
  };
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : instantText(value);
}
