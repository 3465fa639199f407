// The month begins: each unit's due is computed by the rules in force, shared with who pays for it, and called.
import { newId, type PageDone, PagedStep, type StepProgress } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Id } from '../kernel/id';
import { NO_MONEY } from '../kernel/money';
import { type MonthUnderWay, MonthUnderWayQuery } from '../funds/month-under-way.query';
import { LedgerStore } from '../ledger/ledger.store';
import { personsByAgeBand } from '../members/composition';
import { MembersInMonthQuery, type UnitInMonth } from '../members/members-in-month.query';
import { presenceIn } from '../members/presence';
import { type SharedDue, sharedDues } from '../payers/payer-share';
import { PayersInMonthQuery, type PayersOfMonth } from '../payers/payers-in-month.query';
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
    private readonly payers: PayersInMonthQuery,
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
    const payers = await this.payers.of(month.month);
    if (after === null) await this.openShared(month, payers, now);
    const units = await this.members.page(month.month, after, PAGE);
    // Whoever somebody stands for was called above, with everybody of the same payer; or will be, when they came since.
    const alone = units.filter(({ accountUnitId }) => !payers.standing.has(accountUnitId));
    await this.open(
      month,
      alone.flatMap((unit) => this.dueOf(unit, month)),
      now,
    );
    return { done: units.length, lastId: units.length === PAGE ? (units.at(-1)?.accountUnitId ?? null) : null };
  }

  // All at once, before the first page: a payer's cap is shared among all its people, wherever they stand in the pages.
  private async openShared(month: MonthUnderWay, payers: PayersOfMonth, now: string): Promise<void> {
    const uncalled = await this.dues.uncalled(month.monthRunId, [...payers.standing.keys()]);
    const dues = (await this.members.some(month.month, uncalled)).flatMap((unit) => this.dueOf(unit, month));
    const byUnit = new Map(dues.map((due) => [due.accountUnitId, due]));
    const shared = sharedDues(
      dues.map(({ accountUnitId, amount }) => ({
        accountUnitId,
        due: amount,
        payers: payers.standing.get(accountUnitId) ?? [],
      })),
      payers.caps,
    );
    const parts = shared.flatMap((one) => {
      const whole = byUnit.get(one.accountUnitId);
      return whole ? partsOf(whole, one, payers) : [];
    });
    for (let first = 0; first < parts.length; first += PAGE) {
      await this.open(month, parts.slice(first, first + PAGE), now);
    }
  }

  private async open(month: MonthUnderWay, dues: readonly NewDue[], now: string): Promise<void> {
    const { monthRunId, rulesVersionId } = month;
    const fresh = await this.dues.open({ monthRunId, month: month.month, rulesVersionId, openedAt: now }, dues);
    await this.ledger.post({
      reason: 'due-opened',
      sourceKind: 'due',
      transition: 'opened',
      bookedOn: month.time.today,
      transfers: dues.filter(({ dueId }) => fresh.has(dueId)).flatMap((due) => openingTransfers(asDue(due))),
    });
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
    const { accountUnitId } = unit;
    return [{ dueId: newId(), accountUnitId, payerId: null, amount, dueOn: dueDay(month, rules), facts }];
  }
}

/** The unit's own due, of nothing where others pay all, and one due for each payer. */
function partsOf(whole: NewDue, { own, parts }: SharedDue, { dueOn }: PayersOfMonth): NewDue[] {
  const facts = { ...whole.facts, dueOfUnitCents: whole.amount };
  return [
    { ...whole, amount: own, facts },
    ...parts.map(({ payerId, agreementId, amount }) => ({
      ...whole,
      dueId: newId(),
      payerId,
      amount,
      dueOn: dueOn.get(payerId) ?? whole.dueOn,
      facts: { agreementId, dueOfUnitCents: whole.amount },
    })),
  ];
}

function asDue({ dueId, accountUnitId, payerId, amount }: NewDue): Due {
  return {
    dueId,
    accountUnitId: accountUnitId as Id<'account-unit'>,
    payerId: payerId as Id<'payer'> | null,
    amount,
    received: NO_MONEY,
    forgiven: NO_MONEY,
    state: 'open',
  };
}
