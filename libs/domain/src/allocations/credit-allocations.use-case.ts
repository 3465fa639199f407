// The day of allocation: the terms are frozen once, then each unit is credited, a page at a time.
import { newId, type PageDone, PagedStep, type StepProgress } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { laterMonth, monthOfDay } from '../kernel/calendar';
import { type Cents, NO_MONEY, sum } from '../kernel/money';
import { type MonthUnderWay, MonthUnderWayQuery } from '../funds/month-under-way.query';
import { LedgerStore } from '../ledger/ledger.store';
import { allocationOf, fundAccount } from '../ledger/transfer';
import { personsByAgeBand } from '../members/composition';
import { MembersInMonthQuery, type UnitInMonth } from '../members/members-in-month.query';
import { presenceIn } from '../members/presence';
import { expiryOf, meanOfContributions } from './allocation-amount';
import { CreditEligibilityQuery } from './credit-eligibility.query';
import {
  creditIsDue,
  type CreditTerms,
  creditTerms,
  scaled,
  stillBorne,
  type Stopped,
  type Terms,
} from './credit-terms';
import { CreditsStore, type NewCredit } from './credits.store';
import { awaitsCredit, creditOf, isOfMonth } from './unit-credit';

const PAGE = 5_000;
const AGE_BOUNDS = [3, 14, 18, 26, 60];

/** A unit with what the rules give it this month, in cents. */
interface Entitled {
  readonly unit: UnitInMonth;
  readonly amount: Cents;
  /** May be credited, and has not been. */
  readonly awaits: boolean;
}

/** Credits the allocations of a month in the fund in scope. */
@Injectable()
export class CreditAllocationsUseCase {
  constructor(
    private readonly steps: PagedStep,
    private readonly months: MonthUnderWayQuery,
    private readonly members: MembersInMonthQuery,
    private readonly eligibility: CreditEligibilityQuery,
    private readonly credits: CreditsStore,
    private readonly ledger: LedgerStore,
  ) {}

  /** Credits who is not credited yet; stops before the first credit when the pot cannot bear the month. */
  run({ monthRunId }: { readonly monthRunId: string }): Promise<StepProgress | null> {
    return this.steps.run({
      runId: monthRunId,
      step: 'credit',
      due: async () => {
        const { rules, month, time } = await this.months.get(monthRunId);
        return creditIsDue(rules, month, time.today);
      },
      count: async () => this.members.count((await this.months.get(monthRunId)).month),
      page: (after) => this.page(monthRunId, after),
    });
  }

  private async page(monthRunId: string, after: string | null): Promise<PageDone> {
    const month = await this.months.get(monthRunId);
    const pot = await this.ledger.lockPot(month.time.today);
    const frozen = await this.credits.terms(monthRunId);
    const found: Terms = frozen ? { terms: frozen } : await this.freeze(month, pot);
    if ('stopped' in found) return stop(found);
    const units = await this.members.page(month.month, after, PAGE);
    const entitled = await this.entitled(month, units, found.terms.mean);
    const awaiting = entitled.filter(({ awaits }) => awaits);
    const wanted = sum(awaiting.map(({ amount }) => scaled(amount, found.terms)));
    // The pot bore the month when its terms were frozen; since then people joined, or debits came back.
    const short = stillBorne(month.rules, { pot, wanted, decision: await this.credits.decided(monthRunId) });
    if (short) return stop(short);
    await this.credit(month, found.terms, awaiting);
    return { done: units.length, lastId: units.length === PAGE ? (units.at(-1)?.accountUnitId ?? null) : null };
  }

  // One pass over everyone before the first credit: the mean is taken once, and the pot must bear the whole.
  private async freeze(month: MonthUnderWay, pot: Cents): Promise<Terms> {
    const { rules, monthRunId } = month;
    const everyone = await this.everyone(month);
    const units = everyone.filter(({ stay }) => presenceIn(month.month, rules.entry, stay) !== null).length;
    const byMean = rules.allocation.mode === 'mean-of-contributions';
    const received = byMean ? await this.eligibility.received(monthRunId) : NO_MONEY;
    if (received === null) return { stopped: 'awaiting-contributions', missing: NO_MONEY, wanted: NO_MONEY };
    const mean = byMean ? meanOfContributions(received, units).mean : null;
    const entitled = await this.entitled(month, everyone, mean);
    const wanted = sum(entitled.map(({ amount }) => amount));
    const decision = await this.credits.decided(monthRunId);
    const found = creditTerms(rules, { units, wanted, mean, pot, decision });
    if ('terms' in found) await this.credits.freeze(monthRunId, found.terms, month.time.now.toString());
    return found;
  }

  private async everyone(month: MonthUnderWay): Promise<UnitInMonth[]> {
    const all: UnitInMonth[] = [];
    for (;;) {
      const page = await this.members.page(month.month, all.at(-1)?.accountUnitId ?? null, PAGE);
      all.push(...page);
      if (page.length < PAGE) return all;
    }
  }

  private async entitled(month: MonthUnderWay, units: readonly UnitInMonth[], mean: Cents | null): Promise<Entitled[]> {
    const ids = units.map(({ accountUnitId }) => accountUnitId);
    const standings = await this.eligibility.standing(month, ids);
    return units.flatMap((unit) => {
      const standing = standings.get(unit.accountUnitId);
      if (!standing) return [];
      const stand = { ...standing, pledged: unit.pledge !== null };
      if (!isOfMonth(month.closed, stand)) return [];
      const amount = creditOf(month.rules, month.month, { ...unit, balance: standing.balance, mean });
      return amount === null ? [] : [{ unit, amount, awaits: awaitsCredit(month.rules, stand) }];
    });
  }

  private async credit(month: MonthUnderWay, terms: CreditTerms, entitled: readonly Entitled[]): Promise<void> {
    const { rules, monthRunId, rulesVersionId, time } = month;
    const expiresOn = expiryOf(rules, laterMonth(month.month, monthOfDay(time.today)));
    const credits = entitled.map(({ unit, amount }) => newCredit(unit, scaled(amount, terms)));
    const creditedAt = time.now.toString();
    const fresh = await this.credits.add(
      { monthRunId, month: month.month, rulesVersionId, expiresOn, creditedAt },
      credits,
    );
    await this.ledger.post({
      reason: 'allocation-credited',
      sourceKind: 'credit',
      transition: 'credited',
      bookedOn: time.today,
      lot: { month: month.month, expiresOn },
      transfers: credits
        .filter(({ creditId, amount }) => fresh.has(creditId) && amount > 0)
        .map(({ creditId, accountUnitId, amount }) => ({
          debit: fundAccount('pot'),
          credit: allocationOf(accountUnitId),
          amount,
          sourceId: creditId,
          line: 1,
          entryId: monthRunId,
        })),
    });
  }
}

// The note says why, what is missing and what is wanted, in cents.
function stop({ stopped, missing, wanted }: Stopped): PageDone {
  return { done: 0, lastId: null, stopped: `${stopped} ${missing} ${wanted}` };
}

function newCredit(unit: UnitInMonth, amount: Cents): NewCredit {
  const facts = { persons: personsByAgeBand(unit.composition, AGE_BOUNDS), area: unit.area };
  return { creditId: newId(), accountUnitId: unit.accountUnitId, amount, facts };
}
