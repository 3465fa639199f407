// The fund decides not to ask somebody for a contribution, or for a part of it, any more: two people sign.
import { ApprovalStore, AuditStore, newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Cents, cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { LedgerStore } from '../ledger/ledger.store';
import { type Due, forgive, owed } from './contribution';
import { DuesStore } from './dues.store';

/** What is to be forgiven of a due, in cents (all that is left when null), and why. */
export interface ForgiveDue {
  readonly dueId: string;
  readonly amount: Cents | null;
  readonly reason: string;
}

/** Done, or waiting for a second person. */
export type Forgiving =
  | {
      readonly state: 'forgiven';
      readonly approvalId: string;
      readonly forgivenCents: number;
      readonly dueState: string;
    }
  | { readonly state: 'awaiting-approval'; readonly approvalId: string };

const ACT = 'arrears.forgive';

/** Forgives dues in the fund in scope. */
@Injectable()
export class ForgiveDueUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly dues: DuesStore,
    private readonly approvals: ApprovalStore,
    private readonly ledger: LedgerStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Proposes it, or carries out what another person now signs. What came in meanwhile is not forgiven: at most what is left.
   * @throws RuleBroken `due-unknown`, `due-not-open`, `attempt-in-flight`, `forgiveness-too-large`
   */
  run(request: ForgiveDue | { readonly approvalId: string }): Promise<Forgiving> {
    return this.transaction.run(() =>
      'approvalId' in request ? this.carryOut(request.approvalId) : this.propose(request),
    );
  }

  private async propose({ dueId, amount, reason }: ForgiveDue): Promise<Forgiving> {
    const due = await this.lock(dueId);
    const asked = amount ?? owed(due);
    forgive(due, asked, dueId); // refused now rather than at the second signature
    const payload = { dueId, amountCents: asked };
    const { approvalId, granted } = await this.approvals.propose({
      act: ACT,
      subjectKind: 'due',
      subjectId: dueId,
      payload,
      reason,
    });
    return granted ? this.apply(due, asked, { approvalId, reason }) : { state: 'awaiting-approval', approvalId };
  }

  private async carryOut(approvalId: string): Promise<Forgiving> {
    const { payload, reason } = await this.approvals.confirm({ approvalId, act: ACT });
    const due = await this.lock(String(payload['dueId']));
    const signed = cents(Number(payload['amountCents']));
    const left = owed(due);
    return this.apply(due, left > 0 && signed > left ? left : signed, { approvalId, reason });
  }

  private async lock(dueId: string): Promise<Due> {
    const found = await this.dues.lock(dueId);
    if (!found) throw new RuleBroken('due-unknown');
    if (await this.dues.isUnderWay(dueId)) throw new RuleBroken('attempt-in-flight');
    return found.due;
  }

  private async apply(due: Due, amount: Cents, why: { approvalId: string; reason: string }): Promise<Forgiving> {
    const { now, today } = await this.funds.time();
    const forgivenessId = newId();
    const forgiven = forgive(due, amount, forgivenessId);
    await this.dues.saveForgiven(forgiven.due, {
      forgivenessId,
      amount,
      why: 'decided',
      reason: why.reason,
      on: today,
      at: now.toString(),
    });
    await this.ledger.post({
      reason: 'due-forgiven',
      sourceKind: 'forgiveness',
      transition: 'forgiven',
      bookedOn: today,
      transfers: forgiven.transfers,
    });
    await this.audit.write({
      action: 'due.forgiven',
      subjectKind: 'due',
      subjectId: due.dueId,
      facts: { forgivenessId, approvalId: why.approvalId, amountCents: amount },
    });
    const { approvalId } = why;
    return { state: 'forgiven', approvalId, forgivenCents: amount, dueState: forgiven.due.state };
  }
}
