// Credit whose last day is over goes back to the pot: once a day, a page of units at a time, each lot on its own line.
import { AuditStore, newId, type PageDone, PagedStep, type StepProgress, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { NO_MONEY, sum } from '../kernel/money';
import type { FundTime } from '../funds/funds.query';
import { LedgerStore } from '../ledger/ledger.store';
import { allocationOf } from '../ledger/transfer';
import { endedCredit } from './ended-credit';
import { expiryPages } from './expiry-pages';
import { LotsQuery } from './lots.query';
import { LotsStore, type NewExpiry } from './lots.store';

const PAGE = 500;

/** Expires credit in the fund in scope. */
@Injectable()
export class ExpireCreditUseCase {
  constructor(
    private readonly steps: PagedStep,
    private readonly lots: LotsQuery,
    private readonly store: LotsStore,
    private readonly ledger: LedgerStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Brings back what has ended. Credit can be spent until this has run: coming late favours the member. Running it again
   * changes nothing.
   */
  run(): Promise<StepProgress | null> {
    return this.steps.run({
      runId: tenantScope().tenantId,
      step: 'lots.expire',
      count: () => this.lots.accounts(),
      page: (after) => this.page(after),
    });
  }

  private async page(after: string | null): Promise<PageDone> {
    const time = await this.lots.time();
    const units = await this.lots.unitsWithCredit(after, PAGE);
    const candidates = [...new Set((await this.ended(units, time)).map(({ accountUnitId }) => accountUnitId))];
    if (candidates.length > 0) {
      // Some of it may have been spent since it was read: from here on nobody spends from these, and it is read again.
      await this.ledger.keepSpendingOut(candidates.map(allocationOf), time.today);
      await this.expire(await this.ended(candidates, time), time);
    }
    return { done: units.length, lastId: units.length === PAGE ? (units.at(-1) ?? null) : null };
  }

  private async ended(unitIds: readonly string[], { today }: FundTime): Promise<NewExpiry[]> {
    const lots = await this.lots.of(unitIds);
    const held = await this.lots.held(unitIds);
    return [...lots].flatMap(([accountUnitId, found]) =>
      endedCredit(found, held.get(accountUnitId) ?? NO_MONEY, today).map((ended) => ({
        ...ended,
        expiryId: newId(),
        accountUnitId,
      })),
    );
  }

  private async expire(expiries: readonly NewExpiry[], { today, now }: FundTime): Promise<void> {
    const known = await this.store.addExpiries(expiries, { on: today, now: now.toString() });
    const fresh = expiries.filter(({ expiryId }) => known.has(expiryId));
    if (fresh.length === 0) return;
    for (const page of expiryPages(fresh, today)) {
      const { refusedLines } = await this.ledger.post(page);
      if (refusedLines.length > 0) throw new Error('credit was spent while it expired');
    }
    const cents = sum(fresh.map(({ amount }) => amount));
    const facts = { lots: fresh.length, cents, on: today.toString() };
    await this.audit.write({ action: 'credit.expired', subjectKind: 'fund', subjectId: null, facts });
  }
}
