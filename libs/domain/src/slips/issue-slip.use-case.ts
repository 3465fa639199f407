// A slip is handed to a unit: from now on its ceiling is kept aside, so that whoever serves is sure to be paid.
import { AuditStore, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { monthOfDay } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { LedgerStore } from '../ledger/ledger.store';
import { allocationOf } from '../ledger/transfer';
import { PaperFactsQuery } from './paper-facts.query';
import { ceilingOf, paysBack } from './slip';
import { slipNumber } from './slip-number';
import { SlipsStore } from './slips.store';

/** Whom a slip is for; `ceiling` in cents, null: the largest that the rules allow. */
export interface IssueSlip {
  readonly accountUnitId: string;
  readonly ceiling: Cents | null;
}

/** A slip to print; `slipNumber` is what is written on it. */
export interface SlipIssued {
  readonly slipId: string;
  readonly slipNumber: string;
  readonly ceilingCents: Cents;
  readonly issuedOn: string;
}

/** Hands out slips in the fund in scope. */
@Injectable()
export class IssueSlipUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly slips: SlipsStore,
    private readonly facts: PaperFactsQuery,
    private readonly funds: FundsQuery,
    private readonly ledger: LedgerStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Where the fund credits in advance the ceiling is held; where it pays back nothing is: the month's right is not used
   * up before the paper comes.
   * @throws RuleBroken `account-unit-unknown`, `already-left`, `no-rules-in-force`, `slips-not-in-rules`,
   *   `slip-ceiling-above-rules`, `slip-credit-too-low` with what could be held
   */
  run({ accountUnitId, ceiling: asked }: IssueSlip): Promise<SlipIssued> {
    return this.transaction.run(async () => {
      const { today, now } = await this.funds.time();
      await this.mustBeHere(accountUnitId, monthOfDay(today).toString());
      const rules = await this.funds.rulesInForce(monthOfDay(today));
      if (!rules) throw new RuleBroken('no-rules-in-force');
      const ceiling = ceilingOf(rules.document, asked);
      const { slipId, slipNo } = await this.slips.issue({
        accountUnitId,
        ceiling,
        issuedOn: today,
        issuedBy: tenantScope().actor.id,
        issuedAt: now.toString(),
      });
      if (!paysBack(rules.document)) await this.hold(slipId, accountUnitId, ceiling);
      await this.audit.write({
        action: 'slip.issued',
        subjectKind: 'slip',
        subjectId: slipId,
        facts: { accountUnitId, slipNo, ceilingCents: ceiling },
      });
      return {
        slipId,
        slipNumber: slipNumber(this.transaction.tenantId, slipNo),
        ceilingCents: ceiling,
        issuedOn: today.toString(),
      };
    });
  }

  private async mustBeHere(accountUnitId: string, month: string): Promise<void> {
    const unit = await this.facts.unit(accountUnitId);
    if (!unit) throw new RuleBroken('account-unit-unknown');
    if (unit.lastMonth !== null && unit.lastMonth < month) {
      throw new RuleBroken('already-left', { lastMonth: unit.lastMonth });
    }
  }

  private async hold(slipId: string, accountUnitId: string, ceiling: Cents): Promise<void> {
    const account = allocationOf(accountUnitId);
    await this.ledger.open([account]);
    const held = await this.ledger.hold({ account, amount: ceiling, sourceKind: 'slip', sourceId: slipId });
    if (held.outcome !== 'held') throw new RuleBroken('slip-credit-too-low', { availableCents: held.available });
  }
}
