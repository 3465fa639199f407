import { BOOKS, OWN_AND_BOOKS, type RoomLines } from './line';

/** Cards, member numbers, PINs: a volunteer hands cards out without seeing any, a member sees and blocks their own. */
export const cards: RoomLines = {
  lines: {
    'GET /api/cards': { may: BOOKS },
    'GET /api/card-batches': { may: BOOKS },
    'POST /api/card-batches': { may: BOOKS, body: () => ({ count: 2 }) },
    'POST /api/cards/assign': {
      may: ['volunteer', ...BOOKS],
      body: ({ otherPersonId }) => ({ cardNo: 'C2222222', personId: otherPersonId }),
    },
    'POST /api/cards/{cardId}/block': { may: OWN_AND_BOOKS, body: () => ({ reason: 'lost' }) },
    'POST /api/cards/{cardId}/unblock': { may: BOOKS },
    'POST /api/cards/{cardId}/replace': { may: BOOKS, body: () => ({}) },
    'GET /api/persons/{personId}/cards': { may: OWN_AND_BOOKS },
    'POST /api/persons/{personId}/cards': { may: BOOKS, body: () => ({}) },
    'GET /api/persons/{personId}/holder': { may: OWN_AND_BOOKS },
    'POST /api/persons/{personId}/member-number': { may: BOOKS },
    'POST /api/persons/{personId}/pin': { may: BOOKS },
    'POST /api/persons/{personId}/pin/unlock': { may: BOOKS },
    'POST /api/my-pin': { may: ['member'], body: () => ({ pin: '4071' }) },
  },
  prepare: async (_door, { coordinator, personId }) => {
    const { body } = await coordinator.post(`/api/persons/${personId}/cards`, {});
    return { cardId: String(body['cardId']) };
  },
};
