// Somebody takes an import back, within a day of it.
import { AuditStore, FundClock, OutboxStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { Temporal } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { ImportsStore } from './imports.store';
import { checkUndo } from './undo-verdict';

/** Has imports of the fund in scope undone. */
@Injectable()
export class AskUndoUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly store: ImportsStore,
    private readonly clock: FundClock,
    private readonly outbox: OutboxStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `import-unknown`, `import-not-imported`, `import-undo-too-late` */
  run({ runId }: { readonly runId: string }): Promise<{ runId: string }> {
    return this.transaction.run(async () => {
      const run = await this.store.hold(runId);
      const now = await this.clock.now();
      if (run.importedAt === null || !['imported', 'forgotten'].includes(run.state))
        throw new RuleBroken('import-not-imported', { state: run.state });
      checkUndo(Temporal.Instant.from(run.importedAt), Temporal.Instant.from(now));
      await this.store.become(runId, 'undoing', now);
      await this.outbox.write({ job: 'members.import-undo', subject: { runId } });
      await this.audit.write({ action: 'import.undo-asked', subjectKind: 'import', subjectId: runId });
      return { runId };
    });
  }
}
