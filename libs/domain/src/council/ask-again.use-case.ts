// The second-round call: too few came of a class, or seats fall free; those who stand and do not sit are asked again.
import { AuditStore, FundClock, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { VolunteersStore } from './volunteers.store';

/** Notes the second-round call in the fund in scope. */
@Injectable()
export class AskAgainUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly volunteers: VolunteersStore,
    private readonly clock: FundClock,
    private readonly audit: AuditStore,
  ) {}

  /** Noting the same people again changes nothing. @returns how many were asked for the first time */
  run({ volunteerIds }: { readonly volunteerIds: readonly string[] }): Promise<{ asked: number }> {
    return this.transaction.run(async () => {
      const asked = await this.volunteers.askAgain(volunteerIds, await this.clock.now());
      await this.audit.write({
        action: 'council.asked-again',
        subjectKind: 'council',
        subjectId: null,
        facts: { volunteerIds, asked },
      });
      return { asked };
    });
  }
}
