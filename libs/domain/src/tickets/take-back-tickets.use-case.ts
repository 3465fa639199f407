// Tickets come back unused: their money returns to the account they were issued from, to the lots it was taken from.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { type Cents, sum } from '../kernel/money';
import { LedgerStore } from '../ledger/ledger.store';
import { everyTicket, readTicketNumbers, takingBackRefused } from './ticket';
import { accountsOf } from './ticket-transfers';
import { TicketsStore } from './tickets.store';

/** Takes tickets back in the fund in scope. */
@Injectable()
export class TakeBackTicketsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly tickets: TicketsStore,
    private readonly ledger: LedgerStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * All tickets of the list or none of them; the amount in cents.
   * @throws RuleBroken `number-mistyped`, `ticket-listed-twice`, or as `takingBackRefused` with all that is wrong in `faults`
   */
  run({ ticketNos }: { ticketNos: readonly string[] }): Promise<{ tickets: number; totalCents: Cents }> {
    const numbers = readTicketNumbers(ticketNos);
    return this.transaction.run(async () => {
      const { today } = await this.funds.time();
      const tickets = everyTicket(numbers, await this.tickets.lock(numbers), takingBackRefused);
      const ids = tickets.map(({ ticketId }) => ticketId);
      await this.tickets.close(ids, 'taken-back', today);
      await this.ledger.keepSpendingOut(accountsOf(tickets), today);
      for (const ticketId of ids) {
        await this.ledger.reverse({
          reason: 'ticket-taken-back',
          sourceKind: 'ticket',
          sourceIds: [ticketId],
          undoes: 'issued',
          transition: 'taken-back',
          bookedOn: today,
        });
      }
      const totalCents = sum(tickets.map(({ value }) => value));
      const facts = { ticketIds: ids, totalCents };
      await this.audit.write({ action: 'tickets.taken-back', subjectKind: 'ticket', subjectId: ids[0] ?? null, facts });
      return { tickets: ids.length, totalCents };
    });
  }
}
