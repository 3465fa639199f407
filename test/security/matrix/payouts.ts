import { firstOf } from '../../api/a-living-fund';
import { oweOutlet } from '../../api/owe-outlet';
import { BOOKS, OWN_AND_BOOKS, type Role, type RoomLines } from './line';

const OUTLET_AND_BOOKS: readonly Role[] = ['outlet', ...BOOKS];

/** The draft of each fund. */
const drafts = new Map<string, string>();

/** Payouts: the books see and make them, an outlet sees its own, a member what they are paid back. */
export const payouts: RoomLines = {
  lines: {
    'GET /api/payouts': { may: OUTLET_AND_BOOKS },
    'GET /api/payouts/to-pay': { may: BOOKS },
    'GET /api/payouts/unclaimed': { may: BOOKS },
    'POST /api/payouts/drafts': { may: BOOKS, body: () => ({}) },
    'POST /api/payouts/seals': {
      may: BOOKS,
      // It has another amount than was seen: nothing is prepared, and the next role finds it as it was.
      body: ({ fundId }) => ({ payouts: [{ payoutId: drafts.get(fundId), netCents: 1 }], method: 'cash' }),
    },
    'GET /api/payouts/{payoutId}': { may: OUTLET_AND_BOOKS },
    'GET /api/payouts/{payoutId}/statement': { may: OUTLET_AND_BOOKS },
    'POST /api/payouts/{payoutId}/payment': {
      may: BOOKS,
      body: () => ({ paidOn: '2026-11-22', reference: 'CHQ 17' }),
    },
    'POST /api/payouts/{payoutId}/rejection': { may: BOOKS, body: () => ({ reason: 'compte clos' }) },
    'GET /api/account-units/{accountUnitId}/reimbursements': { may: OWN_AND_BOOKS },
    'GET /api/payees': { may: OUTLET_AND_BOOKS },
    'GET /api/outlets/{outletId}/next-payout': { may: OUTLET_AND_BOOKS },
  },
  prepare: async (door, fund) => {
    await oweOutlet(door, fund, { outletId: fund.outletId, cents: 1_200 });
    await fund.coordinator.post('/api/payouts/drafts', { through: '2026-11-22' });
    const { body } = await fund.coordinator.get('/api/payouts');
    const payoutId = firstOf(body, 'payoutId');
    drafts.set(fund.fundId, payoutId);
    return { payoutId };
  },
};
