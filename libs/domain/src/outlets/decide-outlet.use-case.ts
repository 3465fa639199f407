// The fund decides on the dossier of an outlet: approved in full or in part, with what is covered there, or refused.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, monthOfDay } from '../kernel/calendar';
import { idOf } from '../kernel/id';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { LedgerStore } from '../ledger/ledger.store';
import { checkLine, type LineDraft } from './approval-line';
import { checkApprovable, verdictOf } from './criteria';
import { DossiersStore } from './dossiers.store';
import { checkArea, holdsFrom, type OutletState, sells, stateDecided } from './outlet';
import { type LockedOutlet, OutletsStore } from './outlets.store';

/** What is decided, in words that the outlet reads. */
export interface DecideOutlet {
  readonly outletId: string;
  readonly outcome: 'approved' | 'approved-in-part' | 'refused';
  readonly explanation: string;
  /** What is covered there from now on, beside the lines that hold already; none where it is refused. */
  readonly lines: readonly LineDraft[];
  /** When it is looked at again; null: no day is set. */
  readonly reviewOn: Day | null;
}

/** What was decided. */
export interface OutletDecided {
  readonly outletId: string;
  readonly state: OutletState;
  readonly scorePercent: number | null;
  readonly lineIds: readonly string[];
}

/** Decides on outlets of the fund in scope. */
@Injectable()
export class DecideOutletUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly outlets: OutletsStore,
    private readonly dossiers: DossiersStore,
    private readonly ledger: LedgerStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Decides on the open dossier. An outlet that is approved has its account in the books from then on.
   * @throws RuleBroken `outlet-unknown`, `outlet-decided` when no dossier is open, `outlet-state` when one that sells is to
   * be refused (it is ended), `criteria-not-met`, `outlet-outside-areas`, `line-needed`, as `checkLine`,
   * `no-rules-in-force`
   */
  run(request: DecideOutlet): Promise<OutletDecided> {
    return this.transaction.run(async () => {
      const { outletId, outcome, explanation, lines } = request;
      const outlet = await this.outlets.lock(outletId);
      if (!outlet) throw new RuleBroken('outlet-unknown');
      const dossier = await this.dossiers.lockOpen(outletId);
      if (!dossier) throw new RuleBroken('outlet-decided', { state: outlet.state });
      const state = stateDecided(outlet.state, outcome);
      const { now, today } = await this.funds.time();
      const on = { today, at: now.toString() };
      if (outcome !== 'refused') {
        checkApprovable(dossier.criteria, dossier.found);
        await this.checkTerms(outlet, lines, today);
      }
      const lineIds = await this.outlets.addLines(outletId, lines, on);
      const { scorePercent } = verdictOf(dossier.criteria, dossier.found);
      await this.dossiers.decide(dossier.dossierId, { on: today, outcome, scorePercent });
      await this.outlets.setReview(outletId, request.reviewOn);
      await this.ledger.open(outcome === 'refused' ? [] : [payableTo(outletId)]);
      const changed = { after: state, from: holdsFrom(state, today) };
      await this.outlets.take({ outletId, what: outcome, explanation, on: today, at: on.at, state: changed });
      await this.audit.write({
        action: `outlet.${outcome}`,
        subjectKind: 'outlet',
        subjectId: outletId,
        facts: { dossierId: dossier.dossierId, scorePercent, lineIds, reviewOn: request.reviewOn?.toString() ?? null },
      });
      return { outletId, state, scorePercent, lineIds };
    });
  }

  private async checkTerms(outlet: LockedOutlet, lines: readonly LineDraft[], today: Day): Promise<void> {
    const rules = await this.funds.rulesInForce(monthOfDay(today));
    if (!rules) throw new RuleBroken('no-rules-in-force', { month: monthOfDay(today).toString() });
    checkArea(outlet.communes, rules.document.spending.areas);
    if (lines.length === 0 && !sells(outlet.state)) throw new RuleBroken('line-needed');
    for (const line of lines) checkLine(line, rules.document, today);
  }
}

/** The account of what the fund owes an outlet. */
const payableTo = (outletId: string) => ({ kind: 'outlet-payable', owner: idOf<'outlet'>(outletId) }) as const;
