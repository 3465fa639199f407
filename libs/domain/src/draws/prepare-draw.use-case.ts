// A draw is prepared: what it is to keep is written down, so that it can be checked before anything is committed.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery, type FundTime } from '../funds/funds.query';
import type { Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import type { StratumBound } from '../lotteries/admission-problem';
import { noPlacesText } from '../lotteries/admission-words';
import type { TicketRule } from '../lotteries/tickets';
import type { Fairness } from '../sortition/fair-lottery';
import { AdmissionAheadQuery } from './admission-ahead.query';
import { CandidatesQuery } from './candidates.query';
import { DrawsStore } from './draws.store';
import type { AdmissionDrawTerms, CouncilTerms } from './terms';

/** What both kinds of draw are told. */
interface Common {
  readonly title: string;
  readonly test: boolean;
  readonly method: Fairness;
  readonly panelCount: number;
}

/** A council's draw: under the charter in force, for terms that begin on a day; `seats` null: all that are free by then. */
export interface PrepareCouncilDraw extends Common {
  readonly kind: 'council';
  readonly termFrom: Day;
  readonly seats: number | null;
}

/** An admission's draw; `most` null: as many as there is room for. */
export interface PrepareAdmissionDraw extends Common {
  readonly kind: 'admission';
  readonly most: number | null;
  readonly tickets: TicketRule;
  readonly strata: readonly StratumBound[];
  readonly answerDays: number;
}

/** How long the lines of an admission draw are kept after it. */
const ADMISSION_LINES_DAYS = 365;

/** What the story reads. */
@Injectable()
export class DrawSources {
  constructor(
    readonly candidates: CandidatesQuery,
    readonly ahead: AdmissionAheadQuery,
    readonly funds: FundsQuery,
  ) {}
}

/** Prepares draws in the fund in scope. */
@Injectable()
export class PrepareDrawUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly sources: DrawSources,
    private readonly draws: DrawsStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * @throws RuleBroken `council-without-charter`, `council-has-no-seat`, `admission-not-by-lottery`, `no-rules-in-force`; `admission-no-places` with
   * what is missing for one
   */
  run(request: PrepareCouncilDraw | PrepareAdmissionDraw): Promise<{ drawId: string; drawNo: number }> {
    return this.transaction.run(async () => {
      const time = await this.sources.funds.time();
      const { terms, blankAfterDays } =
        request.kind === 'council' ? await this.council(request) : await this.admission(request, time);
      const { kind, title, test, method, panelCount } = request;
      const kept = await this.draws.add(
        { kind, title, test, method, panelCount, terms, blankAfterDays },
        time.now.toString(),
      );
      await this.audit.write({
        action: 'draw.prepared',
        subjectKind: 'draw',
        subjectId: kept.drawId,
        facts: { kind, test, drawNo: kept.drawNo },
      });
      return kept;
    });
  }

  private async council({
    termFrom,
    seats,
  }: PrepareCouncilDraw): Promise<{ terms: CouncilTerms; blankAfterDays: number }> {
    const charter = await this.sources.candidates.charter();
    if (!charter) throw new RuleBroken('council-without-charter');
    const { blankAfterDays, ...rest } = charter;
    const free = charter.seats - (await this.sources.candidates.seatsTaken(termFrom));
    if ((seats ?? free) < 1 || (seats ?? free) > free) throw new RuleBroken('council-has-no-seat', { free });
    const lastDay = termFrom.add({ months: charter.termMonths }).subtract({ days: 1 });
    const terms = {
      ...rest,
      kind: 'council' as const,
      seats: seats ?? free,
      termFrom: termFrom.toString(),
      lastDay: lastDay.toString(),
    };
    return { terms, blankAfterDays };
  }

  private async admission(
    { most, tickets, strata, answerDays }: PrepareAdmissionDraw,
    { today }: FundTime,
  ): Promise<{ terms: AdmissionDrawTerms; blankAfterDays: number }> {
    const { admission, plan } = await this.sources.ahead.now(most);
    if (admission.mode !== 'lottery-weighted' && admission.mode !== 'lottery-by-balance') {
      throw new RuleBroken('admission-not-by-lottery', { mode: admission.mode });
    }
    if (plan.none) {
      const words = noPlacesText(plan.none);
      throw new RuleBroken('admission-no-places', { reason: plan.none.code, ...plan.none, words });
    }
    const reckoned = {
      on: today.toString(),
      roomCents: plan.room,
      reckonedCostCents: plan.reckonedCost,
      unusedCents: plan.unused,
    };
    const places = { min: plan.places, max: plan.places };
    const terms = { kind: 'admission' as const, places, budget: null, tickets, strata, answerDays, reckoned };
    return { terms, blankAfterDays: ADMISSION_LINES_DAYS };
  }
}
