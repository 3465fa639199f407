// Tickets whose time is over: the money goes back to the account they were issued from, never silently to the pot.
import { AuditStore, type PageDone, PagedStep, type StepProgress, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { sum } from '../kernel/money';
import { LedgerStore } from '../ledger/ledger.store';
import { TicketsQuery } from './tickets.query';
import { accountsOf } from './ticket-transfers';
import { TicketsStore } from './tickets.store';

const PAGE = 100;

/** Expires tickets in the fund in scope. */
@Injectable()
export class ExpireTicketsUseCase {
  constructor(
    private readonly steps: PagedStep,
    private readonly funds: FundsQuery,
    private readonly known: TicketsQuery,
    private readonly tickets: TicketsStore,
    private readonly ledger: LedgerStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Gives back what nobody brought in time; running it again changes nothing. The credit returns to the lots it was taken
   * from: where one of these has ended meanwhile, the day's look at lots takes that part to the pot, on a line of its own
   * and told like any credit that ends. So paper neither loses credit nor makes it last longer than the rules say.
   */
  run(): Promise<StepProgress | null> {
    return this.steps.run({
      runId: tenantScope().tenantId,
      step: 'tickets.expire',
      count: async () => this.known.over((await this.funds.time()).today),
      page: (after) => this.page(after),
    });
  }

  private async page(after: string | null): Promise<PageDone> {
    const { today } = await this.funds.time();
    const asked = await this.tickets.over(today, after, PAGE);
    const over = await this.tickets.lockOut(asked);
    const ids = over.map(({ ticketId }) => ticketId);
    if (ids.length > 0) {
      await this.ledger.keepSpendingOut(accountsOf(over), today);
      await this.tickets.close(ids, 'expired', today);
      for (const ticketId of ids) {
        await this.ledger.reverse({
          reason: 'ticket-expired',
          sourceKind: 'ticket',
          sourceIds: [ticketId],
          undoes: 'issued',
          transition: 'expired',
          bookedOn: today,
        });
      }
      const facts = { tickets: ids.length, totalCents: sum(over.map(({ value }) => value)) };
      await this.audit.write({ action: 'tickets.expired', subjectKind: 'fund', subjectId: null, facts });
    }
    return { done: ids.length, lastId: asked.length === PAGE ? (asked.at(-1) ?? null) : null };
  }
}
