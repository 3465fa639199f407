import { presetByKey } from '#domain/rules';
import { BOOKS, COORDINATOR, OWN_AND_BOOKS, type RoomLines } from './line';

/** Contributions, allocations, months, grants, the books. */
export const money: RoomLines = {
  lines: {
    'GET /api/account-units/{accountUnitId}/contributions': { may: OWN_AND_BOOKS },
    'GET /api/account-units/{accountUnitId}/statement': { may: OWN_AND_BOOKS },
    'GET /api/account-units/{accountUnitId}/lots': { may: OWN_AND_BOOKS },
    'POST /api/account-units/{accountUnitId}/lots/{month}/extensions': {
      may: COORDINATOR,
      body: () => ({ until: '2027-06-30', reason: 'essai' }),
    },
    'GET /api/contributions': { may: BOOKS, query: '?month=2026-11' },
    'POST /api/contributions/{dueId}/receipts': {
      may: ['volunteer', ...BOOKS],
      body: () => ({ amountCents: 100, method: 'cash' }),
    },
    'GET /api/allocations': { may: BOOKS, query: '?month=2026-11' },
    'GET /api/months': { may: BOOKS },
    'GET /api/months/{month}': { may: BOOKS },
    'GET /api/months/{month}/unpaid-choices': { may: BOOKS },
    'POST /api/contributions/{dueId}/unpaid-choice': {
      may: BOOKS,
      body: () => ({ choice: 'refuse', reason: 'essai' }),
    },
    'POST /api/months/{month}/credit-decision': {
      may: COORDINATOR,
      body: () => ({ decision: 'postpone', reason: 'essai' }),
    },
    'GET /api/grants': { may: BOOKS },
    'POST /api/grants': {
      may: BOOKS,
      body: () => ({
        kind: 'grant',
        destination: 'pot',
        moneySource: 'public',
        funder: 'Orne',
        amountCents: 100,
        receivedOn: '2026-11-20',
      }),
    },
    'POST /api/rules/comparisons': { may: BOOKS, body: () => ({ document: presetByKey('flers').rules }) },
    'POST /api/simulations': { may: BOOKS, body: () => ({ months: 24 }) },
    'GET /api/admission/places': { may: BOOKS },
    'GET /api/spending/overview': { may: BOOKS },
    'GET /api/spending/outlets': { may: BOOKS },
    'GET /api/spending/quiet-outlets': { may: BOOKS },
    'GET /api/spending/weeks': { may: BOOKS },
    'GET /api/spending/categories': { may: BOOKS },
    'GET /api/ledger/figures': { may: BOOKS },
    'GET /api/ledger/accounts': { may: BOOKS },
    'GET /api/ledger/accounts/{accountId}/statement': { may: BOOKS },
  },
  prepare: () => Promise.resolve({ month: '2026-11' }),
};
