// Somebody leaves the council before their term ends: the seat falls free, and who follows is found by the published order.
import { AuditStore, OutboxStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { RuleBroken } from '../kernel/rule-broken';
import { SeatsStore } from './seats.store';

/** Who leaves, and why. */
export interface LeaveSeat {
  readonly seatId: string;
  readonly reason: string;
}

/** Frees seats in the council of the fund in scope. */
@Injectable()
export class LeaveSeatUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly seats: SeatsStore,
    private readonly funds: FundsQuery,
    private readonly outbox: OutboxStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `seat-unknown`, `seat-left-already`, `seat-term-over` */
  run({ seatId, reason }: LeaveSeat): Promise<{ drawId: string; leftOn: string }> {
    return this.transaction.run(async () => {
      await this.seats.lock();
      const seat = await this.seats.find(seatId);
      if (!seat) throw new RuleBroken('seat-unknown');
      if (seat.state === 'left') throw new RuleBroken('seat-left-already');
      const { today } = await this.funds.time();
      if (seat.untilOn < today.toString()) throw new RuleBroken('seat-term-over', { untilOn: seat.untilOn });
      await this.seats.leave(seatId, today, reason);
      await this.outbox.writeUnlessWaiting({ job: 'council.fill-seats', subject: { drawId: seat.drawId } });
      await this.audit.write({
        action: 'council.seat-left',
        subjectKind: 'council-seat',
        subjectId: seatId,
        facts: { drawId: seat.drawId, code: seat.code },
      });
      return { drawId: seat.drawId, leftOn: today.toString() };
    });
  }
}
