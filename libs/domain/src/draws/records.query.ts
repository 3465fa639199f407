// What is on record of a draw: the published steps, the sealed list, one person's own line, and who was drawn. Reads only.
import { SealedText, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Commitment, PublishedDraw, PublishedLottery } from '../lotteries/draw-record';
import type { SaltedLine } from '../lotteries/frozen-list';
import type { FairLottery } from '../sortition/fair-lottery';
import type { NotDrawable } from './check-words';
import type { DrawKind, DrawState } from './draw';
import type { DrawTermsKept } from './terms';

/** The steps of a draw that there are so far, to the letter. */
export interface Steps {
  readonly commitment: Commitment | null;
  readonly lottery: PublishedLottery | null;
  readonly draw: PublishedDraw | null;
}

/** An entry of the frozen list; the line is null once it was emptied. */
export interface FrozenEntry {
  readonly code: string;
  readonly subjectId: string;
  readonly salted: SaltedLine | null;
  readonly chance: number | null;
}

/** What became of a draw, for whoever acts upon it. */
export interface Outcome {
  readonly drawId: string;
  readonly drawNo: number;
  readonly kind: DrawKind;
  readonly test: boolean;
  readonly state: DrawState;
  readonly terms: DrawTermsKept;
  readonly draw: PublishedDraw | null;
}

/** One person's own line in one draw. */
export interface OwnEntry extends FrozenEntry {
  readonly drawId: string;
  readonly drawNo: number;
  readonly title: string;
  readonly kind: DrawKind;
  readonly test: boolean;
  readonly state: DrawState;
  readonly commitmentHash: string;
  /** Of an admission: why they could not be drawn by it, and from when on they could; null: they could. */
  readonly notNow: NotDrawable | null;
}

/** By what somebody is known: as a member, or by the number that they kept. */
export type Whose = { readonly personId: string } | { readonly receipt: string };

/** Reads the records of the fund in scope. */
@Injectable()
export class RecordsQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly sealed: SealedText,
  ) {}

  /** The published steps of a draw. */
  async steps(drawId: string): Promise<Steps> {
    const [row] = await this.transaction.query(
      `select (select c.body from draws.commitment c where c.tenant_id = $1 and c.draw_id = $2) as commitment,
         (select d.body from draws.draw_document d where d.tenant_id = $1 and d.draw_id = $2 and d.kind = 'lottery') as lottery,
         (select d.body from draws.draw_document d where d.tenant_id = $1 and d.draw_id = $2 and d.kind = 'draw') as draw`,
      [this.transaction.tenantId, drawId],
    );
    return row as unknown as Steps;
  }

  /** The proof of a draw's lottery; null before it was solved. */
  async proof(drawId: string): Promise<FairLottery | null> {
    const [row] = await this.transaction.query(
      `select body from draws.draw_document where tenant_id = $1 and draw_id = $2 and kind = 'proof'`,
      [this.transaction.tenantId, drawId],
    );
    return (row?.['body'] as FairLottery | undefined) ?? null;
  }

  /** The frozen list in its order, opened. */
  async entries(drawId: string): Promise<FrozenEntry[]> {
    const rows = await this.transaction.query(
      `select entry_id, code, subject_id as "subjectId", line_sealed, chance from draws.draw_entry
       where tenant_id = $1 and draw_id = $2 order by entry_no`,
      [this.transaction.tenantId, drawId],
    );
    return rows.map((row) => this.entryOf(row));
  }

  /** What became of a draw; null when the fund has none such. */
  async outcome(drawId: string): Promise<Outcome | null> {
    const [row] = await this.transaction.query(
      `select d.draw_id as "drawId", d.draw_no as "drawNo", d.kind, d.test, d.state, d.terms,
         (select x.body from draws.draw_document x where x.tenant_id = $1 and x.draw_id = $2 and x.kind = 'draw') as draw
       from draws.draw d where d.tenant_id = $1 and d.draw_id = $2`,
      [this.transaction.tenantId, drawId],
    );
    return row ? (row as unknown as Outcome) : null;
  }

  /** Somebody's own lines, the last draw first. */
  async own(whose: Whose): Promise<OwnEntry[]> {
    const [person, receipt] = 'personId' in whose ? [whose.personId, null] : [null, whose.receipt];
    const rows = await this.transaction.query(
      `select e.entry_id, e.code, e.subject_id as "subjectId", e.line_sealed, e.chance, d.draw_id as "drawId",
         d.draw_no as "drawNo", d.title, d.kind, d.test, d.state, c.body_hash as "commitmentHash",
         (select n from json_array_elements(d.checked -> 'never') n
           where d.kind = 'admission' and n ->> 'subjectId' = e.subject_id::text limit 1) as "notNow"
       from draws.draw_entry e
       join draws.draw d on d.tenant_id = $1 and d.draw_id = e.draw_id
       join draws.commitment c on c.tenant_id = $1 and c.draw_id = e.draw_id
       where e.tenant_id = $1 and (
         e.subject_id in (select v.volunteer_id from council.volunteer v
           where v.tenant_id = $1 and (v.person_id = $2 or v.receipt = $3))
         or e.subject_id in (select a.application_id from applications.application a where a.tenant_id = $1 and a.receipt = $3))
       order by d.draw_no desc`,
      [this.transaction.tenantId, person, receipt],
    );
    return rows.map((row) => ({ ...(row as unknown as OwnEntry), ...this.entryOf(row) }));
  }

  /** Whether two people opened the sealed record of a draw to its scrutineers. */
  async isOpened(drawId: string): Promise<boolean> {
    const rows = await this.transaction.query(
      `select 1 from draws.draw_event where tenant_id = $1 and draw_id = $2 and event = 'sealed-record-opened' limit 1`,
      [this.transaction.tenantId, drawId],
    );
    return rows.length > 0;
  }

  private entryOf(row: Record<string, unknown>): FrozenEntry {
    const sealed = row['line_sealed'] as string | null;
    const place = { table: 'draws.draw_entry', column: 'line_sealed', rowId: String(row['entry_id']) };
    return {
      code: String(row['code']),
      subjectId: String(row['subjectId']),
      salted: sealed === null ? null : (JSON.parse(this.sealed.open(sealed, place)) as SaltedLine),
      chance: (row['chance'] as number | null) ?? null,
    };
  }
}
