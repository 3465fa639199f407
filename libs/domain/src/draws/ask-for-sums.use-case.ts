// Somebody asks whether a draw can be held, or has one that was stopped solved again: the back office does the sums.
import { AuditStore, OutboxStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { DrawsStore } from './draws.store';

/** What is asked for: a check of what was prepared, or the solving of what was committed to. */
export interface AskForSums {
  readonly drawId: string;
  readonly what: 'check' | 'solve';
}

const ASKED = {
  check: { state: 'prepared', job: 'draws.check' },
  solve: { state: 'committed', job: 'draws.solve' },
} as const;

/** Asks for checks and solutions in the fund in scope. */
@Injectable()
export class AskForSumsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly draws: DrawsStore,
    private readonly outbox: OutboxStore,
    private readonly audit: AuditStore,
  ) {}

  /** Asked twice it is done once. @returns the run to be watched @throws RuleBroken `draw-unknown`, `draw-step-impossible` */
  run({ drawId, what }: AskForSums): Promise<{ runId: string }> {
    return this.transaction.run(async () => {
      const { state } = await this.draws.lock(drawId);
      const asked = ASKED[what];
      if (state !== asked.state) throw new RuleBroken('draw-step-impossible', { from: state, to: what, possible: [] });
      await this.outbox.writeUnlessWaiting({ job: asked.job, subject: { runId: drawId } });
      await this.audit.write({ action: `draw.${what}-asked`, subjectKind: 'draw', subjectId: drawId });
      return { runId: drawId };
    });
  }
}
