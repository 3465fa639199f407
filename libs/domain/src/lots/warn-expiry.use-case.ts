// Before credit ends its people are told, each through their own channel: once a day somebody looks whose is about to.
import { NoticeStore, type PageDone, PagedStep, type StepProgress, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { monthOfDay } from '../kernel/calendar';
import { FundsQuery } from '../funds/funds.query';
import { lotsToWarnOf, warningDays } from './ended-credit';
import { warningOf } from './expiry-warning';
import { LotsQuery } from './lots.query';

const PAGE = 500;

/** Writes warnings of credit that ends in the fund in scope. */
@Injectable()
export class WarnExpiryUseCase {
  constructor(
    private readonly steps: PagedStep,
    private readonly funds: FundsQuery,
    private readonly lots: LotsQuery,
    private readonly notices: NoticeStore,
  ) {}

  /** Writes what is to be told, one notice for a unit's lot and its date; nothing twice, however often it looks. */
  run(): Promise<StepProgress | null> {
    return this.steps.run({
      runId: tenantScope().tenantId,
      step: 'lots.warn',
      count: () => this.lots.accounts(),
      page: (after) => this.page(after),
    });
  }

  private async page(after: string | null): Promise<PageDone> {
    const { today } = await this.lots.time();
    const version = await this.funds.rulesInForce(monthOfDay(today));
    const days = version ? warningDays(version.document) : 0;
    if (days === 0) return { done: 0, lastId: null };
    const units = await this.lots.unitsWithCredit(after, PAGE);
    const lots = await this.lots.of(units);
    const paused = await this.lots.pausedIn(monthOfDay(today), units);
    await this.notices.write(
      units
        .filter((id) => !paused.has(id)) // their clocks stand still
        .flatMap((id) => lotsToWarnOf(lots.get(id) ?? [], days, today).map((lot) => warningOf(id, lot))),
    );
    return { done: units.length, lastId: units.length === PAGE ? (units.at(-1) ?? null) : null };
  }
}
