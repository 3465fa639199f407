export { ExpireTicketsUseCase } from './expire-tickets.use-case';
export { IssueTicketsUseCase, type SheetIssued } from './issue-tickets.use-case';
export { RedeemTicketsUseCase, type TicketsRedeemed } from './redeem-tickets.use-case';
export { ReportTicketUseCase } from './report-ticket.use-case';
export { TakeBackTicketsUseCase } from './take-back-tickets.use-case';
export { LARGEST_SHEET, TICKET_STATES, ticketAddress, type TicketState, type TicketsWanted } from './ticket';
export { type TicketUndone, UndoTicketUseCase } from './undo-ticket.use-case';
export { TicketsModule } from './tickets.module';
export { type BoxView, TicketsQuery, type TicketView } from './tickets.query';
