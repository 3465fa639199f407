// A fund begins: its card, its first rules, its books.
import { AuditStore, FundClock, newId, OutboxStore, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { isTimeZone, type Month, Temporal } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { LedgerStore } from '../ledger/ledger.store';
import { type AccountKind, fundAccount } from '../ledger/transfer';
import { type FundCard, FundsStore } from './funds.store';
import { readRules } from '../rules/read-rules';

/** What a fund begins with; `rules` is the document as received, in force from a month on. */
export interface CreateFund extends Omit<FundCard, 'timeZone'> {
  readonly timeZone?: string;
  readonly rules: unknown;
  readonly from: Month;
  readonly decisionNote: string;
}

const OWN_ACCOUNTS: readonly AccountKind[] = [
  'contributions-called',
  'pot',
  'running-costs',
  'claims-payable',
  'tickets',
  'bank',
  'cash',
  'in-transit',
  'held-for-others',
];

/** Creates the fund in scope. */
@Injectable()
export class CreateFundUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsStore,
    private readonly ledger: LedgerStore,
    private readonly clock: FundClock,
    private readonly audit: AuditStore,
    private readonly outbox: OutboxStore,
  ) {}

  /** @throws RuleBroken `rules-invalid`, `time-zone-unknown`, `fund-slug-taken` */
  run(request: CreateFund): Promise<{ fundId: string; rulesVersionId: string }> {
    const document = readRules(request.rules);
    const timeZone = request.timeZone ?? 'Europe/Paris';
    if (!isTimeZone(timeZone)) throw new RuleBroken('time-zone-unknown', { timeZone });
    return this.transaction.run(async () => {
      const { tenantId: fundId, actor } = tenantScope();
      const card: FundCard = { ...request, timeZone };
      if (!(await this.funds.enter(card))) throw new RuleBroken('fund-slug-taken', { slug: request.slug });
      const rulesVersionId = newId();
      await this.funds.addVersion({
        rulesVersionId,
        from: request.from,
        document,
        decisionNote: request.decisionNote,
        publishedAt: Temporal.Instant.from(await this.clock.now()),
        publishedBy: actor.id,
      });
      await this.ledger.open(OWN_ACCOUNTS.map(fundAccount));
      await this.audit.write({
        action: 'fund.created',
        subjectKind: 'fund',
        subjectId: fundId,
        // Nobody is there yet who could sign with whoever creates the fund, and the record says so.
        facts: { rulesVersionId, from: request.from.toString(), firstRules: true, relaxed: true },
      });
      await this.outbox.write({ job: 'month.plan', subject: {} });
      return { fundId, rulesVersionId };
    });
  }
}
