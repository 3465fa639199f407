// Somebody has looked at what a file says and has its good rows imported.
import { AuditStore, FundClock, OutboxStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { ImportsStore } from './imports.store';

/** Starts imports in the fund in scope. */
@Injectable()
export class StartImportUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly store: ImportsStore,
    private readonly clock: FundClock,
    private readonly outbox: OutboxStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `import-unknown`, `import-not-ready` (started before, or nothing good in it), `import-already-done` */
  run({ runId }: { readonly runId: string }): Promise<{ runId: string }> {
    return this.transaction.run(async () => {
      const run = await this.store.hold(runId);
      if (run.state !== 'staged' || run.unitCount === 0) throw new RuleBroken('import-not-ready', { state: run.state });
      const done = run.again ? null : await this.store.done(run.fingerprint);
      if (done) throw new RuleBroken('import-already-done', { runId: done.runId });
      await this.store.become(runId, 'importing', await this.clock.now());
      await this.outbox.write({ job: 'members.import', subject: { runId } });
      await this.audit.write({
        action: 'import.started',
        subjectKind: 'import',
        subjectId: runId,
        facts: { units: run.unitCount },
      });
      return { runId };
    });
  }
}
