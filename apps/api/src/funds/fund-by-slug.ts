// A call by somebody who has not signed in names its fund in the address.
import { asTenant, tenantId, TenantTransaction, VISITOR } from '#tenancy';
import { FundDirectory, type FundView } from '#domain/funds';
import { Injectable } from '@nestjs/common';
import { notThere } from '../http/not-there';

const SLUG = /^[a-z0-9][a-z0-9-]{1,62}$/;

/** Finds and enters a fund by the short name in an address. */
@Injectable()
export class FundBySlug {
  constructor(
    private readonly directory: FundDirectory,
    private readonly transaction: TenantTransaction,
  ) {}

  /** The fund's public card. @throws RuleBroken `fund-unknown`, also for what can be nobody's short name */
  async find(slug: string): Promise<FundView> {
    return (SLUG.test(slug) ? await this.directory.bySlug(slug) : null) ?? notThere('fund-unknown');
  }

  /** Works in the name of a visitor of the fund. @throws RuleBroken `fund-unknown` */
  async visit<Result>(
    at: { slug: string; requestId: string },
    work: (fund: FundView) => Promise<Result>,
  ): Promise<Result> {
    const fund = await this.find(at.slug);
    const scope = { tenantId: tenantId(fund.fundId), actor: VISITOR, requestId: at.requestId };
    return asTenant(scope, () => work(fund));
  }

  /** The same, only reading. @throws RuleBroken `fund-unknown` */
  look<Result>(at: { slug: string; requestId: string }, work: (fund: FundView) => Promise<Result>): Promise<Result> {
    return this.visit(at, (fund) => this.transaction.read(() => work(fund)));
  }
}
