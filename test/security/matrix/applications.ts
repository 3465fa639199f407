import { ALL, COORDINATOR, type RoomLines } from './line';

const FORM = { name: 'Nour', persons: [{}], channel: 'counter' };

/** Those who ask to join. A volunteer types papers in, and browses nothing. */
export const applications: RoomLines = {
  lines: {
    'GET /api/public/funds/{slug}/application-form': { may: ALL },
    'POST /api/public/funds/{slug}/applications': { may: ALL, body: () => FORM },
    'GET /api/public/funds/{slug}/applications/{receipt}': { may: ALL },
    'GET /api/applications': { may: COORDINATOR },
    'POST /api/applications': { may: ['volunteer', 'coordinator'], body: () => FORM },
    'GET /api/applications/to-tell': { may: COORDINATOR },
    'GET /api/applications/{applicationId}': { may: COORDINATOR },
    'POST /api/applications/{applicationId}/decision': { may: COORDINATOR, body: () => ({ decision: 'accept' }) },
    'POST /api/applications/{applicationId}/told': { may: COORDINATOR, body: () => ({ toldOn: '2026-11-22' }) },
    'POST /api/applications/{applicationId}/place': {
      may: COORDINATOR,
      body: () => ({ since: '2026-11-01', reason: 'papier égaré' }),
    },
    'GET /api/waiting-list': { may: COORDINATOR },
    'POST /api/waiting-list/invitations': { may: COORDINATOR, body: () => ({ answerDays: 10 }) },
    'POST /api/waiting-list/waves': { may: COORDINATOR, body: () => ({ note: 'décision' }) },
  },
  async prepare(door, { slug, coordinator }) {
    const { body } = await door.visitor().post(`/api/public/funds/${slug}/applications`, FORM);
    const list = await coordinator.get('/api/applications');
    const [first] = list.body['items'] as Record<string, unknown>[];
    return { receipt: String(body['receipt']), applicationId: String(first?.['applicationId']) };
  },
};
