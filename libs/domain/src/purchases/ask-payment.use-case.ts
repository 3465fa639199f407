// An outlet asks for a payment on its screen; whoever stands there types the code and confirms.
import { AuditStore, newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { Temporal } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { sharesAtTill, type Wish } from './payment';
import { expiryOf } from './payment-request';
import { codeFrom } from './request-code';
import { RequestsStore } from './requests.store';
import { TillQuery } from './till.query';

/** A request that was made. */
export interface Asked {
  readonly requestId: string;
  readonly code: string;
  readonly totalCents: number;
  readonly expiresAt: string;
}

const MOST_TRIES = 20;

/** Makes payment requests in the fund in scope. */
@Injectable()
export class AskPaymentUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly tills: TillQuery,
    private readonly requests: RequestsStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Refuses at once what nobody could pay here. @throws RuleBroken `outlet-unknown`, `no-rules-in-force`, and what
   * {@link sharesAtTill} throws
   */
  run({ outletId, wish }: { readonly outletId: string; readonly wish: Wish }): Promise<Asked> {
    return this.transaction.run(async () => {
      const { now, outlet, rulesVersionId } = await this.tills.look({
        which: { outletId },
        accountUnitId: null,
        asker: null,
        key: null,
      });
      if (!outlet) throw new RuleBroken('outlet-unknown');
      if (rulesVersionId === null) throw new RuleBroken('no-rules-in-force');
      const rules = await this.tills.rules(rulesVersionId);
      const { basket, shares } = sharesAtTill(rules, {
        outlet,
        medium: 'member-phone',
        wish: { ...wish, chosen: null },
      });
      const expiresAt = expiryOf(Temporal.Instant.from(now), rules.spending.requestMinutes).toString();
      const { requestId, code } = await this.underFreeCode((id, free) =>
        this.requests.add({ requestId: id, code: free, outletId, basket, total: shares.total, now, expiresAt }),
      );
      await this.audit.write({
        action: 'purchase.requested',
        subjectKind: 'payment-request',
        subjectId: requestId,
        facts: { outletId, totalCents: shares.total },
      });
      return { requestId, code, totalCents: shares.total, expiresAt };
    });
  }

  // A thousand million codes: that one is taken already is rare, and then another is drawn.
  private async underFreeCode(
    add: (requestId: string, code: string) => Promise<boolean>,
  ): Promise<{ requestId: string; code: string }> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const requestId = newId();
      const code = codeFrom(requestId);
      if (await add(requestId, code)) return { requestId, code };
    }
    throw new Error('no code of a payment request is free');
  }
}
