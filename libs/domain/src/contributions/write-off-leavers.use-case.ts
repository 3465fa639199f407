// Whoever has left under rules that say so is not asked for what they still owe: the rules decided it, nobody signs.
import { AuditStore, newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { monthOf } from '../kernel/calendar';
import { FundsQuery, type FundTime } from '../funds/funds.query';
import { LedgerStore } from '../ledger/ledger.store';
import type { Transfer } from '../ledger/transfer';
import { forgive, owed } from './contribution';
import { ContributionsQuery, type DueOfLeaver } from './contributions.query';
import { DuesStore } from './dues.store';

const PAGE = 500;
const REASON = 'reste dû effacé au départ, selon les règles en vigueur le dernier mois';

/** Writes off what is owed by those who left the fund in scope. */
@Injectable()
export class WriteOffLeaversUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly contributions: ContributionsQuery,
    private readonly dues: DuesStore,
    private readonly ledger: LedgerStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Looks at the dues of all who left, a page a transaction. A due with a debit under way waits for its end; what is written
   * off is owed no more, so that running it again writes off nothing.
   */
  async run(): Promise<void> {
    let after: string | null = null;
    do after = await this.transaction.run(() => this.page(after));
    while (after !== null);
  }

  private async page(after: string | null): Promise<string | null> {
    const time = await this.funds.time();
    const left = await this.contributions.owedByLeavers(time.today, { after, limit: PAGE });
    const forgiving = await this.monthsThatForgive(left);
    const transfers: Transfer[] = [];
    for (const { dueId, lastMonth } of left) {
      if (forgiving.has(lastMonth)) transfers.push(...(await this.writeOff(dueId, lastMonth, time)));
    }
    if (transfers.length > 0) {
      await this.ledger.post({
        reason: 'due-forgiven',
        sourceKind: 'forgiveness',
        transition: 'forgiven',
        bookedOn: time.today,
        transfers,
      });
    }
    return left.length === PAGE ? (left.at(-1)?.dueId ?? null) : null;
  }

  // By the rules in force in the last month of each, as with their credit, whatever was published since.
  private async monthsThatForgive(left: readonly DueOfLeaver[]): Promise<ReadonlySet<string>> {
    const months = new Set<string>();
    for (const lastMonth of new Set(left.map((one) => one.lastMonth))) {
      const version = await this.funds.rulesInForce(monthOf(lastMonth));
      if (version?.document.leaving.arrears === 'written-off') months.add(lastMonth);
    }
    return months;
  }

  private async writeOff(dueId: string, lastMonth: string, { today, now }: FundTime): Promise<readonly Transfer[]> {
    const found = await this.dues.lock(dueId);
    // Paid, forgiven, or asked for again since it was read.
    if (!found || owed(found.due) === 0 || (await this.dues.isUnderWay(dueId))) return [];
    const forgivenessId = newId();
    const amount = owed(found.due);
    const { due, transfers } = forgive(found.due, amount, forgivenessId);
    const at = now.toString();
    await this.dues.saveForgiven(due, { forgivenessId, amount, why: 'left', reason: REASON, on: today, at });
    await this.audit.write({
      action: 'due.written-off',
      subjectKind: 'due',
      subjectId: dueId,
      facts: { forgivenessId, amountCents: amount, lastMonth },
    });
    return transfers;
  }
}
