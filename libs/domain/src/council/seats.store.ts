// Writes who sits in the council, and how free seats were filled: nothing is deleted.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import type { Relaxation } from '../sortition/fair-lottery';

/** A seat about to be taken. */
export interface NewSeat {
  readonly drawId: string;
  readonly volunteerId: string;
  readonly code: string;
  readonly replacesSeatId: string | null;
  readonly from: Day;
  readonly until: Day;
}

/** A seat as it stands. Days are ISO texts. */
export interface Seat {
  readonly seatId: string;
  readonly drawId: string;
  readonly volunteerId: string;
  readonly code: string;
  readonly replacesSeatId: string | null;
  readonly fromOn: string;
  readonly untilOn: string;
  readonly state: 'held' | 'left';
  /** Whether somebody followed on it. */
  readonly followed: boolean;
}

const SEAT = `s.seat_id as "seatId", s.draw_id as "drawId", s.volunteer_id as "volunteerId", s.code,
  s.replaces_seat_id as "replacesSeatId", s.from_on::text as "fromOn", s.until_on::text as "untilOn", s.state,
  exists (select 1 from council.seat n where n.tenant_id = $1 and n.replaces_seat_id = s.seat_id) as followed`;

/** The seats of the fund in scope, for writing. */
@Injectable()
export class SeatsStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Keeps every other change of seats out until the transaction ends. */
  async lock(): Promise<void> {
    await this.transaction.lock('council-seats');
  }

  /** The seats that a draw gave, with those who followed, in the order in which they were taken. */
  async ofDraw(drawId: string): Promise<Seat[]> {
    const rows = await this.transaction.query(
      `select ${SEAT} from council.seat s where s.tenant_id = $1 and s.draw_id = $2 order by s.seat_id`,
      [this.transaction.tenantId, drawId],
    );
    return rows as unknown as Seat[];
  }

  /** One seat; null when the fund has none such. */
  async find(seatId: string): Promise<Seat | null> {
    const [row] = await this.transaction.query(
      `select ${SEAT} from council.seat s where s.tenant_id = $1 and s.seat_id = $2`,
      [this.transaction.tenantId, seatId],
    );
    return row ? (row as unknown as Seat) : null;
  }

  /** Whether anybody sits on a day. */
  async anybodyOn(day: Day): Promise<boolean> {
    const rows = await this.transaction.query(
      `select 1 from council.seat where tenant_id = $1 and state = 'held' and until_on >= $2 limit 1`,
      [this.transaction.tenantId, day.toString()],
    );
    return rows.length > 0;
  }

  /** Has people take their seats. */
  async take(seats: readonly NewSeat[], at: string): Promise<void> {
    await this.transaction.query(
      `insert into council.seat (tenant_id, state, seated_at, seat_id, draw_id, volunteer_id, code, replaces_seat_id, from_on, until_on)
       select $1, 'held', $2, u.* from unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::uuid[], $8::date[], $9::date[]) as u`,
      [
        this.transaction.tenantId,
        at,
        seats.map(newId),
        seats.map(({ drawId }) => drawId),
        seats.map(({ volunteerId }) => volunteerId),
        seats.map(({ code }) => code),
        seats.map(({ replacesSeatId }) => replacesSeatId),
        seats.map(({ from }) => from.toString()),
        seats.map(({ until }) => until.toString()),
      ],
    );
  }

  /** Notes that somebody leaves their seat. */
  async leave(seatId: string, on: Day, reason: string): Promise<void> {
    await this.transaction.query(
      `update council.seat set state = 'left', left_on = $3, left_reason = $4 where tenant_id = $1 and seat_id = $2`,
      [this.transaction.tenantId, seatId, on.toString(), reason],
    );
  }

  /** Keeps how free seats were filled. */
  async keepReplacement(
    replacement: {
      drawId: string;
      leftSeatIds: readonly string[];
      codes: readonly string[];
      deviation: readonly Relaxation[];
    },
    at: string,
  ): Promise<void> {
    await this.transaction.query(
      `insert into council.replacement (tenant_id, replacement_id, draw_id, left_seat_ids, codes, deviation, replaced_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        this.transaction.tenantId,
        newId(),
        replacement.drawId,
        JSON.stringify(replacement.leftSeatIds),
        JSON.stringify(replacement.codes),
        JSON.stringify(replacement.deviation),
        at,
      ],
    );
  }
}
