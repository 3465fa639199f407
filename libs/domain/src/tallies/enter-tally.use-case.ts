// The totals of a market day come in, from the outlet or from paper; or come again because they were wrong.
import { AuditStore, newId, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, monthOfDay } from '../kernel/calendar';
import { type Cents, sum } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery, type FundTime, type RulesVersion } from '../funds/funds.query';
import { LedgerStore } from '../ledger/ledger.store';
import { fundAccount } from '../ledger/transfer';
import { OutletsQuery } from '../outlets/outlets.query';
import { TalliesStore } from './tallies.store';
import {
  checkMarketDay,
  guardPot,
  payableTo,
  pricesOf,
  sharesOf,
  tallyPage,
  type TallyShares,
  type TallyWarning,
  type Totals,
} from './tally';

/** The totals of an outlet and market day; the reason lets the day go beyond its ceiling. */
export interface MarketDay {
  readonly outletId: string;
  readonly marketOn: Day;
  readonly totals: Totals;
  readonly beyondCeilingReason: string | null;
}

/** Totals that replace those of an earlier tally, for whoever serves at `outletId`, or for anybody's when null. */
export interface Correction extends Omit<MarketDay, 'outletId' | 'marketOn'> {
  readonly corrects: string;
  readonly outletId: string | null;
}

/** A tally as it stands: none when a correction only took it back. */
export interface TallyEntered extends TallyShares {
  readonly tallyId: string | null;
  readonly warnings: readonly TallyWarning[];
}

const NOTHING: TallyEntered = { tallyId: null, warnings: [], ...sharesOfNothing() };

/** Enters tallies in the fund in scope. */
@Injectable()
export class EnterTallyUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly tallies: TalliesStore,
    private readonly outlets: OutletsQuery,
    private readonly funds: FundsQuery,
    private readonly ledger: LedgerStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Enters a tally, or corrects one: the earlier one is reversed, and the totals entered anew unless they are nothing. A
   * payout that is still a draft is drafted again before it can be prepared; one that a person signed stays as it is.
   * @throws RuleBroken `no-rules-in-force`, `tallies-not-in-rules`, `tally-empty`, `tally-in-future`,
   *   `tally-too-late`, `tally-outlet-not-approved`, `tally-already-entered`, `tally-above-day-ceiling`,
   *   `tally-pot-too-low`; for a correction `tally-unknown` (also another outlet's), `tally-already-corrected`,
   *   `tally-in-payout`
   */
  run(asked: MarketDay | Correction): Promise<TallyEntered> {
    return this.transaction.run(async () => {
      const time = await this.funds.time();
      // First of all locks: from here on nobody else draws on the pot, or enters a tally.
      await this.ledger.lockPot(time.today);
      if (!('corrects' in asked)) return this.enter(asked, null, time);
      const earlier = await this.takeBack(asked, time);
      return total(asked.totals) === 0 ? NOTHING : this.enter({ ...asked, ...earlier }, asked.corrects, time);
    });
  }

  private async takeBack(
    { corrects, outletId: only }: Correction,
    { today }: FundTime,
  ): Promise<{ outletId: string; marketOn: Day }> {
    const tally = await this.tallies.lock(corrects);
    if (!tally || (only !== null && tally.outletId !== only)) throw new RuleBroken('tally-unknown');
    if (tally.isCorrected) throw new RuleBroken('tally-already-corrected');
    if (tally.isPaidOut) throw new RuleBroken('tally-in-payout');
    await this.ledger.reverse({
      reason: 'market-tally-reversed',
      sourceKind: 'tally',
      sourceIds: [corrects],
      undoes: 'entered',
      transition: 'reversed',
      bookedOn: today,
    });
    await this.tallies.markCorrected(corrects, today);
    const { outletId, marketOn } = tally;
    await this.audit.write({
      action: 'tally.reversed',
      subjectKind: 'tally',
      subjectId: corrects,
      facts: { outletId, marketOn: marketOn.toString() },
    });
    return { outletId, marketOn };
  }

  private async enter(day: MarketDay, corrects: string | null, time: FundTime): Promise<TallyEntered> {
    const { outletId, marketOn, totals } = day;
    const { version, prices } = await this.rulesOf(day, time);
    if (await this.tallies.stands(outletId, marketOn)) {
      throw new RuleBroken('tally-already-entered', { marketOn: marketOn.toString() });
    }
    const shares = sharesOf(totals, prices);
    await this.ledger.open([fundAccount('pot'), payableTo(outletId)]);
    // Read again, after what a correction gave back.
    const potFree = await this.ledger.lockPot(time.today);
    const beyondCeiling = day.beyondCeilingReason !== null;
    const warnings = guardPot(shares, version.document, { potFree, beyondCeiling });
    const tallyId = newId();
    const { rulesVersionId } = version;
    const written = { tallyId, outletId, marketOn, totals, prices, shares, rulesVersionId, corrects };
    await this.tallies.add({
      ...written,
      beyondCeilingReason: day.beyondCeilingReason,
      by: tenantScope().actor.id,
      at: time.now.toString(),
      bookedOn: time.today,
    });
    await this.ledger.post(tallyPage({ tallyId, outletId }, shares, time.today));
    await this.audit.write({
      action: 'tally.entered',
      subjectKind: 'tally',
      subjectId: tallyId,
      facts: { outletId, marketOn: marketOn.toString(), ...totals, ...shares, corrects, beyondCeiling },
    });
    return { tallyId, warnings, ...shares };
  }

  private async rulesOf(
    { outletId, marketOn, totals }: MarketDay,
    { today }: FundTime,
  ): Promise<{ version: RulesVersion; prices: ReturnType<typeof pricesOf> }> {
    const version = await this.funds.rulesInForce(monthOfDay(marketOn));
    if (!version) throw new RuleBroken('no-rules-in-force');
    const prices = pricesOf(version.document);
    if (total(totals) === 0) throw new RuleBroken('tally-empty');
    checkMarketDay(marketOn, today, version.document);
    const lines = await this.outlets.linesOn(outletId, marketOn);
    if (lines.length === 0 || (await this.outlets.standingOn(outletId, marketOn)) !== 'approved') {
      throw new RuleBroken('tally-outlet-not-approved', { marketOn: marketOn.toString() });
    }
    return { version, prices };
  }
}

function total({ accessible, fair, solidarity }: Totals): Cents {
  return sum([accessible, fair, solidarity]);
}

function sharesOfNothing(): TallyShares {
  const nothing = sum([]);
  return { fairValue: nothing, potPays: nothing, potGets: nothing };
}
