// Where and when outlets sell, for those who buy and for the fund's team. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import type { LineTerms } from './approval-line';
import type { OutletKind } from './outlet';
import type { SiteDraft } from './site';

/** A site with its id. */
export interface SiteView extends SiteDraft {
  readonly siteId: string;
}

/** An approved outlet as those who buy there see it. */
export interface OpenOutletView {
  readonly outletId: string;
  readonly outletNo: number;
  readonly name: string;
  readonly kind: OutletKind;
  readonly description: string | null;
  readonly sites: readonly SiteView[];
  readonly lines: readonly LineTerms[];
}

/** Reads the sites of the outlets of the fund in scope. */
@Injectable()
export class SitesQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** The open sites of some outlets, with the outlet each is of. */
  async of(outletIds: readonly string[]): Promise<(SiteView & { readonly outletId: string })[]> {
    const rows = await this.transaction.query(
      `select site_id as "siteId", outlet_id as "outletId", name, address, commune, hours from outlets.site
       where tenant_id = $1 and outlet_id = any($2::uuid[]) and closed_on is null order by site_id`,
      [this.transaction.tenantId, outletIds],
    );
    return rows as unknown as (SiteView & { outletId: string })[];
  }

  /** The outlets that are approved, with what is covered there on a day; `after` is the id of the last one seen. */
  async openOn(day: Day, page: PageRequest): Promise<OpenOutletView[]> {
    const { tenantId } = this.transaction;
    const outlets = await this.transaction.query(
      `select outlet_id as "outletId", outlet_no as "outletNo", name, kind, description from outlets.outlet
       where tenant_id = $1 and state = 'approved' and ($2::uuid is null or outlet_id > $2) order by outlet_id limit $3`,
      [tenantId, page.after, page.limit],
    );
    const ids = outlets.map(({ outletId }) => String(outletId));
    const lines = await this.transaction.query(
      `select outlet_id, scope, title, category, coverage_percent as "coveragePercent" from outlets.approval_line
       where tenant_id = $1 and outlet_id = any($2::uuid[]) and valid_from <= $3 and (valid_until is null or valid_until >= $3)
       order by coverage_percent desc, approval_line_id`,
      [tenantId, ids, day.toString()],
    );
    const sites = await this.of(ids);
    return outlets.map((outlet) => ({
      ...(outlet as unknown as Omit<OpenOutletView, 'sites' | 'lines'>),
      sites: sites.filter(({ outletId }) => outletId === outlet['outletId']).map(({ outletId: _of, ...site }) => site),
      lines: lines
        .filter((line) => line['outlet_id'] === outlet['outletId'])
        .map(({ outlet_id: _of, ...line }) => line as unknown as LineTerms),
    }));
  }
}
