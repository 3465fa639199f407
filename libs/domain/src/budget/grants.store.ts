// Grants received, written once.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Grant } from './grant';

/** The grants of the fund in scope, for writing. */
@Injectable()
export class GrantsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Adds a grant. */
  async add(grantId: string, grant: Grant, at: string): Promise<void> {
    await this.transaction.query(
      `insert into budget.grant_received (tenant_id, grant_id, kind, destination, money_source, funder, amount_cents,
         received_on, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        this.transaction.tenantId,
        grantId,
        grant.kind,
        grant.destination,
        grant.moneySource,
        grant.funder,
        grant.amount,
        grant.receivedOn.toString(),
        at,
      ],
    );
  }
}
