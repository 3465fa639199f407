import { BOOKS, COORDINATOR, type RoomLines } from './line';

/** Who may do what, and the desk where volunteers type. */
export const rights: RoomLines = {
  lines: {
    'GET /api/rights': { may: BOOKS },
    'POST /api/rights': {
      may: COORDINATOR,
      body: ({ slug }) => ({ login: `benevole@${slug}.example`, role: 'volunteer', reason: 'essai' }),
    },
    'POST /api/rights/revocation': {
      may: COORDINATOR,
      body: ({ fundId }) => ({ identityId: fundId, role: 'treasurer', reason: 'essai' }),
    },
    'GET /api/desk/dues': { may: ['volunteer', ...BOOKS], query: '?name=Ali' },
  },
};
