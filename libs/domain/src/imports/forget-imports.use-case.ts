// A week after an import what was read from its file is forgotten: who came is in the fund, and the file is not ours.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { ImportsQuery } from './imports.query';
import { ImportsStore } from './imports.store';

/** Forgets files of the fund in scope. */
@Injectable()
export class ForgetImportsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly imports: ImportsQuery,
    private readonly store: ImportsStore,
    private readonly audit: AuditStore,
  ) {}

  /** Empties names, addresses and amounts of what is a week old. @returns of how many runs */
  run(): Promise<{ forgotten: number }> {
    return this.transaction.run(async () => {
      await this.store.lock();
      const runIds = await this.imports.toForget((await this.funds.time()).today);
      if (runIds.length === 0) return { forgotten: 0 };
      await this.store.forget(runIds);
      await this.audit.write({ action: 'import.forgotten', subjectKind: 'import', subjectId: null, facts: { runIds } });
      return { forgotten: runIds.length };
    });
  }
}
