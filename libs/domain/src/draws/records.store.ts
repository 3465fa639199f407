// Writes what stays for ever of a draw: the commitment, who stood for it, and each published step.
import { newId, SealedText, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Commitment } from '../lotteries/draw-record';
import type { SaltedLine } from '../lotteries/frozen-list';

/** What a draw gives at each step: the proof is of places only, lottery and draw are published. */
export const DOCUMENTS = ['proof', 'lottery', 'draw'] as const;
export type DocumentKind = (typeof DOCUMENTS)[number];

/** An entry of the frozen list. */
export interface NewEntry extends SaltedLine {
  readonly subjectKind: 'volunteer' | 'application';
  readonly subjectId: string;
}

/** The records of the fund in scope, for writing. */
@Injectable()
export class RecordsStore {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly sealed: SealedText,
  ) {}

  /** The number and the fingerprint of the last commitment, with every other commitment kept out; null before the first. */
  async last(): Promise<{ commitmentNo: number; bodyHash: string } | null> {
    await this.transaction.lock('draw-commitment');
    const [row] = await this.transaction.query(
      `select commitment_no as "commitmentNo", body_hash as "bodyHash" from draws.commitment where tenant_id = $1
       order by commitment_no desc limit 1`,
      [this.transaction.tenantId],
    );
    return row ? (row as unknown as { commitmentNo: number; bodyHash: string }) : null;
  }

  /** Keeps a commitment as it is published, and the list that it freezes, in the order of its lines. */
  async commit(
    drawId: string,
    { commitment, bodyHash, at }: { commitment: Commitment; bodyHash: string; at: string },
    entries: readonly NewEntry[],
  ): Promise<void> {
    const ids = entries.map(newId);
    await this.transaction.query(
      `insert into draws.commitment (tenant_id, commitment_no, draw_id, body, body_hash, previous_hash, committed_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        this.transaction.tenantId,
        commitment.sequence,
        drawId,
        JSON.stringify(commitment),
        bodyHash,
        commitment.previous,
        at,
      ],
    );
    await this.transaction.query(
      `insert into draws.draw_entry (tenant_id, draw_id, entry_no, entry_id, code, subject_kind, subject_id, line_sealed)
       select $1, $2, u.place, u.id, u.code, u.kind, u.subject, u.line
       from unnest($3::uuid[], $4::text[], $5::text[], $6::uuid[], $7::text[])
         with ordinality as u(id, code, kind, subject, line, place)`,
      [
        this.transaction.tenantId,
        drawId,
        ids,
        entries.map(({ line }) => line.code),
        entries.map(({ subjectKind }) => subjectKind),
        entries.map(({ subjectId }) => subjectId),
        entries.map(({ line, salt }, place) =>
          this.sealed.seal(JSON.stringify({ line, salt } satisfies SaltedLine), placeOfLine(ids[place] ?? '')),
        ),
      ],
    );
  }

  /** Keeps what a step gave, to the letter. */
  async keep(
    drawId: string,
    document: { kind: DocumentKind; body: unknown; bodyHash: string; at: string },
  ): Promise<void> {
    await this.transaction.query(
      `insert into draws.draw_document (tenant_id, draw_id, kind, body, body_hash, written_at) values ($1, $2, $3, $4, $5, $6)`,
      [this.transaction.tenantId, drawId, document.kind, JSON.stringify(document.body), document.bodyHash, document.at],
    );
  }

  /** Keeps each one's chance, by code. */
  async keepChances(
    drawId: string,
    chances: readonly { readonly code: string; readonly certified: number }[],
  ): Promise<void> {
    await this.transaction.query(
      `update draws.draw_entry e set chance = u.chance from unnest($3::text[], $4::float8[]) as u(code, chance)
       where e.tenant_id = $1 and e.draw_id = $2 and e.code = u.code`,
      [this.transaction.tenantId, drawId, chances.map(({ code }) => code), chances.map(({ certified }) => certified)],
    );
  }
}

/** Where the line of an entry is sealed. */
function placeOfLine(entryId: string): { table: string; column: string; rowId: string } {
  return { table: 'draws.draw_entry', column: 'line_sealed', rowId: entryId };
}
