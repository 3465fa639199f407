// A paper of a validated batch was paid by mistake: the coordination undoes it, and it may be typed again where it belongs.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery, type FundTime } from '../funds/funds.query';
import { monthOfDay } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { LedgerStore } from '../ledger/ledger.store';
import { mustNotBeTooLate } from '../purchases/refund';
import { AcceptedSlipsStore } from './accepted-slips.store';
import { SLIP_TRANSITIONS } from './settlement';
import { SlipsStore } from './slips.store';

/** A paper to undo, and why. */
export interface UndoSlip {
  readonly batchId: string;
  readonly entryId: string;
  readonly reason: string;
}

/** What went back, in cents: to the unit's account, and to the pot. */
export interface SlipUndone {
  readonly accountCents: Cents;
  readonly reimbursedCents: Cents;
  readonly shortfallCents: Cents;
  readonly undoneOn: string;
}

/** Undoes papers that were paid, in the fund in scope. */
@Injectable()
export class UndoSlipUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly outcomes: AcceptedSlipsStore,
    private readonly slips: SlipsStore,
    private readonly funds: FundsQuery,
    private readonly ledger: LedgerStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Each movement goes back where it came from: credit to its lots, the rest to the pot. Whoever was paid owes it, and a
   * payout that is still to come takes it off. The slip itself counts as given back: a purchase until today may still be
   * typed from it, at the right outlet or with the right amount.
   * @throws RuleBroken `slip-entry-unknown`, `slip-not-paid`, `slip-undone`, `refund-too-late` when more days than the
   *   rules give for a refund have gone by since the paper was booked, `ledger-period-closed`
   */
  run({ batchId, entryId, reason }: UndoSlip): Promise<SlipUndone> {
    return this.transaction.run(async () => {
      const entry = await this.outcomes.lockEntry(batchId, entryId);
      if (!entry) throw new RuleBroken('slip-entry-unknown');
      if (entry.state === 'undone') throw new RuleBroken('slip-undone');
      if (entry.state !== 'accepted' || entry.bookedOn === null) throw new RuleBroken('slip-not-paid');
      const time = await this.funds.time();
      const rules = await this.funds.rulesInForce(monthOfDay(entry.boughtOn));
      mustNotBeTooLate(entry.bookedOn, rules?.document.spending.refundDays ?? 0, time.today);
      await this.giveBack(entryId, time);
      await this.outcomes.undo(entry, { reason, on: time.today, at: time.now.toString() });
      if (entry.slipId !== null) await this.free(entry.slipId, time);
      const { account, reimbursed, shortfall } = entry;
      const amounts = { accountCents: account, reimbursedCents: reimbursed, shortfallCents: shortfall };
      const facts = { batchId, ...amounts, paidTo: entry.paidTo, reason };
      await this.audit.write({ action: 'slip.undone', subjectKind: 'slip-entry', subjectId: entryId, facts });
      return { ...amounts, undoneOn: time.today.toString() };
    });
  }

  private async giveBack(entryId: string, { today }: FundTime): Promise<void> {
    for (const undoes of SLIP_TRANSITIONS) {
      await this.ledger.reverse({
        reason: 'slip-undone',
        sourceKind: 'slip',
        sourceIds: [entryId],
        undoes,
        transition: `${undoes}-undone`,
        bookedOn: today,
      });
    }
  }

  // What was kept aside for it stays free: there is no credit kept for a paper that is no longer among people.
  private async free(slipId: string, { today }: FundTime): Promise<void> {
    const slip = await this.slips.lock(slipId);
    await this.slips.move(slipId, 'unused', slip?.closedOn ?? today);
  }
}
