// The day on which people of a demonstration act.
import type { FundView } from '#domain/funds';
import type { Chance, Day } from '#domain/kernel';
import { asTenant, tenantId } from '#tenancy';
import type { INestApplicationContext } from '@nestjs/common';

/** A day of a fund, with the chance of that day and act. */
export interface PracticeDay {
  readonly app: INestApplicationContext;
  readonly fund: FundView;
  readonly day: Day;
  readonly chance: Chance;
}

/** Acts in a fund as somebody who signs in for it. */
export function actingAs<Result>(fund: FundView, identityId: string, work: () => Promise<Result>): Promise<Result> {
  const actor = { kind: 'identity', id: identityId } as const;
  return asTenant({ tenantId: tenantId(fund.fundId), actor, reason: 'demonstration' }, work);
}
