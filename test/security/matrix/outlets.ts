import { ALL, BOOKS, COORDINATOR, IN_FUND, type Role, type RoomLines } from './line';

const OUTLET_AND_BOOKS: readonly Role[] = ['outlet', ...BOOKS];
const because = { explanation: 'À sa demande' };
const site = { name: 'Marché', commune: 'Flers', hours: [{ weekday: 6, from: '08:00', until: '12:30' }] };
const line = { scope: 'label', title: 'AB', category: 'vegetables-fruit', coveragePercent: 0 };

/** Outlets: the team sees all, an outlet itself, everybody where to buy. */
export const outlets: RoomLines = {
  lines: {
    'GET /api/outlets': { may: OUTLET_AND_BOOKS },
    'GET /api/outlets/open': { may: IN_FUND },
    'GET /api/outlets/to-review': { may: BOOKS },
    'POST /api/outlets': {
      may: ['member', 'volunteer', 'coordinator'],
      body: () => ({ name: 'Le moulin', kind: 'processor', why: 'Farine locale' }),
    },
    'GET /api/outlets/{outletId}': { may: OUTLET_AND_BOOKS },
    'GET /api/outlets/{outletId}/steps': { may: OUTLET_AND_BOOKS },
    'GET /api/outlets/{outletId}/dossier': { may: OUTLET_AND_BOOKS },
    'GET /api/outlets/{outletId}/lines': { may: OUTLET_AND_BOOKS },
    'POST /api/outlets/{outletId}/lines': { may: COORDINATOR, body: () => ({ ...because, lines: [line] }) },
    'POST /api/outlets/{outletId}/lines/{approvalLineId}/end': { may: COORDINATOR, body: () => because },
    'POST /api/outlets/{outletId}/contact': { may: ['outlet', 'coordinator'], body: () => ({ contact: 'Rosa' }) },
    'POST /api/outlets/{outletId}/sites': { may: COORDINATOR, body: () => site },
    'POST /api/outlets/{outletId}/sites/{siteId}': { may: COORDINATOR, body: () => site },
    'POST /api/outlets/{outletId}/sites/{siteId}/close': { may: COORDINATOR },
    'GET /api/outlets/{outletId}/bank-account': { may: OUTLET_AND_BOOKS },
    'GET /api/outlets/{outletId}/bank-account/changes': { may: BOOKS },
    'POST /api/outlets/{outletId}/bank-account': {
      may: BOOKS,
      body: () => ({ iban: 'BE68539007547034', holder: 'EARL du Pré', reason: 'RIB remis' }),
    },
    'POST /api/outlets/{outletId}/review': { may: COORDINATOR, body: () => because },
    'POST /api/outlets/{outletId}/findings': {
      may: COORDINATOR,
      body: () => ({ criterionKey: 'ab', measure: 1, evidence: 'Certificat vu' }),
    },
    'POST /api/outlets/{outletId}/visits': {
      may: COORDINATOR,
      body: () => ({ visitedOn: '2026-11-20', visitors: 'Ali', note: 'De beaux légumes' }),
    },
    'POST /api/outlets/{outletId}/decisions': {
      may: COORDINATOR,
      body: () => ({ outcome: 'refused', explanation: 'Trop loin' }),
    },
    'POST /api/outlets/{outletId}/suspend': { may: COORDINATOR, body: () => because },
    'POST /api/outlets/{outletId}/resume': { may: COORDINATOR, body: () => because },
    'POST /api/outlets/{outletId}/end': { may: COORDINATOR, body: () => because },
    'GET /api/outlet-criteria': { may: ['member', 'outlet', ...BOOKS] },
    'POST /api/outlet-criteria': {
      may: COORDINATOR,
      body: () => ({
        criteria: [{ key: 'ab', kind: 'label', title: 'En bio', weighing: 'informative', measure: 'yes-no' }],
        decisionNote: 'Comité du 12',
      }),
    },
    'GET /api/public/funds/{slug}/outlet-form': { may: ALL },
    'POST /api/public/funds/{slug}/outlets': {
      may: ALL,
      body: () => ({ name: 'La ruche', kind: 'producer', why: 'Miel', by: 'resident' }),
    },
    'GET /api/public/funds/{slug}/outlets/{outletReceipt}': { may: ALL },
  },
  prepare: async (door, { coordinator, treasurer, outletId, slug }) => {
    const lines = await coordinator.get(`/api/outlets/${outletId}/lines`);
    const place = await coordinator.post(`/api/outlets/${outletId}/sites`, site);
    const account = { iban: 'FR1420041010050500013M02606', holder: 'EARL du Pré', reason: 'RIB remis' };
    const { body } = await coordinator.post(`/api/outlets/${outletId}/bank-account`, account);
    await treasurer.post(`/api/approvals/${String(body['approvalId'])}/confirmation`, {});
    const form = { name: 'Le fournil', kind: 'shop', why: 'Pain', by: 'outlet' };
    const applied = await door.visitor().post(`/api/public/funds/${slug}/outlets`, form);
    return {
      approvalLineId: String((lines.body['items'] as Record<string, unknown>[])[0]?.['approvalLineId']),
      siteId: String(place.body['siteId']),
      outletReceipt: String(applied.body['receipt']),
    };
  },
};
