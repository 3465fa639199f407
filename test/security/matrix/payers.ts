import { BOOKS, OWN_AND_BOOKS, type Role, type RoomLines } from './line';

const PAYER_AND_BOOKS: readonly Role[] = ['payer', ...BOOKS];

/** Third-party payers: the books see all, a payer its own. */
export const payers: RoomLines = {
  lines: {
    'GET /api/payers': { may: PAYER_AND_BOOKS },
    'POST /api/payers': {
      may: BOOKS,
      body: () => ({ name: 'Moulin', kind: 'employer', moneySource: 'private', callDay: 1, daysToPay: 15 }),
    },
    'GET /api/payers/{payerId}': { may: PAYER_AND_BOOKS },
    'GET /api/payers/{payerId}/agreements': { may: PAYER_AND_BOOKS },
    'POST /api/payers/{payerId}/agreements': {
      may: BOOKS,
      body: ({ unitId }) => ({ accountUnitId: unitId, shareMode: 'all', from: '2027-03' }),
    },
    'POST /api/payers/{payerId}/agreements/{agreementId}/end': {
      may: BOOKS,
      body: () => ({ lastMonth: '2027-01' }),
    },
    'POST /api/payers/{payerId}/caps': { may: BOOKS, body: () => ({ monthlyCapCents: 100_000 }) },
    'GET /api/payer-calls': { may: PAYER_AND_BOOKS },
    'GET /api/payer-calls/{callId}': { may: PAYER_AND_BOOKS },
    'GET /api/payer-calls/{callId}/sheet': { may: PAYER_AND_BOOKS },
    'GET /api/payer-calls/{callId}/sheet.csv': { may: PAYER_AND_BOOKS },
    'POST /api/payer-calls/{callId}/payments': {
      may: BOOKS,
      body: () => ({ amountCents: 100, method: 'transfer' }),
    },
    'POST /api/payer-payments/{paymentId}/return': { may: BOOKS, body: () => ({ reason: 'chèque sans provision' }) },
    'GET /api/account-units/{accountUnitId}/payers': { may: OWN_AND_BOOKS },
    'POST /api/payers/{payerId}/end': { may: BOOKS, body: () => ({ lastMonth: '2027-08' }) },
  },
  prepare: async (_door, { coordinator, callId }) => {
    const payment = { amountCents: 100, method: 'cheque' };
    const { body } = await coordinator.post(`/api/payer-calls/${callId}/payments`, payment);
    return { paymentId: String(body['paymentId']) };
  },
};
