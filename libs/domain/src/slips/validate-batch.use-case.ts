// Another person looks at a batch and signs it: each paper that is still good is paid, the others stay with their refusal.
import { ApprovalStore, AuditStore, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { firstDay, lastDay, monthOfDay } from '../kernel/calendar';
import { type Cents, minus, NO_MONEY, plus } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import type { BasketLine } from '../purchases/shares';
import { FundsQuery, type FundTime, type RulesVersion } from '../funds/funds.query';
import { LedgerStore } from '../ledger/ledger.store';
import { allocationOf, fundAccount } from '../ledger/transfer';
import { AcceptedSlipsStore } from './accepted-slips.store';
import { mustBe } from './batch';
import { type AwaitingEntry, BatchesStore, type LockedBatch } from './batches.store';
import { approvedOn, borneOf, matched } from './paper';
import { PaperFactsQuery } from './paper-facts.query';
import { type Means, payableOf, settle, type Settlement, settlementPages } from './settlement';
import { paysBack, type Slip } from './slip';
import { SlipsStore } from './slips.store';

/** What the story works with. */
@Injectable()
export class SlipBooks {
  constructor(
    readonly batches: BatchesStore,
    readonly slips: SlipsStore,
    readonly outcomes: AcceptedSlipsStore,
    readonly facts: PaperFactsQuery,
    readonly ledger: LedgerStore,
  ) {}
}

/** What came of a batch; amounts in cents. */
export interface BatchValidated {
  readonly accepted: number;
  readonly refused: number;
  readonly accountCents: Cents;
  readonly reimbursedCents: Cents;
  readonly shortfallCents: Cents;
  readonly bookedOn: string;
}

/** A batch to sign; what becomes of papers from an outlet outside the areas of the rules, where there are any. */
export interface ValidateBatch {
  readonly batchId: string;
  readonly outsideAreas?: OutsideAreas | null;
}
export type OutsideAreas = 'pay' | 'refuse';

interface Weighed {
  readonly slip: Slip | null;
  readonly lines: readonly BasketLine[];
  readonly version: RulesVersion;
  readonly covered: Cents;
}

/** Validates batches of slips in the fund in scope. */
@Injectable()
export class ValidateBatchUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly books: SlipBooks,
    private readonly funds: FundsQuery,
    private readonly approvals: ApprovalStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * @throws RuleBroken `batch-unknown`, `batch-not-closed`, `batch-validated`, `batch-needs-another-person` when whoever
   *   signs typed a part of it, and the fund has not relaxed that rule; `batch-areas-undecided` with the papers, when it is
   *   not said what becomes of those from outside the areas; `ledger-period-closed`
   */
  run({ batchId, outsideAreas = null }: ValidateBatch): Promise<BatchValidated> {
    return this.transaction.run(async () => {
      const batch = await this.books.batches.lock(batchId);
      if (!batch) throw new RuleBroken('batch-unknown');
      mustBe(batch.state, 'to-validate');
      const relaxed = await this.byAnother(batch);
      const time = await this.funds.time();
      const entries = await this.books.batches.awaiting(batchId);
      mustSayOfAreas(entries, outsideAreas);
      await this.keepApart(entries, time);
      let done: BatchValidated = {
        accepted: 0,
        refused: 0,
        accountCents: NO_MONEY,
        reimbursedCents: NO_MONEY,
        shortfallCents: NO_MONEY,
        bookedOn: time.today.toString(),
      };
      for (const entry of entries) {
        const left = entry.remark !== null && outsideAreas === 'refuse';
        done = added(done, left ? await this.leave(entry) : await this.decide(entry, time));
      }
      const who = tenantScope().actor.id;
      await this.books.batches.validate(batchId, { who, at: time.now.toString(), bookedOn: time.today, relaxed });
      await this.audit.write({
        action: 'slip-batch.validated',
        subjectKind: 'slip-batch',
        subjectId: batchId,
        facts: { ...done, ...(relaxed ? { relaxed: true } : {}), ...(outsideAreas ? { outsideAreas } : {}) },
      });
      return done;
    });
  }

  // A fund of two may let one person do both; the set-up of a demonstration does (settled question 14).
  private async byAnother({ typists }: LockedBatch): Promise<boolean> {
    const { actor } = tenantScope();
    if (actor.id !== null && !typists.includes(actor.id)) return false;
    if (actor.kind === 'setup' || (await this.approvals.isRelaxed())) return true;
    throw new RuleBroken('batch-needs-another-person');
  }

  // Nobody else draws on the pot, or spends from one of these accounts, between what is read and what is posted.
  private async keepApart(entries: readonly AwaitingEntry[], { today }: FundTime): Promise<void> {
    const units = [...new Set(entries.map(({ accountUnitId }) => accountUnitId))];
    await this.books.ledger.lockPot(today);
    await this.books.ledger.open([fundAccount('pot'), ...units.map(allocationOf)]);
    await this.books.ledger.keepSpendingOut(units.map(allocationOf), today);
  }

  private async decide(entry: AwaitingEntry, time: FundTime): Promise<Settlement | null> {
    try {
      const weighed = await this.weigh(entry);
      const settlement = await this.settle(entry, weighed);
      await this.pay(entry, weighed, settlement, time);
      return settlement;
    } catch (error) {
      // What the rules refuse before anything is posted; a closed period refuses the whole batch.
      if (!(error instanceof RuleBroken) || error.code.startsWith('ledger-')) throw error;
      await this.books.outcomes.refuse(entry.entryId, error.code);
      return null;
    }
  }

  private async leave({ entryId, remark }: AwaitingEntry): Promise<null> {
    await this.books.outcomes.refuse(entryId, remark ?? '');
    return null;
  }

  // Everything again by what is known today: an approval may have been taken back since the paper was typed.
  private async weigh(entry: AwaitingEntry): Promise<Weighed> {
    const slip = entry.slipId === null ? null : await this.books.slips.lock(entry.slipId);
    const version = await this.funds.rulesInForce(monthOfDay(entry.boughtOn));
    if (!version) throw new RuleBroken('no-rules-in-force');
    const approved = approvedOn(entry.boughtOn, await this.books.facts.coveredOn(entry.outletId, entry.boughtOn));
    const lines = matched(
      entry.lines.map((line) => ({ ...line, category: null })),
      approved,
    );
    const covered = borneOf({ ...entry, slip, lines }, version.document);
    return { slip, lines, version, covered };
  }

  private async settle(entry: AwaitingEntry, { slip, version, covered }: Weighed): Promise<Settlement> {
    const { document } = version;
    const paidTo = slip ? document.spending.slip.paysTo : 'member';
    const means = await this.means(entry, slip, version);
    if (means.mode === 'reimbursement' && means.monthLeft <= 0 && paidTo === 'member') {
      throw new RuleBroken('month-ceiling-reached', { month: monthOfDay(entry.boughtOn).toString() });
    }
    return settle(covered, means, paidTo);
  }

  private async means(entry: AwaitingEntry, slip: Slip | null, { document }: RulesVersion): Promise<Means> {
    const { allocation } = document;
    if (allocation.mode !== 'reimbursement') {
      const held = slip ? await this.books.facts.heldFor(slip.slipId) : NO_MONEY;
      return { mode: 'credit', spendable: plus(await this.books.facts.spendable(entry.accountUnitId), held) };
    }
    const month = monthOfDay(entry.boughtOn);
    const days = { from: firstDay(month), to: lastDay(month) };
    const paid = await this.books.outcomes.reimbursed(entry.accountUnitId, days);
    return { mode: 'reimbursement', monthLeft: minus(allocation.upToCents, paid) };
  }

  private async pay(entry: AwaitingEntry, weighed: Weighed, settlement: Settlement, time: FundTime): Promise<void> {
    const { slip, version, lines } = weighed;
    const { ledger } = this.books;
    if (slip) {
      const outcome = paysBack(version.document) ? 'given-back' : 'used';
      // The whole ceiling is free from here on, and what is not spent below stays so.
      await ledger.release({ sourceKind: 'slip', sourceId: slip.slipId, outcome });
      await this.books.slips.move(slip.slipId, 'used');
    }
    await ledger.open([payableOf(entry, settlement.paidTo)]);
    for (const page of settlementPages(entry, settlement, time.today)) {
      const { refusedLines } = await ledger.post(page);
      if (refusedLines.length > 0) throw new Error('credit was spent while a slip was paid');
    }
    await this.books.outcomes.accept({
      entry,
      lines,
      settlement,
      rulesVersionId: version.rulesVersionId,
      bookedOn: time.today,
      at: time.now.toString(),
      by: tenantScope().actor.id,
    });
  }
}

function mustSayOfAreas(entries: readonly AwaitingEntry[], said: OutsideAreas | null): void {
  const outside = entries.filter(({ remark }) => remark !== null);
  if (outside.length === 0 || said !== null) return;
  throw new RuleBroken('batch-areas-undecided', { entryIds: outside.map(({ entryId }) => entryId) });
}

function added(done: BatchValidated, settlement: Settlement | null): BatchValidated {
  if (!settlement) return { ...done, refused: done.refused + 1 };
  return {
    ...done,
    accepted: done.accepted + 1,
    accountCents: plus(done.accountCents, settlement.account),
    reimbursedCents: plus(done.reimbursedCents, settlement.reimbursed),
    shortfallCents: plus(done.shortfallCents, settlement.shortfall),
  };
}
