// Seats have fallen free: who follows comes from the order that the draw published, so that the quotas still hold, or give way
// as little as can be. Nobody chooses.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { RecordsQuery } from '../draws/records.query';
import { DrawSolving, type Replaced, type ReplaceTask } from '../draws/solving';
import { FundsQuery } from '../funds/funds.query';
import { dayOf } from '../kernel/calendar';
import { entriesOf } from '../lotteries/frozen-list';
import { type NewSeat, type Seat, SeatsStore } from './seats.store';
import { VolunteersQuery } from './volunteers.query';

/** What the story reads. */
@Injectable()
export class FillSources {
  constructor(
    readonly records: RecordsQuery,
    readonly volunteers: VolunteersQuery,
    readonly funds: FundsQuery,
  ) {}
}

/** The free seats of a draw, and the question who takes them. */
interface ToFill {
  readonly task: ReplaceTask;
  readonly free: readonly Seat[];
  readonly codes: readonly string[];
  readonly subjects: readonly string[];
}

/** Fills free seats in the council of the fund in scope. */
@Injectable()
export class FillSeatsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly sources: FillSources,
    private readonly seats: SeatsStore,
    private readonly solving: DrawSolving,
    private readonly audit: AuditStore,
  ) {}

  /** Fills what is free of a draw's seats; nothing where all are taken, or the criteria behind the draw were emptied. */
  async run({ drawId }: { readonly drawId: string }): Promise<{ filled: number }> {
    const asked = await this.transaction.run(() => this.question(drawId));
    if (!asked) return { filled: 0 };
    const found = await this.solving.answer(`replace/${drawId}`, asked.task, { goesOn: () => Promise.resolve(true) });
    return this.transaction.run(async () => {
      await this.seats.lock();
      const still = freeOf(await this.seats.ofDraw(drawId)).map(({ seatId }) => seatId);
      // Somebody else left, or stands no more, since it was asked: it is asked again.
      if (still.join() !== asked.free.map(({ seatId }) => seatId).join())
        throw new Error('the free seats have changed meanwhile');
      return this.fill(drawId, asked, found);
    });
  }

  private async question(drawId: string): Promise<ToFill | null> {
    const seats = await this.seats.ofDraw(drawId);
    const free = freeOf(seats);
    const [outcome, { commitment }, entries] = [
      await this.sources.records.outcome(drawId),
      await this.sources.records.steps(drawId),
      await this.sources.records.entries(drawId),
    ];
    const lines = entries.flatMap(({ salted }) => (salted ? [salted.line] : []));
    if (free.length === 0 || !commitment || !outcome?.draw || lines.length < entries.length) return null;
    const codes = entries.map(({ code }) => code);
    const placeOf = (code: string): number => codes.indexOf(code);
    const sat = new Set(seats.map(({ code }) => code));
    const standing = new Set(await this.standing());
    const subjects = entries.map(({ subjectId }) => subjectId);
    const order = outcome.draw.reserve
      .filter((code) => !sat.has(code))
      .map(placeOf)
      .filter((place) => standing.has(subjects[place] ?? ''));
    const problem = { rows: commitment.rows, entries: entriesOf(commitment.rows, lines) };
    const inForce = seats.filter((seat) => seat.state === 'held' || free.includes(seat));
    const task: ReplaceTask = {
      kind: 'replace',
      problem,
      panel: inForce.map(({ code }) => placeOf(code)),
      gone: free.map(({ code }) => placeOf(code)),
      order,
    };
    return { task, free, codes, subjects };
  }

  private async standing(): Promise<string[]> {
    const everybody = { after: null, limit: 100_000 };
    return (await this.sources.volunteers.volunteers('standing', everybody)).map(({ volunteerId }) => volunteerId);
  }

  private async fill(drawId: string, asked: ToFill, { entries, deviation }: Replaced): Promise<{ filled: number }> {
    const { now, today } = await this.sources.funds.time();
    const seats = entries.flatMap((entry, place): NewSeat[] => {
      const left = asked.free[place];
      if (!left) return [];
      const from = today.toString() > left.fromOn ? today : dayOf(left.fromOn);
      const volunteerId = asked.subjects[entry] ?? '';
      return [
        {
          drawId,
          volunteerId,
          code: asked.codes[entry] ?? '',
          replacesSeatId: left.seatId,
          from,
          until: dayOf(left.untilOn),
        },
      ];
    });
    await this.seats.take(seats, now.toString());
    const codes = seats.map(({ code }) => code);
    const leftSeatIds = asked.free.map(({ seatId }) => seatId);
    await this.seats.keepReplacement({ drawId, leftSeatIds, codes, deviation }, now.toString());
    await this.audit.write({
      action: 'council.seats-filled',
      subjectKind: 'draw',
      subjectId: drawId,
      facts: { codes, leftSeatIds, deviation },
    });
    return { filled: seats.length };
  }
}

/** The seats that somebody left and nobody followed on. */
function freeOf(seats: readonly Seat[]): Seat[] {
  return seats.filter(({ state, followed }) => state === 'left' && !followed);
}
