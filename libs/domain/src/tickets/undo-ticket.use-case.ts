// A ticket was redeemed by mistake: the coordination undoes it, and its value is back on the account it was issued from.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { monthOfDay } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { LedgerStore } from '../ledger/ledger.store';
import { mustNotBeTooLate } from '../purchases/refund';
import { mustBeRedeemed } from './ticket';
import { TicketsStore } from './tickets.store';

/** What went back to the account, in cents. */
export interface TicketUndone {
  readonly ticketNo: string;
  readonly valueCents: Cents;
  readonly undoneOn: string;
}

/** Undoes the redeeming of tickets in the fund in scope. */
@Injectable()
export class UndoTicketUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly tickets: TicketsStore,
    private readonly ledger: LedgerStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * The outlet owes the value, and the account has it back in the lots it was taken from. The paper itself is worth
   * nothing any more: who served in good faith is paid with a new ticket.
   * @throws RuleBroken `ticket-unknown`, `ticket-not-redeemed`, `ticket-undone`, `refund-too-late` when more days than the
   * rules give for a refund have gone by since it was booked, `ledger-period-closed`
   */
  run({ ticketId, reason }: { ticketId: string; reason: string }): Promise<TicketUndone> {
    return this.transaction.run(async () => {
      const ticket = await this.tickets.lockPaid(ticketId);
      if (!ticket) throw new RuleBroken('ticket-unknown');
      mustBeRedeemed(ticket);
      const { today, now } = await this.funds.time();
      const rules = await this.funds.rulesInForce(monthOfDay(ticket.boughtOn ?? today));
      mustNotBeTooLate(ticket.closedOn ?? today, rules?.document.spending.refundDays ?? 0, today);
      const back = { sourceKind: 'ticket', sourceIds: [ticketId], bookedOn: today, reason: 'ticket-undone' };
      await this.ledger.reverse({ ...back, undoes: 'redeemed', transition: 'redeeming-undone' });
      await this.ledger.reverse({ ...back, undoes: 'issued', transition: 'given-back' });
      await this.tickets.undo(ticket, { reason, on: today, at: now.toString() });
      const { accountUnitId, outletId, ticketNo, value: valueCents } = ticket;
      const facts = { accountUnitId, outletId, valueCents, reason };
      await this.audit.write({ action: 'ticket.undone', subjectKind: 'ticket', subjectId: ticketId, facts });
      return { ticketNo, valueCents, undoneOn: today.toString() };
    });
  }
}
