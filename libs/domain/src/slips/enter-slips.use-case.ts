// Papers are typed into a batch, one or many at once: by the number or the label that stands on them, without browsing.
import { AuditStore, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, monthOfDay } from '../kernel/calendar';
import { type Cents, sum } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery, type FundTime } from '../funds/funds.query';
import type { Rules } from '../rules/rules';
import { type Counted, difference, mustBe } from './batch';
import { BatchesStore, type NewEntry } from './batches.store';
import { approvedOn, borneOf, matched, type Remark, remarkOn, type TypedLine } from './paper';
import { PaperFactsQuery } from './paper-facts.query';
import { mustBeMemberOn, paysBack, type Slip } from './slip';
import { readSlipNumber } from './slip-number';
import { SlipsStore } from './slips.store';

/** A paper as typed: a slip by its number, or a bare receipt with its member's label. */
export interface TypedPaper {
  readonly who: { readonly slipNumber: string } | { readonly memberLabel: string };
  readonly outletNo: number;
  readonly boughtOn: Day;
  readonly lines: readonly TypedLine[];
  readonly receipt: string | null;
  /** The paper lies in the envelope and is not valid: it is counted with its refusal. */
  readonly setAside: boolean;
}

/** Papers to type in. `together`: all or none, and the first refusal is thrown. */
export interface EnterSlips {
  readonly batchId: string;
  readonly papers: readonly TypedPaper[];
  readonly together: boolean;
}

/** What became of one paper: typed in under an id, or not, and why. */
export interface PaperEntered {
  readonly entryId: string | null;
  readonly refusal: RuleBroken | null;
  /** What is noted beside it, for whoever signs the batch. */
  readonly remark: Remark | null;
}

/** What became of all, what the batch holds by now, and what is missing on the envelope's count. */
export interface SlipsEntered {
  readonly papers: readonly PaperEntered[];
  readonly typed: Counted;
  readonly missing: Counted;
}

type Checked = Pick<NewEntry, 'slipId' | 'accountUnitId' | 'outletId' | 'lines' | 'remark'>;

const NOT_READ: Checked = { slipId: null, accountUnitId: null, outletId: null, lines: [], remark: null };

/** Types papers into batches in the fund in scope. */
@Injectable()
export class EnterSlipsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly batches: BatchesStore,
    private readonly slips: SlipsStore,
    private readonly facts: PaperFactsQuery,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /**
   * @throws RuleBroken `batch-unknown`, `batch-not-open`, `batch-validated`; with `together` whatever refuses a paper:
   *   `slip-number-unreadable`, `slip-of-another-fund`, `slip-unknown`, `slip-already-entered`, `receipt-already-entered`,
   *   `bare-receipt-not-in-rules`, `member-label-unknown`, `member-label-shared`, `not-a-member-then`,
   *   `outlet-number-unknown`, `slip-outlet-suspended`, `slip-outlet-not-approved`, `slip-line-unclear`, and what {@link borneOf} throws
   */
  run({ batchId, papers, together }: EnterSlips): Promise<SlipsEntered> {
    return this.transaction.run(async () => {
      const batch = await this.batches.lock(batchId);
      if (!batch) throw new RuleBroken('batch-unknown');
      mustBe(batch.state, 'open');
      const time = await this.funds.time();
      const entered: PaperEntered[] = [];
      for (const paper of papers) {
        const one = await this.enter(batchId, paper, time);
        if (together && one.entryId === null && one.refusal) throw one.refusal;
        entered.push(one);
      }
      const typed = await this.batches.counted(batchId);
      const entries = entered.flatMap(({ entryId }) => (entryId === null ? [] : [entryId]));
      if (entries.length > 0) {
        const facts = { entries, count: typed.count, totalCents: typed.total };
        await this.audit.write({ action: 'slips.entered', subjectKind: 'slip-batch', subjectId: batchId, facts });
      }
      return { papers: entered, typed, missing: difference(batch.control, typed) };
    });
  }

  private async enter(batchId: string, paper: TypedPaper, { today, now }: FundTime): Promise<PaperEntered> {
    let refusal: RuleBroken | null = null;
    let read = NOT_READ;
    try {
      read = await this.read(paper, today);
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      refusal = error;
    }
    if (refusal && !paper.setAside) return { entryId: null, refusal, remark: null };
    const entryId = await this.batches.add({
      ...read,
      batchId,
      typed: 'slipNumber' in paper.who ? paper.who.slipNumber : paper.who.memberLabel,
      boughtOn: paper.boughtOn,
      total: sum(paper.lines.map(({ amount }) => amount)),
      receipt: paper.receipt,
      refusal: refusal?.code ?? null,
      enteredBy: tenantScope().actor.id,
      enteredOn: today,
      enteredAt: now.toString(),
    });
    return { entryId, refusal, remark: read.remark };
  }

  private async read(paper: TypedPaper, today: Day): Promise<Checked> {
    const rules = (await this.funds.rulesInForce(monthOfDay(paper.boughtOn)))?.document;
    if (!rules) throw new RuleBroken('no-rules-in-force');
    const slip = 'slipNumber' in paper.who ? await this.slip(paper.who.slipNumber) : null;
    const accountUnitId =
      'memberLabel' in paper.who ? await this.unit(paper.who.memberLabel, paper.boughtOn, rules) : '';
    const outlet = await this.facts.outletNumbered(paper.outletNo);
    if (outlet === null) throw new RuleBroken('outlet-number-unknown', { outletNo: paper.outletNo });
    const { outletId } = outlet;
    const approved = approvedOn(paper.boughtOn, await this.facts.coveredOn(outletId, paper.boughtOn));
    const lines = matched(paper.lines, approved);
    borneOf({ slip, boughtOn: paper.boughtOn, enteredOn: today, lines }, rules);
    const whose = { slipId: slip?.slipId ?? null, accountUnitId: slip?.accountUnitId ?? accountUnitId };
    const read = { ...whose, outletId, lines, remark: remarkOn(outlet.communes, rules) };
    if (!slip) await this.onlyOnce({ ...read, ...paper, total: sum(lines.map(({ amount }) => amount)) });
    return read;
  }

  private async slip(typed: string): Promise<Slip> {
    const slip = await this.slips.lockNumber(readSlipNumber(this.transaction.tenantId, typed));
    if (!slip) throw new RuleBroken('slip-unknown');
    if (await this.batches.isEntered(slip.slipId)) throw new RuleBroken('slip-already-entered');
    return slip;
  }

  private async unit(memberLabel: string, boughtOn: Day, rules: Rules): Promise<string> {
    if (!paysBack(rules)) throw new RuleBroken('bare-receipt-not-in-rules');
    const [unit, another] = await this.facts.unitsLabelled(memberLabel);
    if (unit === undefined) throw new RuleBroken('member-label-unknown', { memberLabel });
    if (another !== undefined) throw new RuleBroken('member-label-shared', { memberLabel });
    mustBeMemberOn(unit, boughtOn);
    return unit.accountUnitId;
  }

  private async onlyOnce(receipt: {
    accountUnitId: string;
    outletId: string;
    boughtOn: Day;
    total: Cents;
    receipt: string | null;
  }): Promise<void> {
    if (await this.batches.hasReceipt(receipt)) throw new RuleBroken('receipt-already-entered');
  }
}
