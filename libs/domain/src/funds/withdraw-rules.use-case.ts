// A version that was published for a month to come is taken back, with the reason: what was voted before goes on.
import { AuditStore, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { monthOfDay } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from './funds.query';
import { FundsStore } from './funds.store';
import { checkWithdrawal } from '../rules/rules-version';

/** Which version, and why. */
export interface WithdrawRules {
  readonly rulesVersionId: string;
  readonly reason: string;
}

/** Withdraws rules in the fund in scope. */
@Injectable()
export class WithdrawRulesUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsStore,
    private readonly query: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /**
   * One person may: the month then runs under what two people signed before, and the history says who and why.
   * @throws RuleBroken `rules-version-unknown`, `rules-already-withdrawn`, `month-already-begun`
   */
  run({ rulesVersionId, reason }: WithdrawRules): Promise<{ rulesVersionId: string }> {
    return this.transaction.run(async () => {
      const { started } = await this.funds.lockMonths();
      const version = await this.funds.versionOf(rulesVersionId);
      if (!version) throw new RuleBroken('rules-version-unknown');
      if (version.withdrawn) throw new RuleBroken('rules-already-withdrawn');
      const { now, today } = await this.query.time();
      checkWithdrawal({ from: version.from, currentMonth: monthOfDay(today), startedMonths: started });
      await this.funds.withdraw(rulesVersionId, { at: now, by: tenantScope().actor.id, reason });
      await this.audit.write({
        action: 'rules.withdrawn',
        subjectKind: 'rules-version',
        subjectId: rulesVersionId,
        facts: { from: version.from.toString(), reason },
      });
      return { rulesVersionId };
    });
  }
}
