// Somebody takes part of their credit on paper: a sheet of tickets, paid from the account at once.
import { AuditStore, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { monthOfDay } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { LedgerStore } from '../ledger/ledger.store';
import { mustHaveTickets, planSheet, type TicketsWanted } from './ticket';
import { accountsToIssue, pagesOfIssue } from './ticket-transfers';
import { TicketsQuery } from './tickets.query';
import { type NewTicket, TicketsStore } from './tickets.store';

/** A sheet to print. */
export interface SheetIssued {
  readonly sheetId: string;
  readonly tickets: readonly NewTicket[];
  readonly totalCents: Cents;
  readonly goodUntil: string;
}

/** Issues tickets in the fund in scope. */
@Injectable()
export class IssueTicketsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly known: TicketsQuery,
    private readonly tickets: TicketsStore,
    private readonly ledger: LedgerStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * The whole sheet or none of it.
   * @throws RuleBroken `account-unit-unknown`, `account-paused`, `no-rules-in-force`, `tickets-credit-too-low` with what
   * could be had, or as `mustHaveTickets` and `planSheet`
   */
  run({ accountUnitId, wanted }: { accountUnitId: string; wanted: readonly TicketsWanted[] }): Promise<SheetIssued> {
    return this.transaction.run(async () => {
      const { today, now } = await this.funds.time();
      const unit = await this.known.unit(accountUnitId, today);
      if (!unit) throw new RuleBroken('account-unit-unknown');
      if (unit.paused) throw new RuleBroken('account-paused');
      const rules = await this.funds.rulesInForce(monthOfDay(today));
      if (!rules) throw new RuleBroken('no-rules-in-force');
      mustHaveTickets(rules.document);
      const plan = planSheet(wanted, rules.document.spending, today);
      const { sheetId, tickets } = await this.tickets.issue({
        ...plan,
        accountUnitId,
        issuedOn: today,
        issuedBy: tenantScope().actor.id,
        issuedAt: now.toString(),
      });
      await this.ledger.open(accountsToIssue(accountUnitId));
      for (const page of pagesOfIssue(tickets, { accountUnitId, sheetId, on: today })) {
        const { refusedLines } = await this.ledger.post(page);
        if (refusedLines.length > 0)
          throw new RuleBroken('tickets-credit-too-low', { availableCents: unit.spendable, totalCents: plan.total });
      }
      const facts = { accountUnitId, tickets: tickets.length, totalCents: plan.total };
      await this.audit.write({ action: 'tickets.issued', subjectKind: 'ticket-sheet', subjectId: sheetId, facts });
      return { sheetId, tickets, totalCents: plan.total, goodUntil: plan.goodUntil.toString() };
    });
  }
}
