// Writes tickets, each locked before anything happens to it: at two tills at once it pays once.
import { newId, TenantTransaction, tenantScope } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { numberFrom } from '../cards/checked-number';
import { type Day, dayOf } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import { type CoveredLine, type SheetPlan, type Ticket, TICKET, type TicketState } from './ticket';

/** A sheet about to be written. */
export interface NewSheet extends SheetPlan {
  readonly accountUnitId: string;
  readonly issuedOn: Day;
  readonly issuedBy: string | null;
  readonly issuedAt: string;
}

/** A ticket that was made; `value` in cents. */
export interface NewTicket {
  readonly ticketId: string;
  readonly ticketNo: string;
  readonly value: Cents;
}

/** A ticket with what was bought with it, when, and when that was booked; nulls of one that never paid. */
export interface PaidTicket extends Ticket {
  readonly boughtOn: Day | null;
  readonly closedOn: Day | null;
  readonly outletId: string | null;
}

/** Tickets that an outlet took: for what was bought when, entered when; `boxId` where they came in a box. */
export interface Redemption {
  readonly outletId: string;
  readonly boughtOn: Day;
  readonly bookedOn: Day;
  readonly at: string;
  readonly by: string | null;
  readonly rulesVersionId: string;
  readonly boxId: string | null;
  /** What they were spent on; null: not told. */
  readonly line: CoveredLine | null;
}

/** A box of paper about to be written. */
export interface NewBox extends Omit<Redemption, 'boxId' | 'rulesVersionId' | 'line'> {
  readonly outsideAreasReason: string | null;
}

const TICKET_COLUMNS = `ticket_id, ticket_no, account_unit_id, value_cents, state, issued_on::text, good_until::text,
  lost_on::text`;

/** The tickets of the fund in scope, for writing. */
@Injectable()
export class TicketsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Writes a sheet, its numbers drawn until each is free. */
  async issue(sheet: NewSheet): Promise<{ sheetId: string; tickets: NewTicket[] }> {
    const sheetId = newId();
    await this.query(
      `insert into tickets.sheet (tenant_id, sheet_id, account_unit_id, tickets, total_cents, issued_on, good_until, issued_by,
         issued_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        sheetId,
        sheet.accountUnitId,
        sheet.values.length,
        sheet.total,
        sheet.issuedOn.toString(),
        sheet.goodUntil.toString(),
        sheet.issuedBy,
        sheet.issuedAt,
      ],
    );
    const tickets: NewTicket[] = [];
    for (const value of sheet.values) tickets.push(await this.make(sheetId, sheet, value));
    return { sheetId, tickets };
  }

  /** Locks tickets by their numbers until the transaction ends, always in the same order; those there are, by number. */
  async lock(numbers: readonly string[]): Promise<ReadonlyMap<string, Ticket>> {
    const rows = await this.query(
      `select ${TICKET_COLUMNS} from tickets.ticket where tenant_id = $1 and ticket_no = any($2::text[])
       order by ticket_no for update`,
      [numbers],
    );
    return new Map(rows.map((row) => [String(row['ticket_no']), ticketOf(row)]));
  }

  /** Locks one ticket by its id until the transaction ends; null when the fund has none of this id. */
  async lockOne(ticketId: string): Promise<Ticket | null> {
    const [row] = await this.query(
      `select ${TICKET_COLUMNS} from tickets.ticket where tenant_id = $1 and ticket_id = $2 for update`,
      [ticketId],
    );
    return row ? ticketOf(row) : null;
  }

  /** The ids, in their order, of the next tickets that are out and can be brought no more on a day. Locks nothing. */
  async over(today: Day, after: string | null, limit: number): Promise<string[]> {
    const rows = await this.query(
      `select ticket_id from tickets.ticket
       where tenant_id = $1 and state = 'issued' and taken_until < $2 and ($3::uuid is null or ticket_id > $3)
       order by ticket_id limit $4`,
      [today.toString(), after, limit],
    );
    return rows.map((row) => String(row['ticket_id']));
  }

  /** Locks those of these tickets that are still out, by their numbers as whoever redeems does: nobody waits in a circle. */
  async lockOut(ticketIds: readonly string[]): Promise<Ticket[]> {
    const rows = await this.query(
      `select ${TICKET_COLUMNS} from tickets.ticket
       where tenant_id = $1 and ticket_id = any($2::uuid[]) and state = 'issued' order by ticket_no for update`,
      [ticketIds],
    );
    return rows.map(ticketOf);
  }

  /** Writes down a box. @returns its id */
  async addBox(box: NewBox, { count, total }: { count: number; total: Cents }): Promise<string> {
    const boxId = newId();
    await this.query(
      `insert into tickets.box (tenant_id, box_id, outlet_id, bought_on, tickets, total_cents, entered_by, entered_at,
         outside_areas_reason)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [boxId, box.outletId, box.boughtOn.toString(), count, total, box.by, box.at, box.outsideAreasReason],
    );
    return boxId;
  }

  /** Redeems tickets: each is a purchase of its own from now on, of its whole value. */
  async redeem(tickets: readonly Ticket[], redemption: Redemption): Promise<void> {
    const ids = tickets.map(({ ticketId }) => ticketId);
    const { outletId, boughtOn, bookedOn, boxId } = redemption;
    await this.query(
      `update tickets.ticket set state = 'redeemed', closed_on = $3, outlet_id = $4, bought_on = $5, box_id = $6
       where tenant_id = $1 and ticket_id = any($2::uuid[])`,
      [ids, bookedOn.toString(), outletId, boughtOn.toString(), boxId],
    );
    await this.query(
      `insert into purchases.purchase (tenant_id, purchase_id, account_unit_id, outlet_id, medium, total_cents, account_cents,
         outlet_cents, bought_on, booked_on, occurred_at, rules_version_id, recorded_by)
       select $1, t.ticket_id, t.account_unit_id, t.outlet_id, 'paper-ticket', t.value_cents, t.value_cents, t.value_cents,
         t.bought_on, t.closed_on, $3, $4, $5
       from tickets.ticket t where t.tenant_id = $1 and t.ticket_id = any($2::uuid[])`,
      [ids, redemption.at, redemption.rulesVersionId, redemption.by],
    );
    const { line } = redemption;
    if (line === null) return;
    await this.query(
      `insert into purchases.purchase_line (tenant_id, purchase_id, line_no, approval_line_id, category, coverage_percent,
         amount_cents)
       select $1, t.ticket_id, 1, $3, $4, $5, t.value_cents
       from tickets.ticket t where t.tenant_id = $1 and t.ticket_id = any($2::uuid[])`,
      [ids, line.approvalLineId, line.category, line.coveragePercent],
    );
  }

  /** Ends tickets whose money goes back to the account. */
  async close(ticketIds: readonly string[], state: 'taken-back' | 'expired', on: Day): Promise<void> {
    await this.query(
      `update tickets.ticket set state = $3, closed_on = $4 where tenant_id = $1 and ticket_id = any($2::uuid[])`,
      [ticketIds, state, on.toString()],
    );
  }

  /** Locks a ticket by its id, with when it was bought with and booked; null when the fund has none of this id. */
  async lockPaid(ticketId: string): Promise<PaidTicket | null> {
    const [row] = await this.query(
      `select ${TICKET_COLUMNS}, bought_on::text, closed_on::text, outlet_id from tickets.ticket
       where tenant_id = $1 and ticket_id = $2 for update`,
      [ticketId],
    );
    if (!row) return null;
    const day = (value: unknown): Day | null => (value === null ? null : dayOf(String(value)));
    return {
      ...ticketOf(row),
      boughtOn: day(row['bought_on']),
      closedOn: day(row['closed_on']),
      outletId: row['outlet_id'] as string | null,
    };
  }

  /** Writes that the paying with a ticket was undone, and in everybody's lists that its purchase came back. */
  async undo({ ticketId, value }: Ticket, { reason, on, at }: { reason: string; on: Day; at: string }): Promise<void> {
    await this.query(
      `update tickets.ticket set state = 'undone', undone_on = $3 where tenant_id = $1 and ticket_id = $2`,
      [ticketId, on.toString()],
    );
    await this.query(
      `insert into purchases.refund (tenant_id, refund_id, purchase_id, amount_cents, reason, refunded_by, refunded_on,
         refunded_at, recorded_by)
       values ($1, $2, $3, $4, $5, 'fund', $6, $7, $8)`,
      [newId(), ticketId, value, reason, on.toString(), at, tenantScope().actor.id],
    );
  }

  /** Notes since when a ticket is lost; null: it was found. */
  async setLost(ticketId: string, lostOn: Day | null): Promise<void> {
    await this.query('update tickets.ticket set lost_on = $3 where tenant_id = $1 and ticket_id = $2', [
      ticketId,
      lostOn?.toString() ?? null,
    ]);
  }

  private async make(sheetId: string, sheet: NewSheet, value: Cents): Promise<NewTicket> {
    for (;;) {
      const ticket = { ticketId: newId(), ticketNo: numberFrom(TICKET, newId()), value };
      const [row] = await this.query(
        `insert into tickets.ticket (tenant_id, ticket_id, ticket_no, sheet_id, account_unit_id, value_cents, issued_on,
           good_until, taken_until, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'issued') on conflict do nothing returning ticket_id`,
        [
          ticket.ticketId,
          ticket.ticketNo,
          sheetId,
          sheet.accountUnitId,
          value,
          sheet.issuedOn.toString(),
          sheet.goodUntil.toString(),
          sheet.takenUntil.toString(),
        ],
      );
      if (row) return ticket;
    }
  }

  private query(sql: string, values: readonly unknown[]): Promise<Record<string, unknown>[]> {
    return this.transaction.query(sql, [this.transaction.tenantId, ...values]);
  }
}

function ticketOf(row: Record<string, unknown>): Ticket {
  return {
    ticketId: String(row['ticket_id']),
    ticketNo: String(row['ticket_no']),
    accountUnitId: String(row['account_unit_id']),
    value: cents(Number(row['value_cents'])),
    state: row['state'] as TicketState,
    issuedOn: dayOf(String(row['issued_on'])),
    goodUntil: dayOf(String(row['good_until'])),
    lostOn: row['lost_on'] === null ? null : dayOf(String(row['lost_on'])),
  };
}
