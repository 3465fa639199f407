// The pot could not bear the month: a person decides what is done, and crediting is taken up again.
import { AuditStore, ProgressStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Month } from '../kernel/calendar';
import { cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { MonthUnderWayQuery } from '../funds/month-under-way.query';
import { LedgerStore } from '../ledger/ledger.store';
import { checkDecision, type Decision } from './credit-terms';
import { CreditsStore } from './credits.store';

/** What was decided for a month, and why. */
export interface DecideCredit {
  readonly month: Month;
  readonly decision: Exclude<Decision, 'as-ruled'>;
  readonly reason: string;
}

/** Records a decision on a month's crediting in the fund in scope. */
@Injectable()
export class DecideCreditUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly months: MonthUnderWayQuery,
    private readonly credits: CreditsStore,
    private readonly ledger: LedgerStore,
    private readonly progress: ProgressStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `month-unknown`, `credit-not-stopped`, `reserve-too-low`, `credit-terms-frozen` */
  run({ month, decision, reason }: DecideCredit): Promise<{ decision: string }> {
    return this.transaction.run(async () => {
      const found = await this.months.of(month);
      if (!found) throw new RuleBroken('month-unknown', { month: month.toString() });
      const step = (await this.progress.stepsOf(found.monthRunId)).get('credit');
      const pot = await this.ledger.lockPot(found.time.today);
      // The note of a stopped step ends with what was wanted in all, in cents.
      const wanted = cents(Number(step?.note?.split(' ').at(-1) ?? 0));
      checkDecision(decision, { stopped: step?.state === 'stopped', pot, wanted });
      const frozen = await this.credits.terms(found.monthRunId);
      // Some were credited whole on these terms: less for the others would not be equal. The other two ways stay open.
      if (frozen && decision === 'reduce-equally') {
        const missingCents = Math.max(0, wanted - (pot - found.rules.potResources.reserveCents));
        const open = ['postpone', ...(pot >= wanted ? ['use-reserve'] : [])];
        throw new RuleBroken('credit-terms-frozen', { units: frozen.units, missingCents, decisions: open });
      }
      await this.credits.decide(found.monthRunId, { decision, reason, at: found.time.now.toString() });
      await this.audit.write({
        action: 'credit.decided',
        subjectKind: 'month-run',
        subjectId: found.monthRunId,
        facts: { decision, reason },
      });
      return { decision };
    });
  }
}
