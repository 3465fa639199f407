// Tickets for screens and printing, and what their use cases must know of units and outlets. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, firstDay, instantText, monthOfDay } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import type { PageRequest } from '../kernel/page';
import { type EndingSheet, TICKET_WARNING_DAYS, type TicketState } from './ticket';

/** A ticket in a list; days as ISO text. */
export interface TicketView {
  readonly ticketId: string;
  readonly ticketNo: string;
  readonly sheetId: string;
  readonly accountUnitId: string;
  readonly valueCents: number;
  readonly state: TicketState;
  readonly issuedOn: string;
  readonly goodUntil: string;
  readonly lostOn: string | null;
  readonly closedOn: string | null;
}

/** Which tickets are asked for; null: whatever it is. */
export interface TicketsAsked {
  readonly accountUnitId: string | null;
  readonly sheetId: string | null;
  readonly state: TicketState | null;
}

/** A box of paper as it was entered. */
export interface BoxView {
  readonly boxId: string;
  readonly outletId: string;
  readonly outletName: string;
  readonly boughtOn: string;
  readonly tickets: number;
  readonly totalCents: number;
  readonly enteredAt: string;
}

/** What a unit could spend now, in cents, and whether its account rests. */
export interface SpendableUnit {
  readonly spendable: Cents;
  readonly paused: boolean;
}

/** Reads the tickets of the fund in scope. */
@Injectable()
export class TicketsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Tickets by id; `after` is the last id seen. */
  async tickets({ accountUnitId, sheetId, state }: TicketsAsked, page: PageRequest): Promise<TicketView[]> {
    const rows = await this.query(
      `select ticket_id as "ticketId", ticket_no as "ticketNo", sheet_id as "sheetId", account_unit_id as "accountUnitId",
         value_cents::int as "valueCents", state, issued_on::text as "issuedOn", good_until::text as "goodUntil",
         lost_on::text as "lostOn", closed_on::text as "closedOn"
       from tickets.ticket
       where tenant_id = $1 and ($2::uuid is null or account_unit_id = $2) and ($3::uuid is null or sheet_id = $3)
         and ($4::text is null or state = $4) and ($5::uuid is null or ticket_id > $5)
       order by ticket_id limit $6`,
      [accountUnitId, sheetId, state, page.after, page.limit],
    );
    return rows as unknown as TicketView[];
  }

  /** Boxes by id; `after` is the last id seen. */
  async boxes(page: PageRequest): Promise<BoxView[]> {
    const rows = await this.query(
      `select b.box_id as "boxId", b.outlet_id as "outletId", o.name as "outletName", b.bought_on::text as "boughtOn",
         b.tickets::int, b.total_cents::int as "totalCents", b.entered_at
       from tickets.box b join outlets.outlet o on o.tenant_id = b.tenant_id and o.outlet_id = b.outlet_id
       where b.tenant_id = $1 and ($2::uuid is null or b.box_id > $2) order by b.box_id limit $3`,
      [page.after, page.limit],
    );
    return rows.map(({ entered_at: at, ...box }) => ({ ...box, enteredAt: instantText(at) }) as unknown as BoxView);
  }

  /** What a unit may spend on a day; null when the fund has no such unit. */
  async unit(accountUnitId: string, today: Day): Promise<SpendableUnit | null> {
    const [row] = await this.query(
      `select coalesce((select m.balance_after from ledger.movement m
           where m.tenant_id = $1 and m.primary_account_id = a.account_id and m.seq is not null
           order by m.seq desc limit 1) - ledger.held_on($1, a.account_id), 0) as spendable,
         exists (select 1 from members.pause p where p.tenant_id = $1 and p.account_unit_id = u.account_unit_id
           and p.from_month <= $3 and (p.until_month is null or p.until_month >= $3)) as paused
       from members.account_unit u
       left join ledger.account a on a.tenant_id = $1 and a.kind = 'allocation' and a.owner_id = u.account_unit_id
       where u.tenant_id = $1 and u.account_unit_id = $2`,
      [accountUnitId, firstDay(monthOfDay(today)).toString()],
    );
    return row ? { spendable: cents(Number(row['spendable'])), paused: row['paused'] === true } : null;
  }

  /** Whether a ticket is still out that can be brought no more on a day. */
  async expiryDue(today: Day): Promise<boolean> {
    return (await this.over(today)) > 0;
  }

  /** How many of them there are. */
  async over(today: Day): Promise<number> {
    const [row] = await this.query(
      `select count(*)::int as tickets from tickets.ticket where tenant_id = $1 and state = 'issued' and taken_until < $2`,
      [today.toString()],
    );
    return Number(row?.['tickets'] ?? 0);
  }

  /** Whether somebody is still to be told that their tickets soon pay no more. */
  async warningDue(today: Day): Promise<boolean> {
    return (await this.endingSheets(today)).length > 0;
  }

  /** Sheets of which tickets are out, not lost, and pay no more in a few weeks, and of which nobody was told. */
  async endingSheets(today: Day): Promise<EndingSheet[]> {
    const rows = await this.query(
      `select t.sheet_id as "sheetId", t.account_unit_id as "accountUnitId", count(*)::int as tickets,
         sum(t.value_cents)::int as "totalCents", t.good_until::text as "goodUntil"
       from tickets.ticket t
       where t.tenant_id = $1 and t.state = 'issued' and t.lost_on is null and t.good_until between $2 and $3
         and not exists (select 1 from tenancy.notice n where n.tenant_id = $1 and n.key = 'tickets-end/' || t.sheet_id)
       group by t.sheet_id, t.account_unit_id, t.good_until order by t.sheet_id`,
      [today.toString(), today.add({ days: TICKET_WARNING_DAYS }).toString()],
    );
    return rows as unknown as EndingSheet[];
  }

  private query(sql: string, values: readonly unknown[]): Promise<Record<string, unknown>[]> {
    return this.transaction.query(sql, [this.transaction.tenantId, ...values]);
  }
}
