// An outlet took tickets: it types them itself on the day, or brings the paper and the fund types a whole box.
import { AuditStore, newId, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { compareDays, type Day, monthOfDay } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { LedgerStore } from '../ledger/ledger.store';
import type { ApprovalLine } from '../outlets/approval-line';
import { checkArea } from '../outlets/outlet';
import { OutletsQuery } from '../outlets/outlets.query';
import { checkedTotal, everyTicket, lineTold, readTicketNumbers, redeemingRefused, type Ticket } from './ticket';
import { pageOfRedemption, payableTo } from './ticket-transfers';
import { TicketsStore } from './tickets.store';

/** Tickets as typed. `boughtOn` null: today; `box`: the sum written on the box of paper they came in, in cents. */
export interface TicketsToRedeem {
  readonly outlet: { readonly outletId: string } | { readonly outletNo: number };
  readonly ticketNos: readonly string[];
  readonly boughtOn: Day | null;
  /** What was bought, for the figures: a category of what is covered there; null: not told, or there is one line only. */
  readonly category?: string | null;
  readonly box: { readonly controlTotal: Cents; readonly outsideAreasReason?: string | null } | null;
}

/** What the outlet is owed for them: nothing in it tells whose they were. */
export interface TicketsRedeemed {
  readonly boxId: string | null;
  readonly totalCents: Cents;
  readonly tickets: readonly { readonly ticketNo: string; readonly valueCents: Cents }[];
}

interface OutletThen {
  readonly outletId: string;
  readonly communes: readonly string[];
  /** What was covered there on the day. */
  readonly lines: readonly ApprovalLine[];
}

/** Redeems tickets in the fund in scope. */
@Injectable()
export class RedeemTicketsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly outlets: OutletsQuery,
    private readonly tickets: TicketsStore,
    private readonly ledger: LedgerStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * All tickets of the list or none of them: each pays its whole value, once, and no change is given.
   * @throws RuleBroken `number-mistyped`, `ticket-listed-twice`, `ticket-total-differs`, `tickets-day-to-come`,
   * `outlet-unknown`, `outlet-not-approved`, `outlet-suspended`, `no-rules-in-force`, `outlet-outside-areas` unless a reason
   * takes a box all the same, `ticket-category-not-covered`, or as `redeemingRefused` with all
   * that is wrong in `faults`
   */
  run(asked: TicketsToRedeem): Promise<TicketsRedeemed> {
    const numbers = readTicketNumbers(asked.ticketNos);
    return this.transaction.run(async () => {
      const { today, now } = await this.funds.time();
      const boughtOn = asked.boughtOn ?? today;
      if (compareDays(boughtOn, today) > 0) throw new RuleBroken('tickets-day-to-come');
      const { outletId, communes, lines } = await this.outlet(asked.outlet, boughtOn, today);
      const rules = await this.funds.rulesInForce(monthOfDay(boughtOn));
      if (!rules) throw new RuleBroken('no-rules-in-force');
      const outside = outsideOf(asked);
      if (outside.outsideAreasReason === null) checkArea(communes, rules.document.spending.areas);
      const line = lineTold(lines, asked.category ?? null);
      const known = await this.tickets.lock(numbers);
      const tickets = everyTicket(numbers, known, (ticket) => redeemingRefused(ticket, boughtOn));
      const totalCents = checkedTotal(tickets, asked.box?.controlTotal ?? null);
      const { rulesVersionId } = rules;
      const redemption = { outletId, boughtOn, bookedOn: today, at: now.toString(), by: tenantScope().actor.id };
      const boxId =
        asked.box &&
        (await this.tickets.addBox({ ...redemption, ...outside }, { count: tickets.length, total: totalCents }));
      await this.tickets.redeem(tickets, { ...redemption, rulesVersionId, boxId, line });
      await this.book(tickets, { outletId, entryId: boxId ?? newId(), on: today });
      const facts = { boxId, boughtOn: boughtOn.toString(), tickets: tickets.length, totalCents, ...outside };
      await this.audit.write({ action: 'tickets.redeemed', subjectKind: 'outlet', subjectId: outletId, facts });
      return {
        boxId,
        totalCents,
        tickets: tickets.map(({ ticketNo, value }) => ({ ticketNo, valueCents: value })),
      };
    });
  }

  // The day of the purchase decides whether the outlet was approved and anything covered there; today, how it stands now.
  private async outlet(which: TicketsToRedeem['outlet'], boughtOn: Day, today: Day): Promise<OutletThen> {
    const outlet = await ('outletId' in which
      ? this.outlets.outlet(which.outletId)
      : this.outlets.numbered(which.outletNo));
    if (!outlet) throw new RuleBroken('outlet-unknown');
    const { outletId } = outlet;
    const isNow = compareDays(boughtOn, today) === 0;
    const state = isNow ? outlet.state : await this.outlets.standingOn(outletId, boughtOn);
    if (state === 'suspended') throw new RuleBroken('outlet-suspended');
    const lines = await this.outlets.linesOn(outletId, boughtOn);
    const covered = lines.filter(({ coveragePercent }) => coveragePercent > 0);
    if (state !== 'approved' || covered.length === 0) throw new RuleBroken('outlet-not-approved');
    return { outletId, communes: outlet.communes, lines: covered };
  }

  private async book(tickets: readonly Ticket[], where: { outletId: string; entryId: string; on: Day }): Promise<void> {
    await this.ledger.open([payableTo(where.outletId)]);
    await this.ledger.post(pageOfRedemption(tickets, where));
  }
}

function outsideOf({ box }: TicketsToRedeem): { outsideAreasReason: string | null } {
  return { outsideAreasReason: box?.outsideAreasReason ?? null };
}
