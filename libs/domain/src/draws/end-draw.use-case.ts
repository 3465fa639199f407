// What came out of a draw takes effect; or a draw is given up before it was held, for a reason that everybody reads.
import { AuditStore, OutboxStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { type Day, dayOf } from '../kernel/calendar';
import { checkDrawStep, type DrawState } from './draw';
import { DrawsStore, type LockedDraw } from './draws.store';

/** Which draw; with a reason it is cancelled, without one it is published. */
export interface EndDraw {
  readonly drawId: string;
  readonly cancelFor: string | null;
}

/** What follows a published draw, by its kind. */
const FOLLOWS = { council: 'council.seat-drawn', admission: 'applications.invite-drawn' } as const;

/** Publishes and cancels draws of the fund in scope. */
@Injectable()
export class EndDrawUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly draws: DrawsStore,
    private readonly funds: FundsQuery,
    private readonly outbox: OutboxStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `draw-unknown`, `draw-step-impossible`, `draw-is-a-test` */
  run({ drawId, cancelFor }: EndDraw): Promise<{ drawId: string; state: DrawState }> {
    return this.transaction.run(async () => {
      const draw = await this.draws.lock(drawId);
      const to = cancelFor === null ? 'published' : 'cancelled';
      checkDrawStep(draw, to);
      const { now, today } = await this.funds.time();
      await this.draws.become(drawId, { to, at: now.toString(), ...(cancelFor === null ? {} : { reason: cancelFor }) });
      await this.draws.blankFrom(drawId, blankDay(draw, to, today));
      if (to === 'published') await this.outbox.write({ job: FOLLOWS[draw.kind], subject: { drawId } });
      await this.audit.write({
        action: `draw.${to}`,
        subjectKind: 'draw',
        subjectId: drawId,
        facts: { from: draw.state, drawNo: draw.drawNo, ...(cancelFor === null ? {} : { reason: cancelFor }) },
      });
      return { drawId, state: to };
    });
  }
}

/** The day from which nobody needs the criteria any more. */
function blankDay({ terms, blankAfterDays }: LockedDraw, to: DrawState, today: Day): Day {
  const over = to === 'published' && terms.kind === 'council' ? dayOf(terms.lastDay) : today;
  return over.add({ days: blankAfterDays });
}
