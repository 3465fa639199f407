// A council's draw is published: those drawn take their seats, each until the end of their term.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RecordsQuery } from '../draws/records.query';
import { FundsQuery } from '../funds/funds.query';
import { dayOf } from '../kernel/calendar';
import { termEnds } from './charter';
import { SeatsStore } from './seats.store';

/** Seats who was drawn, in the fund in scope. */
@Injectable()
export class SeatDrawnUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly records: RecordsQuery,
    private readonly seats: SeatsStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /** Done again it changes nothing; a draw that is not published, or a test, seats nobody. @returns how many sit by it */
  run({ drawId }: { readonly drawId: string }): Promise<{ seats: number }> {
    return this.transaction.run(async () => {
      await this.seats.lock();
      const before = await this.seats.ofDraw(drawId);
      if (before.length > 0) return { seats: before.length };
      const outcome = await this.records.outcome(drawId);
      if (outcome?.state !== 'published' || outcome.test || outcome.terms.kind !== 'council' || !outcome.draw)
        return { seats: 0 };
      const { terms, draw } = outcome;
      const from = dayOf(terms.termFrom);
      const who = new Map((await this.records.entries(drawId)).map(({ code, subjectId }) => [code, subjectId]));
      const ends = termEnds(from, terms, { count: draw.panel.length, first: !(await this.seats.anybodyOn(from)) });
      const seats = draw.panel.map((code, place) => ({
        drawId,
        volunteerId: who.get(code) ?? '',
        code,
        replacesSeatId: null,
        from,
        until: ends[place] ?? dayOf(terms.lastDay),
      }));
      const { now } = await this.funds.time();
      await this.seats.take(seats, now.toString());
      await this.audit.write({
        action: 'council.seated',
        subjectKind: 'draw',
        subjectId: drawId,
        facts: { codes: draw.panel, until: [...new Set(ends.map(String))] },
      });
      return { seats: seats.length };
    });
  }
}
