// Who was drawn in a published admission draw and still waits. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';

/** A published draw, as invitations follow from it. */
export interface DrawnApplicants {
  readonly drawNo: number;
  readonly answerDays: number;
  /** Those drawn who wait and were not invited by this draw before. */
  readonly applicationIds: readonly string[];
}

/** The reason that is kept of an invitation by a draw; by it a draw invites once. */
export function drawnReason(drawNo: number): string {
  return `Tirage au sort n° ${String(drawNo)}`;
}

/** Reads who was drawn in the fund in scope. */
@Injectable()
export class DrawnApplicantsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Those whom a draw invites; null while it is not published, or is no admission's. */
  async of(drawId: string): Promise<DrawnApplicants | null> {
    const [draw] = await this.transaction.query(
      `select draw_no as "drawNo", (terms ->> 'answerDays')::int as "answerDays" from draws.draw
       where tenant_id = $1 and draw_id = $2 and kind = 'admission' and state = 'published' and not test`,
      [this.transaction.tenantId, drawId],
    );
    if (!draw) return null;
    const drawNo = Number(draw['drawNo']);
    const rows = await this.transaction.query(
      `select a.application_id as id from draws.draw_document x
       join draws.draw_entry e on e.tenant_id = $1 and e.draw_id = $2 and (x.body -> 'panel')::jsonb ? e.code
       join applications.application a on a.tenant_id = $1 and a.application_id = e.subject_id and a.state = 'waiting'
       where x.tenant_id = $1 and x.draw_id = $2 and x.kind = 'draw' and not exists (
         select 1 from applications.decision c where c.tenant_id = $1 and c.application_id = a.application_id
           and c.to_state = 'invited' and c.reason = $3)
       order by a.application_id`,
      [this.transaction.tenantId, drawId, drawnReason(drawNo)],
    );
    return { drawNo, answerDays: Number(draw['answerDays']), applicationIds: rows.map((row) => String(row['id'])) };
  }
}
