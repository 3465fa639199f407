import { newId } from '#tenancy';
import { BOOKS, type Role, type RoomLines } from './line';

const OUTLET_AND_BOOKS: readonly Role[] = ['outlet', ...BOOKS];
const TOTALS = { accessibleCents: 650, fairCents: 1_000, solidarityCents: 1_250 };

/** Three prices: outlets their own, volunteers type from paper, the books see all. */
export const tallies: RoomLines = {
  lines: {
    'GET /api/tallies': { may: OUTLET_AND_BOOKS },
    'POST /api/tallies': {
      may: ['volunteer', ...OUTLET_AND_BOOKS],
      body: () => ({ ...TOTALS, outletNo: 1, marketOn: '2026-11-21' }),
    },
    'POST /api/tallies/{tallyId}/corrections': { may: OUTLET_AND_BOOKS, body: () => TOTALS },
  },
  prepare: async (door, { fundId, outletId }) => {
    const tallyId = newId();
    await door.database.asOwner(
      `insert into tallies.tally (tenant_id, tally_id, outlet_id, market_on, accessible_cents, fair_cents, solidarity_cents,
         accessible_percent, solidarity_percent, fair_value_cents, pot_pays_cents, pot_gets_cents, rules_version_id,
         entered_at, booked_on)
       values ($1, $2, $3, '2026-11-20', 0, 1000, 0, 65, 125, 1000, 0, 0, $2, now(), '2026-11-20')`,
      [fundId, tallyId, outletId],
    );
    return { tallyId };
  },
};
