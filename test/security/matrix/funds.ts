import { presetByKey } from '#domain/rules';
import { PASSWORD } from '../../api/front-door';
import { ALL, BOOKS, COORDINATOR, IN_FUND, PLATFORM, type RoomLines, SIGNED_IN } from './line';

const RULES = presetByKey('flers').rules;

/** Health, sessions, funds, rules, the record of acts. */
export const funds: RoomLines = {
  lines: {
    'GET /health': { may: ALL },
    'GET /ready': { may: ALL },
    'POST /api/session': {
      may: ALL,
      body: ({ slug }) => ({ login: `coordination@${slug}.example`, password: PASSWORD, fund: slug }),
    },
    'GET /api/session': { may: SIGNED_IN },
    'PUT /api/session/fund': { may: IN_FUND, body: ({ fundId }) => ({ fundId }) },
    'DELETE /api/session': { may: SIGNED_IN },
    'GET /api/funds': { may: PLATFORM },
    'POST /api/funds': {
      may: PLATFORM,
      body: () => ({
        slug: `nouvelle-${String(Math.floor(performance.now() * 1000))}`,
        name: 'Nouvelle',
        place: 'Ici',
        departement: '61',
        region: 'Normandie',
        demonstration: false,
        rules: RULES,
        from: '2026-12',
        decisionNote: 'note',
      }),
    },
    'GET /api/funds/current': { may: IN_FUND },
    'GET /api/funds/{slug}/guided-contribution': { may: ALL },
    'POST /api/funds/{slug}/guided-contribution/proposal': { may: ALL, body: () => ({ answers: [], sentence: null }) },
    'POST /api/rules/{rulesVersionId}/withdrawal': { may: COORDINATOR, body: () => ({ reason: 'essai' }) },
    'GET /api/rules/current': { may: IN_FUND },
    'GET /api/rules/history': { may: IN_FUND },
    'POST /api/rules/validate': { may: ['coordinator', 'platform'], body: () => ({ document: RULES }) },
    'POST /api/rules': { may: COORDINATOR, body: () => ({ document: RULES, from: '2027-06', decisionNote: 'note' }) },
    'GET /api/presets': { may: SIGNED_IN },
    'GET /api/presets/{key}': { may: SIGNED_IN },
    'GET /api/audit': { may: BOOKS },
    'GET /api/audit-heads/{slug}': { may: ALL },
  },
  prepare: async ({ database }, { fundId }) => {
    const [version] = await database.asOwner(
      'select rules_version_id as id from funds.rules_version where tenant_id = $1',
      [fundId],
    );
    return { key: 'flers', rulesVersionId: String(version?.['id']) };
  },
};
