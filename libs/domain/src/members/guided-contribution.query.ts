// The questions of a guided contribution, and the amount that answers to them propose. Reads only, and keeps nothing.
import { Injectable } from '@nestjs/common';
import { monthOf } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { type GuidedAnswers, guidedContribution, proposedPledge } from '../rules/guided-proposal';
import type { GuidedContribution, Rules } from '../rules/rules';
import { nextUnopenedMonth } from './membership-rules';

/** Reads what the fund in scope asks of those who contribute, by the rules of the first month that has not begun or, before all, the first. */
@Injectable()
export class GuidedContributionQuery {
  constructor(private readonly funds: FundsQuery) {}

  /** The questions, sentences, examples and bounds. @throws RuleBroken `no-rules-in-force`, `contribution-not-guided` */
  async questions(): Promise<GuidedContribution> {
    return guidedContribution(await this.rules());
  }

  /**
   * The amount proposed, in cents a month: the person decides, and this is told to nobody.
   * @throws RuleBroken `no-rules-in-force`, and as {@link proposedPledge}
   */
  async proposal(said: GuidedAnswers): Promise<Cents> {
    return proposedPledge(await this.rules(), said);
  }

  private async rules(): Promise<Rules> {
    const { today } = await this.funds.time();
    const month = nextUnopenedMonth(today, await this.funds.startedMonths());
    // A fund tells people of its questions long before its first month.
    const first = await this.funds.firstMonth();
    const version =
      (await this.funds.rulesInForce(month)) ?? (first && (await this.funds.rulesInForce(monthOf(first))));
    if (!version) throw new RuleBroken('no-rules-in-force', { month: month.toString() });
    return version.document;
  }
}
