// How an outlet is reached, and where and when it sells: told anew by the fund, or by the outlet itself.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import type { OutletContact } from './outlet';
import { OutletsStore } from './outlets.store';
import { checkHours, type SiteDraft } from './site';
import { SitesStore } from './sites.store';

/** What is told: the contact, a site (without an id: a new one), or that a site closes. */
export type DescribeOutlet = { readonly outletId: string } & (
  | { readonly contact: OutletContact }
  | { readonly site: SiteDraft; readonly siteId: string | null }
  | { readonly closes: string }
);

/** Describes outlets of the fund in scope. */
@Injectable()
export class DescribeOutletUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly outlets: OutletsStore,
    private readonly sites: SitesStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * @returns the site's id where it is about one
   * @throws RuleBroken `outlet-unknown`, `site-unknown` when the outlet has no such open site, as `checkHours`
   */
  run(request: DescribeOutlet): Promise<{ siteId: string | null }> {
    return this.transaction.run(async () => {
      const { outletId } = request;
      if (!(await this.outlets.lock(outletId))) throw new RuleBroken('outlet-unknown');
      const siteId = await this.tell(request);
      await this.audit.write({
        action:
          'contact' in request
            ? 'outlet.contact-told'
            : 'closes' in request
              ? 'outlet.site-closed'
              : 'outlet.site-told',
        subjectKind: 'outlet',
        subjectId: outletId,
        facts: { siteId },
      });
      return { siteId };
    });
  }

  private async tell(request: DescribeOutlet): Promise<string | null> {
    const { outletId } = request;
    if ('contact' in request) {
      await this.sites.reach(outletId, request.contact);
      return null;
    }
    if ('closes' in request) {
      const { today } = await this.funds.time();
      if (!(await this.sites.close(outletId, request.closes, today))) throw new RuleBroken('site-unknown');
      return request.closes;
    }
    const { site, siteId } = request;
    checkHours(site.hours);
    if (siteId === null) return this.sites.add(outletId, site);
    if (!(await this.sites.change(outletId, siteId, site))) throw new RuleBroken('site-unknown');
    return siteId;
  }
}
