// Writes draws and what happens to them. What was committed, solved and drawn is never changed: records.store only adds.
import { newId, SealedText, tenantScope, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import type { Fairness } from '../sortition/fair-lottery';
import type { DrawKind, DrawState } from './draw';
import type { CheckKept } from './check-words';
import type { DrawTermsKept } from './terms';

/** A draw about to be prepared. */
export interface NewDraw {
  readonly kind: DrawKind;
  readonly test: boolean;
  readonly title: string;
  readonly method: Fairness;
  readonly panelCount: number;
  readonly terms: DrawTermsKept;
  readonly blankAfterDays: number;
}

/** A draw that is locked for a step. */
export interface LockedDraw extends NewDraw {
  readonly drawId: string;
  readonly drawNo: number;
  readonly state: DrawState;
  readonly checked: CheckKept | null;
  readonly approvalId: string | null;
}

const DRAW = `draw_id as "drawId", draw_no as "drawNo", kind, test, title, method, panel_count as "panelCount", terms,
  blank_after_days as "blankAfterDays", state, checked, approval_id as "approvalId"`;

/** The draws of the fund in scope, for writing. */
@Injectable()
export class DrawsStore {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly sealed: SealedText,
  ) {}

  /** Adds a draw, under the next number. */
  async add(draw: NewDraw, at: string): Promise<{ drawId: string; drawNo: number }> {
    await this.transaction.lock('draw-number');
    const drawId = newId();
    const [row] = await this.transaction.query(
      `insert into draws.draw (tenant_id, draw_id, draw_no, kind, test, title, seats, method, panel_count, terms,
         blank_after_days, state, prepared_at)
       select $1, $2, coalesce(max(d.draw_no), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, 'prepared', $11
       from draws.draw d where d.tenant_id = $1 returning draw_no`,
      [
        this.transaction.tenantId,
        drawId,
        draw.kind,
        draw.test,
        draw.title,
        draw.terms.kind === 'council' ? draw.terms.seats : draw.terms.places.max,
        draw.method,
        draw.panelCount,
        JSON.stringify(draw.terms),
        draw.blankAfterDays,
        at,
      ],
    );
    await this.happen(drawId, 'prepared', {}, at);
    return { drawId, drawNo: Number(row?.['draw_no']) };
  }

  /** Locks a draw for a step. @throws RuleBroken `draw-unknown` when the fund has none such */
  async lock(drawId: string): Promise<LockedDraw> {
    const [row] = await this.transaction.query(
      `select ${DRAW} from draws.draw where tenant_id = $1 and draw_id = $2 for update`,
      [this.transaction.tenantId, drawId],
    );
    if (!row) throw new RuleBroken('draw-unknown');
    return row as unknown as LockedDraw;
  }

  /** Takes a draw a step further, and remembers it among its events. */
  async become(
    drawId: string,
    step: { to: DrawState; at: string; facts?: Readonly<Record<string, unknown>>; reason?: string },
  ): Promise<void> {
    await this.transaction.query(
      `update draws.draw set state = $3, cancel_reason = $4,
         solved_at = case when $3 = 'solved' then $5::timestamptz else solved_at end,
         drawn_at = case when $3 = 'drawn' then $5::timestamptz else drawn_at end,
         published_at = case when $3 = 'published' then $5::timestamptz else published_at end,
         cancelled_at = case when $3 = 'cancelled' then $5::timestamptz else cancelled_at end
       where tenant_id = $1 and draw_id = $2`,
      [this.transaction.tenantId, drawId, step.to, step.reason ?? null, step.at],
    );
    await this.happen(drawId, step.to, { ...step.facts, ...(step.reason ? { reason: step.reason } : {}) }, step.at);
  }

  /** Remembers something that happened to a draw. */
  async happen(drawId: string, event: string, facts: Readonly<Record<string, unknown>>, at: string): Promise<void> {
    await this.transaction.query(
      `insert into draws.draw_event (tenant_id, draw_id, event_id, event, facts, actor_id, happened_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [this.transaction.tenantId, drawId, newId(), event, JSON.stringify(facts), tenantScope().actor.id, at],
    );
  }

  /** Keeps what the last check found. */
  async keepChecked(drawId: string, checked: CheckKept): Promise<void> {
    await this.transaction.query('update draws.draw set checked = $3 where tenant_id = $1 and draw_id = $2', [
      this.transaction.tenantId,
      drawId,
      JSON.stringify(checked),
    ]);
  }

  /** Keeps the fund's half of the seed, sealed; null where a seed is given. */
  async keepSecret(drawId: string, secret: string | null): Promise<void> {
    await this.transaction.query('update draws.draw set secret_sealed = $3 where tenant_id = $1 and draw_id = $2', [
      this.transaction.tenantId,
      drawId,
      secret === null ? null : this.sealed.seal(secret, placeOfSecret(drawId)),
    ]);
  }

  /** Opens the fund's half of the seed; null where a seed is given. */
  async secret(drawId: string): Promise<string | null> {
    const [row] = await this.transaction.query(
      'select secret_sealed as secret from draws.draw where tenant_id = $1 and draw_id = $2',
      [this.transaction.tenantId, drawId],
    );
    const secret = (row?.['secret'] as string | null | undefined) ?? null;
    return secret === null ? null : this.sealed.open(secret, placeOfSecret(drawId));
  }

  /** Notes the proposal to draw that waits for its second signature: the one that counts. */
  async await(drawId: string, approvalId: string): Promise<void> {
    await this.transaction.query('update draws.draw set approval_id = $3 where tenant_id = $1 and draw_id = $2', [
      this.transaction.tenantId,
      drawId,
      approvalId,
    ]);
  }

  /** Notes from which day nobody needs the criteria any more. */
  async blankFrom(drawId: string, on: Day): Promise<void> {
    await this.transaction.query('update draws.draw set blank_on = $3 where tenant_id = $1 and draw_id = $2', [
      this.transaction.tenantId,
      drawId,
      on.toString(),
    ]);
  }

  /** Empties the lines of draws whose day has come, and who could not be drawn; what is published of them stays. @returns the draws that were emptied */
  async blank(today: Day, at: string): Promise<string[]> {
    const rows = await this.transaction.query(
      `update draws.draw set blanked_at = $3, checked = jsonb_set(checked::jsonb, '{never}', '[]')
       where tenant_id = $1 and blank_on <= $2 and blanked_at is null returning draw_id`,
      [this.transaction.tenantId, today.toString(), at],
    );
    const drawIds = rows.map((row) => String(row['draw_id']));
    await this.transaction.query(
      'update draws.draw_entry set line_sealed = null where tenant_id = $1 and draw_id = any($2::uuid[])',
      [this.transaction.tenantId, drawIds],
    );
    for (const drawId of drawIds) await this.happen(drawId, 'criteria-forgotten', {}, at);
    return drawIds;
  }
}

function placeOfSecret(drawId: string): { table: string; column: string; rowId: string } {
  return { table: 'draws.draw', column: 'secret_sealed', rowId: drawId };
}
