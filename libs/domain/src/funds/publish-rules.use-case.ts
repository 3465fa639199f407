// The council decided: a new version of the rules, in force from a month that has not begun, signed by two people.
import { ApprovalStore, AuditStore, newId, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Month, monthOf, monthOfDay } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from './funds.query';
import { FundsStore } from './funds.store';
import { readRules } from '../rules/read-rules';
import type { Rules } from '../rules/rules';
import { checkLasting, checkPublication } from '../rules/rules-version';

/** The document as received, the month it is in force from, and the decision behind it. */
export interface PublishRules {
  readonly document: unknown;
  readonly from: Month;
  readonly decisionNote: string;
}

/** What became of it: in force from its month, or waiting for another person's signature. */
export interface RulesPublication {
  readonly state: 'published' | 'awaiting-approval';
  readonly rulesVersionId: string;
  readonly approvalId: string;
}

interface Draft extends PublishRules {
  readonly document: Rules;
}

/** Publishes rules in the fund in scope. */
@Injectable()
export class PublishRulesUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsStore,
    private readonly query: FundsQuery,
    private readonly approvals: ApprovalStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Proposes a version, or signs one that was proposed. All is looked at both times: what has begun or was published in
   * between is refused at the signature, and the proposal goes on waiting until somebody refuses it.
   * @throws RuleBroken `rules-invalid`, `month-already-begun`, `rules-already-published-for-month`, `unit-cannot-change`
   * @throws ApprovalRefused as {@link ApprovalStore.confirm}
   */
  run(request: PublishRules | { readonly approvalId: string }): Promise<RulesPublication> {
    return 'approvalId' in request ? this.sign(request.approvalId) : this.propose(request);
  }

  private propose(request: PublishRules): Promise<RulesPublication> {
    const draft: Draft = { ...request, document: readRules(request.document) };
    return this.transaction.run(async () => {
      await this.check(draft);
      const rulesVersionId = newId();
      const { document, from, decisionNote } = draft;
      const { approvalId, granted } = await this.approvals.propose({
        act: 'rules.publish',
        subjectKind: 'rules-version',
        subjectId: rulesVersionId,
        payload: { from: from.toString(), document },
        reason: decisionNote,
      });
      if (!granted) return { state: 'awaiting-approval', rulesVersionId, approvalId };
      return this.publish(draft, { rulesVersionId, approvalId, relaxed: true });
    });
  }

  private sign(approvalId: string): Promise<RulesPublication> {
    return this.transaction.run(async () => {
      const { subjectId, payload, reason } = await this.approvals.confirm({ approvalId, act: 'rules.publish' });
      const draft: Draft = {
        document: readRules(payload['document']),
        from: monthOf(String(payload['from'])),
        decisionNote: reason,
      };
      await this.check(draft);
      return this.publish(draft, { rulesVersionId: subjectId ?? newId(), approvalId, relaxed: false });
    });
  }

  private async check({ document, from }: Draft): Promise<void> {
    const { publishedFrom, started } = await this.funds.lockMonths();
    checkPublication({
      from,
      currentMonth: monthOfDay((await this.query.time()).today),
      startedMonths: started,
      publishedFrom,
      firstVersion: publishedFrom.length === 0,
    });
    checkLasting(document, from);
    const before = await this.query.rulesInForce(from);
    if (before && before.document.unit !== document.unit && (await this.query.hasUnits())) {
      throw new RuleBroken('unit-cannot-change', { unit: before.document.unit });
    }
  }

  private async publish(
    draft: Draft,
    signed: { rulesVersionId: string; approvalId: string; relaxed: boolean },
  ): Promise<RulesPublication> {
    const { rulesVersionId, approvalId, relaxed } = signed;
    await this.funds.addVersion({
      ...draft,
      rulesVersionId,
      publishedAt: (await this.query.time()).now,
      publishedBy: tenantScope().actor.id,
    });
    await this.audit.write({
      action: 'rules.published',
      subjectKind: 'rules-version',
      subjectId: rulesVersionId,
      facts: { from: draft.from.toString(), approvalId, ...(relaxed ? { relaxed } : {}) },
    });
    return { state: 'published', rulesVersionId, approvalId };
  }
}
