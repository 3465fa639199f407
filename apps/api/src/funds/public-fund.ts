// A fund as anyone may look at it, by its address name: for reading what it tells to all, and nothing else.
import { asTenant, tenantId, TenantTransaction, WORKER } from '#tenancy';
import { FundDirectory } from '#domain/funds';
import { RuleBroken } from '#domain/kernel';
import { Injectable } from '@nestjs/common';

/** Enters a fund to read in it, for somebody who is not signed in. */
@Injectable()
export class PublicFund {
  constructor(
    private readonly directory: FundDirectory,
    private readonly transaction: TenantTransaction,
  ) {}

  /** Reads in the fund of an address name; nothing can be written there. @throws RuleBroken `fund-unknown` */
  async read<Answer>(slug: string, work: () => Promise<Answer>): Promise<Answer> {
    const fund = await this.directory.bySlug(slug);
    if (!fund) throw new RuleBroken('fund-unknown');
    // Nobody in particular asks, and a reading leaves no trace: the house's own name stands for them.
    return asTenant({ tenantId: tenantId(fund.fundId), actor: WORKER, reason: 'public' }, () =>
      this.transaction.read(work),
    );
  }
}
