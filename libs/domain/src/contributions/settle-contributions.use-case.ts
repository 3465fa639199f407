// What the collector tells us is taken into the books: paid, failed, or come back after it was paid.
import { TenantTransaction } from '#tenancy';
import { Inject, Injectable } from '@nestjs/common';
import { compareDays, type Day, dayOf } from '../kernel/calendar';
import { FundsQuery } from '../funds/funds.query';
import type { Rules } from '../rules/rules';
import { LedgerStore } from '../ledger/ledger.store';
import { AttemptsStore } from './attempts.store';
import { COLLECTOR, type Collector, type CollectorEvent, DAYS_IT_CAN_COME_BACK } from './collectors';
import { type DueReceived, monthsToCredit, settle, type Settlement } from './contribution';
import { type DueWithAttempt, DuesStore } from './dues.store';

const PAGE = 1_500;

/** Takes a collector's news into the fund in scope. */
@Injectable()
export class SettleContributionsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly attempts: AttemptsStore,
    private readonly dues: DuesStore,
    private readonly ledger: LedgerStore,
    private readonly funds: FundsQuery,
    @Inject(COLLECTOR) private readonly collector: Collector,
  ) {}

  /**
   * Asks for news page by page and books what is new; running it again books nothing twice. What is under way is asked for
   * each time; what is paid and may come back once a day. @returns how many were new
   */
  async run(): Promise<number> {
    const sweep = await this.transaction.read(() => this.sweepDue());
    let fresh = 0;
    let after: string | null = null;
    do {
      const page: { fresh: number; lastId: string | null } = await this.page(after, sweep?.paidSince ?? null);
      fresh += page.fresh;
      after = page.lastId;
    } while (after !== null);
    if (sweep) await this.transaction.run(() => this.attempts.noteSwept(this.collector.id, sweep.on));
    return fresh;
  }

  // Days on which nobody asked count too: what could come back then is still asked for.
  private async sweepDue(): Promise<{ on: string; paidSince: string } | null> {
    const present = await this.funds.time();
    const { today } = present;
    const last = await this.attempts.sweptOn(this.collector.id);
    const before = last === null ? today : dayOf(last);
    if (!this.collector.readyFor(present) || (last !== null && compareDays(before, today) >= 0)) return null;
    return { on: today.toString(), paidSince: before.subtract({ days: DAYS_IT_CAN_COME_BACK }).toString() };
  }

  private async page(
    after: string | null,
    paidSince: string | null,
  ): Promise<{ fresh: number; lastId: string | null }> {
    const { underWay, time } = await this.transaction.read(async () => {
      const present = await this.funds.time();
      const request = { collector: this.collector.id, paidSince, after, limit: PAGE };
      const ready = this.collector.readyFor(present);
      return { underWay: ready ? await this.attempts.mayHaveNews(request) : [], time: present };
    });
    if (underWay.length === 0) return { fresh: 0, lastId: null };
    const news = await this.collector.news(underWay, time.now, time.timeZone);
    const fresh = news.length > 0 ? await this.transaction.run(() => this.take(news)) : 0;
    return { fresh, lastId: underWay.length === PAGE ? (underWay.at(-1)?.attemptId ?? null) : null };
  }

  private async take(news: readonly CollectorEvent[]): Promise<number> {
    const { now, today } = await this.funds.time();
    const at = now.toString();
    const fresh = await this.attempts.keepNews(this.collector.id, news, at);
    // A payment and its return may be told at once: each kind is a round of its own, in the order of life.
    for (const kind of ['debit-failed', 'debit-paid', 'debit-returned'] as const) {
      const events = fresh.filter((event) => event.kind === kind);
      if (events.length > 0) await this.takeRound(events, today, at);
    }
    return fresh.length;
  }

  private async takeRound(events: readonly CollectorEvent[], today: Day, at: string): Promise<void> {
    const byAttempt = new Map(events.map((event) => [event.attemptId, event]));
    const locked = await this.dues.lockWithAttempts([...byAttempt.keys()]);
    const rules = await this.rulesOf(locked);
    // Two parts of one due may come back at once: each finds the due as the one before left it.
    const dues = new Map(locked.map(({ due }) => [due.dueId, due]));
    const settlements = locked.flatMap(({ due: { dueId }, attempt, monthRunId, rulesVersionId }) => {
      const due = dues.get(dueId);
      const event = byAttempt.get(attempt.attemptId);
      const version = rules.get(rulesVersionId);
      if (!due || !event || !version) return [];
      const settlement = settle(due, attempt, { news: event, rules: version });
      if (settlement) dues.set(dueId, settlement.due);
      return settlement ? [{ ...settlement, monthRunId, rules: version }] : [];
    });
    await this.save(settlements, today, at);
  }

  private async rulesOf(locked: readonly DueWithAttempt[]): Promise<ReadonlyMap<string, Rules>> {
    const ids = [...new Set(locked.map(({ rulesVersionId }) => rulesVersionId))];
    const versions: [string, Rules][] = [];
    for (const id of ids) versions.push([id, (await this.funds.version(id)).document]);
    return new Map(versions);
  }

  private async save(settlements: readonly (Settlement & DueReceived)[], today: Day, at: string): Promise<void> {
    await this.attempts.saveAnswered(
      settlements.map(({ attempt }) => attempt),
      at,
    );
    const dues = new Map(settlements.map(({ due }) => [due.dueId, due])); // the last of each
    await this.dues.saveReceived([...dues.values()], monthsToCredit(settlements));
    const paid = settlements.filter(({ attempt }) => attempt.state === 'paid');
    const returned = settlements.filter(({ attempt }) => attempt.state === 'returned');
    await this.ledger.post({
      reason: 'due-paid',
      sourceKind: 'attempt',
      transition: 'paid',
      bookedOn: today,
      transfers: paid.flatMap(({ transfers }) => transfers),
    });
    await this.ledger.reverse({
      reason: 'due-returned',
      sourceKind: 'attempt',
      transition: 'returned',
      undoes: 'paid',
      bookedOn: today,
      sourceIds: returned.map(({ attempt }) => attempt.attemptId),
    });
  }
}
