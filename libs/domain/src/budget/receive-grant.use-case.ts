// A grant, or what the fund began with, arrives at the bank.
import { AuditStore, newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { monthOfDay } from '../kernel/calendar';
import { FundsQuery } from '../funds/funds.query';
import { LedgerStore } from '../ledger/ledger.store';
import { checkGrant, type Grant, grantTransfer } from './grant';
import { GrantsStore } from './grants.store';

/** Records grants in the fund in scope. */
@Injectable()
export class ReceiveGrantUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly grants: GrantsStore,
    private readonly ledger: LedgerStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `grants-not-in-rules`, `received-on-in-future` */
  run(grant: Grant): Promise<{ grantId: string }> {
    return this.transaction.run(async () => {
      const { now, today } = await this.funds.time();
      checkGrant(grant, (await this.funds.rulesInForce(monthOfDay(today)))?.document ?? null, today);
      const grantId = newId();
      await this.grants.add(grantId, grant, now.toString());
      // Booked on the day it is known (settled question 2), whatever day the money arrived.
      await this.ledger.post({
        reason: grant.kind === 'grant' ? 'grant-received' : 'opening-balance',
        sourceKind: 'grant',
        transition: 'received',
        bookedOn: today,
        transfers: [grantTransfer(grantId, grant)],
      });
      await this.audit.write({
        action: 'grant.received',
        subjectKind: 'grant',
        subjectId: grantId,
        facts: { amountCents: grant.amount, destination: grant.destination, moneySource: grant.moneySource },
      });
      return { grantId };
    });
  }
}
