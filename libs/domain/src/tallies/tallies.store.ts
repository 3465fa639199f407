// Market tallies, written once; a correction marks the one that was reversed.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayOf } from '../kernel/calendar';
import type { Prices, TallyShares, Totals } from './tally';

/** A tally that is locked for a correction. */
export interface LockedTally {
  readonly tallyId: string;
  readonly outletId: string;
  readonly marketOn: Day;
  readonly isCorrected: boolean;
  /** Whether one of its movements stands in a payout that is more than a draft. */
  readonly isPaidOut: boolean;
}

/** A tally to write. */
export interface NewTally {
  readonly tallyId: string;
  readonly outletId: string;
  readonly marketOn: Day;
  readonly totals: Totals;
  readonly prices: Prices;
  readonly shares: TallyShares;
  readonly rulesVersionId: string;
  readonly beyondCeilingReason: string | null;
  readonly corrects: string | null;
  readonly by: string | null;
  readonly at: string;
  readonly bookedOn: Day;
}

/** The tallies of the fund in scope, for writing. */
@Injectable()
export class TalliesStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Locks a tally; null when the fund has none such. */
  async lock(tallyId: string): Promise<LockedTally | null> {
    const [row] = await this.transaction.query(
      `select t.outlet_id, t.market_on::text, t.corrected_on is not null as corrected, exists (
         select 1 from ledger.movement m
         join payouts.payout_line l on l.tenant_id = $1 and l.movement_id = m.movement_id and not l.given_free
           and not exists (select 1 from payouts.payout p
             where p.tenant_id = $1 and p.payout_id = l.payout_id and p.state = 'draft')
         where m.tenant_id = $1 and m.source_kind = 'tally' and m.source_id = t.tally_id) as paid_out
       from tallies.tally t where t.tenant_id = $1 and t.tally_id = $2 for update of t`,
      [this.transaction.tenantId, tallyId],
    );
    if (!row) return null;
    return {
      tallyId,
      outletId: String(row['outlet_id']),
      marketOn: dayOf(String(row['market_on'])),
      isCorrected: row['corrected'] === true,
      isPaidOut: row['paid_out'] === true,
    };
  }

  /** Whether a tally of an outlet and market day stands. */
  async stands(outletId: string, marketOn: Day): Promise<boolean> {
    const rows = await this.transaction.query(
      `select 1 from tallies.tally where tenant_id = $1 and outlet_id = $2 and market_on = $3 and corrected_on is null`,
      [this.transaction.tenantId, outletId, marketOn.toString()],
    );
    return rows.length > 0;
  }

  /** Marks a tally as reversed. */
  async markCorrected(tallyId: string, on: Day): Promise<void> {
    await this.transaction.query(
      'update tallies.tally set corrected_on = $3 where tenant_id = $1 and tally_id = $2 and corrected_on is null',
      [this.transaction.tenantId, tallyId, on.toString()],
    );
  }

  /** Adds a tally. */
  async add({ totals, prices, shares, ...tally }: NewTally): Promise<void> {
    await this.transaction.query(
      `insert into tallies.tally (tenant_id, tally_id, outlet_id, market_on, accessible_cents, fair_cents, solidarity_cents,
         accessible_percent, solidarity_percent, fair_value_cents, pot_pays_cents, pot_gets_cents, rules_version_id,
         beyond_ceiling_reason, entered_by, entered_at, booked_on, corrects_tally_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        this.transaction.tenantId,
        tally.tallyId,
        tally.outletId,
        tally.marketOn.toString(),
        totals.accessible,
        totals.fair,
        totals.solidarity,
        prices.accessible,
        prices.solidarity,
        shares.fairValue,
        shares.potPays,
        shares.potGets,
        tally.rulesVersionId,
        tally.beyondCeilingReason,
        tally.by,
        tally.at,
        tally.bookedOn.toString(),
        tally.corrects,
      ],
    );
  }
}
