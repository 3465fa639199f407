// The fund decides how its council is composed: criteria, classes and quotas, seats, terms.
import { AuditStore, FundClock, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Charter, checkCharter } from './charter';
import { ChartersStore } from './charters.store';

/** A charter, and the decision that it rests on. */
export interface WriteCharter {
  readonly charter: Charter;
  readonly note: string;
}

/** Writes the charter of the council of the fund in scope. */
@Injectable()
export class WriteCharterUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly charters: ChartersStore,
    private readonly clock: FundClock,
    private readonly audit: AuditStore,
  ) {}

  /** A draw that was prepared keeps the charter that it was prepared with. @throws RuleBroken as {@link checkCharter} says */
  run({ charter, note }: WriteCharter): Promise<{ charterNo: number }> {
    checkCharter(charter);
    return this.transaction.run(async () => {
      const charterNo = await this.charters.add(charter, note, await this.clock.now());
      await this.audit.write({
        action: 'council.charter-written',
        subjectKind: 'council-charter',
        subjectId: null,
        facts: { charterNo, seats: charter.seats, criteria: charter.criteria.map(({ key }) => key) },
      });
      return { charterNo };
    });
  }
}
