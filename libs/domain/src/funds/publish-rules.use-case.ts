// The council decided: a new version of the rules, in force from a month that has not begun.
import { AuditStore, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Month, monthOfDay } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from './funds.query';
import { FundsStore } from './funds.store';
import { readRules } from '../rules/read-rules';
import { checkPublication } from '../rules/rules-version';

/** The document as received, the month it is in force from, and the decision behind it. */
export interface PublishRules {
  readonly document: unknown;
  readonly from: Month;
  readonly decisionNote: string;
}

/** Publishes rules in the fund in scope. */
@Injectable()
export class PublishRulesUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsStore,
    private readonly query: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `rules-invalid`, `month-already-begun`, `rules-already-published-for-month`, `unit-cannot-change` */
  run(request: PublishRules): Promise<{ rulesVersionId: string }> {
    const document = readRules(request.document);
    return this.transaction.run(async () => {
      const { now, today } = await this.query.time();
      const { publishedFrom, started } = await this.funds.lockMonths();
      checkPublication({
        from: request.from,
        currentMonth: monthOfDay(today),
        startedMonths: started,
        publishedFrom,
        firstVersion: publishedFrom.length === 0,
      });
      const before = await this.query.rulesInForce(request.from);
      if (before && before.document.unit !== document.unit && (await this.query.hasUnits())) {
        throw new RuleBroken('unit-cannot-change', { unit: before.document.unit });
      }
      const rulesVersionId = await this.funds.addVersion({
        from: request.from,
        document,
        decisionNote: request.decisionNote,
        publishedAt: now,
        publishedBy: tenantScope().actor.id,
      });
      await this.audit.write({
        action: 'rules.published',
        subjectKind: 'rules-version',
        subjectId: rulesVersionId,
        facts: { from: request.from.toString() },
      });
      return { rulesVersionId };
    });
  }
}
