// Somebody moves the fund's own money by hand and says why: done at once, and another person signs within seven days.
import { ApprovalStore, AuditStore, newId, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery, type FundTime } from '../funds/funds.query';
import { LedgerQuery } from '../ledger/ledger.query';
import { LedgerStore } from '../ledger/ledger.store';
import { heldBy, type ManualMovement, manualTransfer, mustBear, signBy, takenFrom } from './manual-movement';
import { ManualMovementsStore } from './manual-movements.store';

/** What the story works with. */
@Injectable()
export class ManualMovementBooks {
  constructor(
    readonly movements: ManualMovementsStore,
    readonly ledger: LedgerStore,
    readonly accounts: LedgerQuery,
  ) {}
}

/** What was recorded; it waits for a signature unless the fund has relaxed the rule. */
export interface ManualMovementRecorded {
  readonly manualMovementId: string;
  readonly approvalId: string;
  readonly state: 'awaiting-approval' | 'confirmed';
  readonly signByOn: string;
}

/** Records movements by hand in the fund in scope. */
@Injectable()
export class RecordManualMovementUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly books: ManualMovementBooks,
    private readonly funds: FundsQuery,
    private readonly approvals: ApprovalStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `manual-movement-pointless`, `account-too-low`, `manual-movement-unsigned`, `ledger-period-closed` */
  run(movement: ManualMovement): Promise<ManualMovementRecorded> {
    const taken = takenFrom(movement);
    return this.transaction.run(async () => {
      const time = await this.funds.time();
      if (await this.books.movements.oneIsLate(time.today.toString())) throw new RuleBroken('manual-movement-unsigned');
      await this.bear(movement, taken, time);
      const manualMovementId = newId();
      const { approvalId, granted } = await this.approvals.propose({
        act: 'movement.manual',
        subjectKind: 'manual-movement',
        subjectId: manualMovementId,
        payload: { debit: movement.debit, credit: movement.credit, amountCents: movement.amount },
        reason: movement.reason,
      });
      const recorded = { manualMovementId, approvalId, signByOn: signBy(time.today).toString() };
      await this.write({ ...movement, ...recorded }, time);
      await this.audit.write({
        action: 'movement.recorded-by-hand',
        subjectKind: 'manual-movement',
        subjectId: manualMovementId,
        facts: {
          debit: movement.debit,
          credit: movement.credit,
          amount: movement.amount,
          reason: movement.reason,
          ...(granted ? { relaxed: true } : {}),
        },
      });
      return { ...recorded, state: granted ? 'confirmed' : 'awaiting-approval' };
    });
  }

  // Whoever else draws on the pot waits until this is decided.
  private async bear(
    { amount }: ManualMovement,
    taken: ReturnType<typeof takenFrom>,
    { today }: FundTime,
  ): Promise<void> {
    if (taken.length === 0) return;
    await this.books.ledger.lockPot(today);
    for (const kind of taken) {
      const account = await this.books.accounts.accountOf(kind, this.transaction.tenantId, today);
      mustBear(kind, amount, heldBy(kind, account?.balanceCents ?? cents(0)));
    }
  }

  private async write(
    movement: ManualMovement & { manualMovementId: string; approvalId: string; signByOn: string },
    { today, now }: FundTime,
  ): Promise<void> {
    await this.books.movements.add({
      ...movement,
      bookedOn: today.toString(),
      recordedBy: tenantScope().actor.id,
      recordedAt: now.toString(),
    });
    await this.books.ledger.open([
      { kind: movement.debit, owner: 'fund' },
      { kind: movement.credit, owner: 'fund' },
    ]);
    await this.books.ledger.post({
      reason: 'moved-by-hand',
      sourceKind: 'manual-movement',
      transition: 'recorded',
      bookedOn: today,
      transfers: [manualTransfer(movement.manualMovementId, movement)],
    });
  }
}
