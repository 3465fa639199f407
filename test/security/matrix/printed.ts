import { BOOKS, OWN_AND_BOOKS, type RoomLines, type Role } from './line';

const OUTLET_AND_BOOKS: readonly Role[] = ['outlet', ...BOOKS];

/** Paper: the fund prints cards, an outlet its own poster and labels. */
export const printed: RoomLines = {
  lines: {
    'GET /api/card-batches/{cardBatchId}/cards.pdf': { may: BOOKS },
    'GET /api/cards/{cardId}/card.pdf': { may: BOOKS },
    'GET /api/account-units/{accountUnitId}/statement.pdf': { may: OWN_AND_BOOKS },
    'GET /api/receipts/{attemptId}/receipt.pdf': { may: ['volunteer', ...OWN_AND_BOOKS] },
    'GET /api/ticket-sheets/{sheetId}/tickets.pdf': { may: BOOKS },
    'GET /api/outlets/{outletId}/poster.pdf': { may: OUTLET_AND_BOOKS },
    'GET /api/payouts/{payoutId}/statement.pdf': { may: OUTLET_AND_BOOKS },
    'GET /api/outlets/{outletId}/labels.pdf': { may: OUTLET_AND_BOOKS },
  },
  prepare: async (_door, { coordinator, dueId }) => {
    const { body } = await coordinator.post('/api/card-batches', { count: 1 });
    const receipt = await coordinator.post(`/api/contributions/${dueId}/receipts`, {
      amountCents: 100,
      method: 'cash',
    });
    return { cardBatchId: String(body['batchId']), attemptId: String(receipt.body['attemptId']) };
  },
};
