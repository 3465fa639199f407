// A period is over: what each outlet is owed, and each member is to be paid back, stands in a draft for all to see.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareDays, type Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { DraftsStore, type DraftTerms, type Filled } from './drafts.store';
import { feeOf } from './payout';
import { isToDraft } from './payout-period';
import { PayoutsDueQuery } from './payouts-due.query';
import { PayoutsStore } from './payouts.store';

/** What was drafted: until which day, and how many drafts were made or grew. */
export interface Drafted {
  readonly through: string | null;
  readonly drafts: number;
}

/** What the story works with. */
@Injectable()
export class PayoutBooks {
  constructor(
    readonly payouts: PayoutsStore,
    readonly drafts: DraftsStore,
  ) {}
}

/** Drafts payouts in the fund in scope. */
@Injectable()
export class DraftPayoutsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly books: PayoutBooks,
    private readonly due: PayoutsDueQuery,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Drafts what is owed until the end of the last period; with `through`, by somebody's wish, until that day and however
   * little is owed. Doing it again takes in only what has come since: a movement stands in one payout.
   * @throws RuleBroken `through-day-in-future`, `no-rules-in-force` where a wish meets a fund without rules
   */
  run({ through = null }: { through?: Day | null } = {}): Promise<Drafted> {
    return this.transaction.run(async () => {
      await this.books.payouts.lock();
      const { today, now } = await this.funds.time();
      if (through && compareDays(through, today) > 0) {
        throw new RuleBroken('through-day-in-future', { today: today.toString() });
      }
      const period = await this.due.periodOver(today);
      if (!period && through) throw new RuleBroken('no-rules-in-force');
      if (!period) return { through: null, drafts: 0 };
      const { rulesVersionId, document } = period.rules;
      const terms: DraftTerms = {
        through: through ?? period.through,
        rulesVersionId,
        feeBasisPoints: document.runningCosts.outletFeeBasisPoints,
        at: now.toString(),
      };
      const all = await this.books.drafts.owed(terms.through);
      const wanted = through ? all : all.filter(({ owed }) => isToDraft(document.spending.payouts, owed));
      await this.books.drafts.open(
        wanted.filter(({ hasDraft }) => !hasDraft),
        terms,
      );
      const filled = await this.books.drafts.take(
        wanted.map(({ accountId }) => accountId),
        terms,
      );
      await this.books.drafts.setFees(filled.map(withFee));
      if (!through) await this.books.drafts.periodDrafted(terms);
      return this.remember(terms, filled);
    });
  }

  private async remember({ through }: DraftTerms, filled: readonly Filled[]): Promise<Drafted> {
    const drafted = { through: through.toString(), drafts: filled.length };
    await this.audit.write({
      action: 'payouts.drafted',
      subjectKind: 'payouts',
      subjectId: null,
      facts: { ...drafted },
    });
    return drafted;
  }
}

const withFee = ({ payoutId, payeeKind, gross, basisPoints }: Filled): { payoutId: string; fee: Filled['gross'] } => ({
  payoutId,
  fee: feeOf(payeeKind, gross, basisPoints),
});
