// A ticket is lost, or was found again. A lost one pays nothing that is bought from that day on.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { RuleBroken } from '../kernel/rule-broken';
import { takingBackRefused } from './ticket';
import { TicketsStore } from './tickets.store';

/** Notes lost tickets in the fund in scope. */
@Injectable()
export class ReportTicketUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly tickets: TicketsStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Notes it for a ticket of one of these units, where they are said; noting it again changes nothing. Its money comes
   * back when its time is over: until then it may have been spent before it was lost, and come late.
   * @throws RuleBroken `ticket-unknown`, `ticket-already-redeemed`, `ticket-taken-back`, `ticket-expired`
   */
  run(request: { ticketId: string; lost: boolean; of: readonly string[] | null }): Promise<void> {
    const { ticketId, lost, of } = request;
    return this.transaction.run(async () => {
      const ticket = await this.tickets.lockOne(ticketId);
      if (!ticket || (of !== null && !of.includes(ticket.accountUnitId))) throw new RuleBroken('ticket-unknown');
      const refusal = takingBackRefused(ticket);
      if (refusal) throw refusal;
      if ((ticket.lostOn !== null) === lost) return;
      await this.tickets.setLost(ticketId, lost ? (await this.funds.time()).today : null);
      const action = lost ? 'ticket.lost' : 'ticket.found';
      const { accountUnitId } = ticket;
      await this.audit.write({ action, subjectKind: 'ticket', subjectId: ticketId, facts: { accountUnitId } });
    });
  }
}
