// Who sits in the council, for screens. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, instantText } from '../kernel/calendar';
import type { PageRequest } from '../kernel/page';
import type { Relaxation } from '../sortition/fair-lottery';

/** A seat in a list; days are ISO texts. The name is null once it was emptied. */
export interface SeatView {
  readonly seatId: string;
  readonly drawId: string;
  readonly drawNo: number;
  readonly code: string;
  readonly name: string | null;
  readonly replacesCode: string | null;
  readonly fromOn: string;
  readonly untilOn: string;
  readonly state: 'held' | 'left' | 'ended';
  readonly leftOn: string | null;
  readonly leftReason: string | null;
}

/** How free seats were filled; `deviation` names the bounds that had to give way. */
export interface ReplacementView {
  readonly replacementId: string;
  readonly drawId: string;
  readonly codes: readonly string[];
  readonly deviation: readonly Relaxation[];
  readonly replacedAt: string;
}

/** Reads the seats of the fund in scope. */
@Injectable()
export class SeatsQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Seats in the order in which they were taken; `after` is the last one seen. */
  async seats(today: Day, page: PageRequest): Promise<SeatView[]> {
    const rows = await this.transaction.query(
      `select s.seat_id as "seatId", s.draw_id as "drawId", d.draw_no as "drawNo", s.code, v.name, r.code as "replacesCode",
         s.from_on::text as "fromOn", s.until_on::text as "untilOn", s.left_on::text as "leftOn",
         s.left_reason as "leftReason", case when s.state = 'held' and s.until_on < $2 then 'ended' else s.state end as state
       from council.seat s
       join draws.draw d on d.tenant_id = $1 and d.draw_id = s.draw_id
       join council.volunteer v on v.tenant_id = $1 and v.volunteer_id = s.volunteer_id
       left join council.seat r on r.tenant_id = $1 and r.seat_id = s.replaces_seat_id
       where s.tenant_id = $1 and ($3::uuid is null or s.seat_id > $3) order by s.seat_id limit $4`,
      [this.transaction.tenantId, today.toString(), page.after, page.limit],
    );
    return rows as unknown as SeatView[];
  }

  /** How free seats were filled, in order; `after` is the last one seen. */
  async replacements(page: PageRequest): Promise<ReplacementView[]> {
    const rows = await this.transaction.query(
      `select replacement_id as "replacementId", draw_id as "drawId", codes, deviation, replaced_at as "replacedAt"
       from council.replacement where tenant_id = $1 and ($2::uuid is null or replacement_id > $2)
       order by replacement_id limit $3`,
      [this.transaction.tenantId, page.after, page.limit],
    );
    return rows.map((row) => ({ ...(row as unknown as ReplacementView), replacedAt: instantText(row['replacedAt']) }));
  }
}
