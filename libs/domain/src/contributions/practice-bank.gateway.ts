// The practice bank as a collector. It refuses to work outside demonstration mode: no real person is ever "debited" by it.
import { Injectable } from '@nestjs/common';
import { dayAt, type Instant } from '../kernel/calendar';
import type { CollectionRequest, CollectionUnderWay, Collector, CollectorEvent, SubmitOutcome } from './collectors';
import { practiceNews } from './practice-bank';

/** What the practice bank is told on start: whether this is a demonstration, and the seed of its chance. */
export abstract class PracticeBankSettings {
  abstract readonly demonstration: boolean;
  abstract readonly seed: string;
}

/** A collector whose debits come back like a real bank's, from a seed. */
@Injectable()
export class PracticeBankGateway implements Collector {
  readonly id = 'practice-bank';

  constructor(private readonly settings: PracticeBankSettings) {}

  /** For demonstration funds in demonstration mode only: no real fund is ever told that money came in. */
  readyFor(fund: { readonly demonstration: boolean }): boolean {
    return this.settings.demonstration && fund.demonstration;
  }

  /** Takes every debit. @throws Error outside demonstration mode */
  submit(batch: readonly CollectionRequest[]): Promise<readonly SubmitOutcome[]> {
    this.refuseReality();
    return Promise.resolve(
      batch.map(({ attemptId }) => ({ attemptId, kind: 'accepted' as const, ref: `PRATIQUE-${attemptId}` })),
    );
  }

  /** What has become of debits by an instant. @throws Error outside demonstration mode */
  news(underWay: readonly CollectionUnderWay[], now: Instant, timeZone: string): Promise<readonly CollectorEvent[]> {
    this.refuseReality();
    const today = dayAt(now, timeZone);
    return Promise.resolve(underWay.flatMap((collection) => practiceNews(collection, this.settings.seed, today)));
  }

  private refuseReality(): void {
    if (!this.settings.demonstration) throw new Error('the practice bank works in demonstration mode only');
  }
}
