// Payment requests for the two screens between which they stand: the outlet's and the member's. Reads only.
import { type Row, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { instantText, Temporal } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { sharesAtTill } from './payment';
import { type RequestState, stateAt } from './payment-request';
import { codeOf } from './request-code';
import { TillQuery } from './till.query';

/** A request as its outlet sees it, in cents: that it is paid, and how much of it by the account; never by whom. */
export interface RequestOfOutlet {
  readonly requestId: string;
  readonly code: string;
  readonly state: RequestState;
  readonly totalCents: number;
  readonly accountCents: number | null;
  readonly purchaseId: string | null;
  readonly expiresAt: string;
}

/** A request as a member sees it before confirming, in cents: what the account would pay, and what is paid at the outlet. */
export interface RequestToConfirm {
  readonly code: string;
  readonly state: RequestState;
  readonly outletNo: number;
  readonly outletName: string;
  readonly totalCents: number;
  readonly accountCents: number;
  readonly atOutletCents: number;
  readonly expiresAt: string;
  readonly lines: readonly {
    readonly approvalLineId: string;
    readonly title: string;
    readonly coveragePercent: number;
    readonly amountCents: number;
  }[];
}

/** Reads the payment requests of the fund in scope. */
@Injectable()
export class RequestsQuery {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly tills: TillQuery,
  ) {}

  /** An outlet's own request; null when it has none such. */
  async ofOutlet(requestId: string, outletId: string): Promise<RequestOfOutlet | null> {
    const [row] = await this.transaction.query(
      `select r.*, p.account_cents from purchases.request r
       left join purchases.purchase p on p.tenant_id = $1 and p.purchase_id = r.purchase_id
       where r.tenant_id = $1 and r.request_id = $2 and r.outlet_id = $3`,
      [this.transaction.tenantId, requestId, outletId],
    );
    if (!row) return null;
    const { now } = await this.funds.time();
    const expiresAt = instantText(row['expires_at']);
    return {
      requestId,
      code: String(row['code']),
      state: stateAt(row['state'] as 'open', Temporal.Instant.from(expiresAt), now),
      totalCents: Number(row['total_cents']),
      accountCents: amountOrNull(row),
      purchaseId: (row['purchase_id'] as string | null) ?? null,
      expiresAt,
    };
  }

  /**
   * The request behind a code as it was typed; null when there is none.
   * @throws RuleBroken what `sharesAtTill` throws, e.g. for an outlet that was suspended since
   */
  async toConfirm(typed: string): Promise<RequestToConfirm | null> {
    const requestCode = codeOf(typed);
    if (requestCode === null) return null;
    const till = await this.tills.look({ which: { requestCode }, accountUnitId: null, asker: null, key: null });
    const { request, outlet, rulesVersionId } = till;
    if (!request || !outlet || rulesVersionId === null) return null;
    const lines = request.lines.map(({ approvalLineId, amountCents }) => ({
      approvalLineId,
      amount: cents(amountCents),
    }));
    const wish = { amount: null, lines, chosen: null };
    const rules = await this.tills.rules(rulesVersionId);
    const { basket, shares } = sharesAtTill(rules, { outlet, medium: 'member-phone', wish });
    return {
      code: request.code,
      state: stateAt(request.state, Temporal.Instant.from(request.expiresAt), Temporal.Instant.from(till.now)),
      outletNo: outlet.outletNo,
      outletName: outlet.name,
      totalCents: shares.total,
      accountCents: shares.account,
      atOutletCents: shares.atOutlet,
      expiresAt: request.expiresAt,
      lines: basket.map(({ approvalLineId, coveragePercent, amount }) => ({
        approvalLineId,
        title: outlet.lines.find((line) => line.approvalLineId === approvalLineId)?.title ?? '',
        coveragePercent,
        amountCents: amount,
      })),
    };
  }
}

function amountOrNull(row: Row): number | null {
  return row['account_cents'] === null ? null : Number(row['account_cents']);
}
