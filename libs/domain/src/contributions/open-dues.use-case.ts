// The month begins: each unit's due is computed by the rules in force and called.
import { newId, type PageDone, PagedStep, type StepProgress } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/id';
import { NO_MONEY } from '../kernel/money';
import { type MonthUnderWay, MonthUnderWayQuery } from '../funds/month-under-way.query';
import { LedgerStore } from '../ledger/ledger.store';
import { personsByAgeBand } from '../members/composition';
import { MembersInMonthQuery, type UnitInMonth } from '../members/members-in-month.query';
import { presenceIn } from '../members/presence';
import { dueDay, openingTransfers, type Due } from './contribution';
import { amountDue } from './contribution-amount';
import { DuesStore, type NewDue } from './dues.store';

const PAGE = 5_000;
const AGE_BOUNDS = [3, 14, 18, 26, 60];

/** Opens the dues of a month in the fund in scope. */
@Injectable()
export class OpenDuesUseCase {
  constructor(
    private readonly steps: PagedStep,
    private readonly months: MonthUnderWayQuery,
    private readonly members: MembersInMonthQuery,
    private readonly dues: DuesStore,
    private readonly ledger: LedgerStore,
  ) {}

  /** Opens what is not open yet; running it again changes nothing. A month that is closed opens nothing. */
  run({ monthRunId }: { readonly monthRunId: string }): Promise<StepProgress | null> {
    return this.steps.run({
      runId: monthRunId,
      step: 'open-dues',
      count: async () => this.members.count((await this.months.get(monthRunId)).month),
      page: (after, now) => this.page(monthRunId, after, now),
    });
  }

  private async page(monthRunId: string, after: string | null, now: string): Promise<PageDone> {
    const month = await this.months.get(monthRunId);
    if (month.closed || month.rules.contribution.mode === 'none') return { done: 0, lastId: null };
    const units = await this.members.page(month.month, after, PAGE);
    const dues = units.flatMap((unit) => this.dueOf(unit, month));
    const fresh = await this.dues.open(
      {
        monthRunId,
        month: month.month,
        rulesVersionId: month.rulesVersionId,
        dueOn: dueDay(month.month, month.rules),
        openedAt: now,
      },
      dues,
    );
    await this.ledger.post({
      reason: 'due-opened',
      sourceKind: 'due',
      transition: 'opened',
      bookedOn: month.time.today,
      transfers: dues.filter(({ dueId }) => fresh.has(dueId)).flatMap((due) => openingTransfers(asDue(due))),
    });
    return { done: units.length, lastId: units.length === PAGE ? (units.at(-1)?.accountUnitId ?? null) : null };
  }

  private dueOf(unit: UnitInMonth, { month, rules }: MonthUnderWay): NewDue[] {
    const presence = presenceIn(month, rules.entry, unit.stay);
    if (!presence || unit.pledge === null) return [];
    const amount = amountDue(rules, { pledge: unit.pledge, composition: unit.composition, presence });
    const facts = {
      persons: personsByAgeBand(unit.composition, AGE_BOUNDS),
      area: unit.area,
      pledgeCents: unit.pledge,
    };
    return [{ dueId: newId(), accountUnitId: unit.accountUnitId, amount, facts }];
  }
}

function asDue({ dueId, accountUnitId, amount }: NewDue): Due {
  const unit = accountUnitId as Id<'account-unit'>;
  return { dueId, accountUnitId: unit, payerId: null, amount, received: NO_MONEY, state: 'open' };
}
