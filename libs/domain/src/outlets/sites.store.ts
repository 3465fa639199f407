// The places where outlets sell, written: one that closes stays for the past.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import type { OutletContact } from './outlet';
import type { SiteDraft } from './site';

/** The sites and the contact of the outlets of the fund in scope, for writing. */
@Injectable()
export class SitesStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Adds a site. @returns its id */
  async add(outletId: string, { name, address, commune, hours }: SiteDraft): Promise<string> {
    const siteId = newId();
    await this.transaction.query(
      `insert into outlets.site (tenant_id, site_id, outlet_id, name, address, commune, hours)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [this.transaction.tenantId, siteId, outletId, name, address, commune, JSON.stringify(hours)],
    );
    return siteId;
  }

  /** Tells a site anew. @returns whether the outlet has it, open */
  async change(outletId: string, siteId: string, { name, address, commune, hours }: SiteDraft): Promise<boolean> {
    const rows = await this.transaction.query(
      `update outlets.site set name = $4, address = $5, commune = $6, hours = $7
       where tenant_id = $1 and outlet_id = $2 and site_id = $3 and closed_on is null returning site_id`,
      [this.transaction.tenantId, outletId, siteId, name, address, commune, JSON.stringify(hours)],
    );
    return rows.length > 0;
  }

  /** Closes a site on a day. @returns whether the outlet had it, open */
  async close(outletId: string, siteId: string, on: Day): Promise<boolean> {
    const rows = await this.transaction.query(
      `update outlets.site set closed_on = $4
       where tenant_id = $1 and outlet_id = $2 and site_id = $3 and closed_on is null returning site_id`,
      [this.transaction.tenantId, outletId, siteId, on.toString()],
    );
    return rows.length > 0;
  }

  /** Tells anew how an outlet is reached. */
  async reach(outletId: string, contact: OutletContact): Promise<void> {
    await this.transaction.query(
      `update outlets.outlet set description = $3, contact = $4, email = $5, phone = $6, address = $7
       where tenant_id = $1 and outlet_id = $2`,
      [
        this.transaction.tenantId,
        outletId,
        contact.description,
        contact.contact,
        contact.email,
        contact.phone,
        contact.address,
      ],
    );
  }
}
