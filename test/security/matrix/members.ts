import { BOOKS, COORDINATOR, OWN_AND_BOOKS, type RoomLines } from './line';

/** Account units and people. */
export const members: RoomLines = {
  lines: {
    'GET /api/account-units': { may: BOOKS },
    'POST /api/account-units': {
      may: ['volunteer', 'coordinator'],
      body: () => ({ label: 'Nouveau', joinedOn: '2026-11-02', persons: [{ name: 'Nouveau' }], pledgeCents: 4_000 }),
    },
    'GET /api/account-units/{accountUnitId}': { may: OWN_AND_BOOKS },
    'POST /api/account-units/{accountUnitId}/pledges': {
      may: ['member', 'coordinator'],
      body: () => ({ pledgeCents: 5_000 }),
    },
    'POST /api/account-units/{accountUnitId}/pauses': {
      may: COORDINATOR,
      body: () => ({ from: '2027-03', until: '2027-04' }),
    },
    'POST /api/account-units/{accountUnitId}/pauses/end': {
      may: COORDINATOR,
      body: () => ({ lastPausedMonth: '2027-03' }),
    },
    'POST /api/account-units/{accountUnitId}/departure': { may: COORDINATOR, body: () => ({ lastMonth: '2027-08' }) },
    'POST /api/account-units/{accountUnitId}/persons': {
      may: COORDINATOR,
      body: () => ({ name: 'Arrivée', from: '2026-11-02' }),
    },
    'POST /api/account-units/{accountUnitId}/persons/{personId}/departure': {
      may: COORDINATOR,
      body: () => ({ lastDay: '2026-11-30' }),
    },
    'POST /api/account-units/{accountUnitId}/separation': {
      may: COORDINATOR,
      body: ({ personId }) => ({ leaving: [{ personId }], label: 'A', stayingParts: 1, leavingParts: 1 }),
    },
    'POST /api/account-units/{accountUnitId}/separation-request': {
      may: ['member', 'coordinator'],
      body: () => ({ freeze: false }),
    },
    'POST /api/account-units/{accountUnitId}/separation-request/withdrawal': {
      may: ['member', 'coordinator'],
      body: () => ({ reason: 'Nous restons ensemble' }),
    },
    'GET /api/separation-requests': { may: COORDINATOR },
    'POST /api/account-units/{accountUnitId}/moving-in': {
      may: COORDINATOR,
      body: ({ otherUnitId }) => ({ intoUnitId: otherUnitId, credit: 'moved' }),
    },
    'POST /api/persons/{personId}/custody': {
      may: COORDINATOR,
      body: ({ unitId }) => ({ from: '2026-12-02', shares: [{ accountUnitId: unitId, sharePercent: 50 }] }),
    },
    'GET /api/persons': { may: BOOKS },
    'POST /api/persons': { may: COORDINATOR, body: () => ({ name: 'Tutrice' }) },
    'GET /api/persons/{personId}/guardians': { may: COORDINATOR },
    'POST /api/persons/{personId}/guardians': {
      may: COORDINATOR,
      body: ({ otherPersonId }) => ({ personId: otherPersonId, kind: 'relative', scope: 'sees', from: '2026-11-23' }),
    },
    'POST /api/guardians/{guardianId}/end': { may: COORDINATOR, body: () => ({ lastDay: '2026-12-31' }) },
    'GET /api/units-in-charge': { may: ['member'] },
  },
};
