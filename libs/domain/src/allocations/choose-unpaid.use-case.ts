// A due was not paid by the deadline: a named person says whether its month is credited, looked at later, or not credited.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { CreditsStore } from './credits.store';
import { awaitsChoice, checkChoice, type UnpaidChoice } from './unpaid-choice';
import { UnpaidQuery } from './unpaid.query';

/** What was chosen for a due, and why; `until` is the day on which a wait is looked at again. */
export interface ChooseUnpaid {
  readonly dueId: string;
  readonly choice: UnpaidChoice;
  readonly until: Day | null;
  readonly reason: string;
}

/** Records choices on unpaid dues in the fund in scope. */
@Injectable()
export class ChooseUnpaidUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly unpaid: UnpaidQuery,
    private readonly credits: CreditsStore,
    private readonly audit: AuditStore,
  ) {}

  /** Credit is asked for at once, and comes once. @throws RuleBroken `due-unknown`, `choice-not-awaited`, `wait-not-later` */
  run(request: ChooseUnpaid): Promise<{ dueId: string; choice: string }> {
    const { dueId, choice, until, reason } = request;
    return this.transaction.run(async () => {
      await this.transaction.lock(`unpaid/${dueId}`);
      const found = await this.unpaid.due(dueId);
      if (!found) throw new RuleBroken('due-unknown');
      const { month, due, accountUnitId } = found;
      checkChoice(request, awaitsChoice(month.rules, due, month.time.today), month.time.today);
      await this.credits.choose(
        { monthRunId: month.monthRunId, accountUnitId, dueId },
        { choice, until, reason, at: month.time.now.toString() },
      );
      await this.audit.write({
        action: 'unpaid.chosen',
        subjectKind: 'due',
        subjectId: dueId,
        facts: { choice, until: until?.toString() ?? null, reason, month: month.month.toString(), accountUnitId },
      });
      return { dueId, choice };
    });
  }
}
