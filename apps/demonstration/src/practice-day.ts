// The day on which people of a demonstration act.
import type { FundView } from '#domain/funds';
import type { Chance, Day } from '#domain/kernel';
import type { INestApplicationContext } from '@nestjs/common';

/** A day of a fund, with the chance of that day and act. */
export interface PracticeDay {
  readonly app: INestApplicationContext;
  readonly fund: FundView;
  readonly day: Day;
  readonly chance: Chance;
}
