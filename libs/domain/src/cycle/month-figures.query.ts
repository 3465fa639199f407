// What a month came to, in figures: at its close for ever, and as of any day since. Reads only.
import { Injectable } from '@nestjs/common';
import type { Day, Month } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import { AllocationsQuery } from '../allocations/allocations.query';
import { ContributionsQuery } from '../contributions/contributions.query';
import type { Figures } from '../ledger/figures';
import { LedgerQuery } from '../ledger/ledger.query';
import { LotsQuery } from '../lots/lots.query';

/** A month's contributions and credits, and the fund's four figures at the end of a day; all in cents. */
export interface MonthFigures {
  readonly dues: number;
  readonly calledCents: Cents;
  readonly receivedCents: Cents;
  readonly failedCents: Cents;
  readonly underWayCents: Cents;
  readonly payersCalledCents: Cents;
  readonly payersReceivedCents: Cents;
  readonly creditedUnits: number;
  readonly creditedCents: Cents;
  /** Credit that came to its end in the days of the month and went back to the pot. */
  readonly expiredCents: Cents;
  readonly figures: Figures;
}

/** Reads a month's figures in the fund in scope. */
@Injectable()
export class MonthFiguresQuery {
  constructor(
    private readonly contributions: ContributionsQuery,
    private readonly allocations: AllocationsQuery,
    private readonly ledger: LedgerQuery,
    private readonly lots: LotsQuery,
  ) {}

  /** The month as it stands now, with the fund's four figures at the end of a day. */
  async of(month: Month, day: Day): Promise<MonthFigures> {
    const contributions = await this.contributions.totals(month);
    const { units, creditedCents } = await this.allocations.totals(month);
    const expiredCents = await this.lots.expiredIn(month);
    const figures = await this.ledger.figuresOn(day);
    return { ...contributions, creditedUnits: units, creditedCents, expiredCents, figures };
  }
}
