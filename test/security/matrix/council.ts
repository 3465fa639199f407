import { ALL, BOOKS, COORDINATOR, IN_FUND, OWN_AND_BOOKS, type RoomLines } from './line';

/** The charter of the council of a fund of the matrix: one criterion, two seats. */
export const CHARTER = {
  seats: 2,
  termMonths: 12,
  renewal: 'whole',
  onePerHousehold: true,
  criteria: [
    {
      key: 'genre',
      label: 'Genre',
      classes: [
        { key: 'f', label: 'Femme', min: 0, max: 2 },
        { key: 'h', label: 'Homme', min: 0, max: 2 },
      ],
    },
  ],
  note: 'Assemblée du 12 novembre',
};

/** A volunteer of that charter. */
export const FORM = {
  name: 'Nour',
  channel: 'counter',
  answers: [{ criterion: 'genre', class: 'f' }],
  consent: 'yes',
};

/** The council: who coordinates sees who is ready to sit; whoever belongs to the fund sees the charter, members who sits. */
export const council: RoomLines = {
  lines: {
    'GET /api/council/charter': { may: IN_FUND },
    'POST /api/council/charter': { may: COORDINATOR, body: () => CHARTER },
    'POST /api/council/quota-proposals': {
      may: COORDINATOR,
      body: () => ({ seats: 20, shares: [{ label: 'Femme', share: 52 }] }),
    },
    'GET /api/council/volunteers': { may: COORDINATOR },
    'POST /api/council/volunteers': { may: ['volunteer', 'coordinator'], body: () => FORM },
    'GET /api/council/volunteers/tally': { may: BOOKS },
    'POST /api/council/volunteers/{volunteerId}/decision': {
      may: COORDINATOR,
      body: () => ({ step: 'exclude', reason: 'déménage' }),
    },
    'GET /api/council/second-call': { may: COORDINATOR },
    'POST /api/council/second-call': {
      may: COORDINATOR,
      body: ({ personId }) => ({ volunteers: [{ volunteerId: personId }] }),
    },
    'GET /api/council/seats': { may: OWN_AND_BOOKS },
    'POST /api/council/seats/{seatId}/departure': { may: COORDINATOR, body: () => ({ reason: 'déménage' }) },
    'GET /api/council/replacements': { may: BOOKS },
    'GET /api/public/funds/{slug}/council-form': { may: ALL },
    'POST /api/public/funds/{slug}/council-volunteers': { may: ALL, body: () => FORM },
  },
  async prepare(door, { slug, coordinator }) {
    await coordinator.post('/api/council/charter', CHARTER);
    await door.visitor().post(`/api/public/funds/${slug}/council-volunteers`, FORM);
    const { body } = await coordinator.get('/api/council/volunteers');
    const [first] = body['items'] as Record<string, unknown>[];
    return { volunteerId: String(first?.['volunteerId']) };
  },
};
