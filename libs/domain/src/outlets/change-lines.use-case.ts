// What is covered at an outlet changes while it sells: lines begin from a day on, others end with a day.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, monthOfDay } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { checkLine, checkLineEnd, type LineDraft } from './approval-line';
import { sells } from './outlet';
import { OutletsStore } from './outlets.store';

/** Lines to add, and a line to end with its last day; the explanation is read by the outlet. */
export interface ChangeLines {
  readonly outletId: string;
  readonly add: readonly LineDraft[];
  readonly end: { readonly approvalLineId: string; readonly lastDay: Day | null } | null;
  readonly explanation: string;
}

/** Changes what the fund in scope covers at its outlets. */
@Injectable()
export class ChangeLinesUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly outlets: OutletsStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * @throws RuleBroken `outlet-unknown`, `outlet-state` when it does not sell, `line-unknown`, as `checkLine` and
   * `checkLineEnd`, `no-rules-in-force`
   */
  run({ outletId, add, end, explanation }: ChangeLines): Promise<{ lineIds: string[]; lastDay: string | null }> {
    return this.transaction.run(async () => {
      const outlet = await this.outlets.lock(outletId);
      if (!outlet) throw new RuleBroken('outlet-unknown');
      const { state } = outlet;
      if (!sells(state)) throw new RuleBroken('outlet-state', { state, needed: ['approved', 'suspended'] });
      const { now, today } = await this.funds.time();
      const at = now.toString();
      const lastDay = end ? await this.endLine(outletId, end, today) : null;
      const lineIds = await this.addLines(outletId, add, { today, at });
      const what = add.length > 0 ? 'lines-added' : 'line-ended';
      await this.outlets.take({ outletId, what, explanation, on: today, at, state: null });
      await this.audit.write({
        action: 'outlet.lines-changed',
        subjectKind: 'outlet',
        subjectId: outletId,
        facts: { lineIds, ended: end?.approvalLineId ?? null, lastDay },
      });
      return { lineIds, lastDay };
    });
  }

  private async endLine(outletId: string, end: NonNullable<ChangeLines['end']>, today: Day): Promise<string> {
    const line = await this.outlets.lockLine(outletId, end.approvalLineId);
    if (!line) throw new RuleBroken('line-unknown');
    const lastDay = end.lastDay ?? today;
    checkLineEnd(line, lastDay, today);
    await this.outlets.endLine(end.approvalLineId, lastDay);
    return lastDay.toString();
  }

  private async addLines(
    outletId: string,
    add: readonly LineDraft[],
    on: { today: Day; at: string },
  ): Promise<string[]> {
    const month = monthOfDay(on.today);
    const rules = await this.funds.rulesInForce(month);
    if (!rules) throw new RuleBroken('no-rules-in-force', { month: month.toString() });
    for (const line of add) checkLine(line, rules.document, on.today);
    return this.outlets.addLines(outletId, add, on);
  }
}
