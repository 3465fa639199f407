// The file to fill in for the fund in scope. Reads only.
import { Injectable } from '@nestjs/common';
import { monthOfDay } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { templateOf } from './template';

/** Draws up templates. */
@Injectable()
export class TemplateQuery {
  constructor(private readonly funds: FundsQuery) {}

  /** The template by the rules of this month. @throws RuleBroken `no-rules-in-force` */
  async current(): Promise<ReturnType<typeof templateOf>> {
    const { today } = await this.funds.time();
    const version = await this.funds.rulesInForce(monthOfDay(today));
    if (!version) throw new RuleBroken('no-rules-in-force', { month: monthOfDay(today).toString() });
    return templateOf(version.document);
  }
}
