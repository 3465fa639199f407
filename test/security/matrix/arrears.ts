import { BOOKS, type RoomLines } from './line';

/** Contributions that did not come. Who has arrears is the treasurer's and the coordinator's to know, and nobody else's. */
export const arrears: RoomLines = {
  lines: {
    'GET /api/arrears': { may: BOOKS },
    'GET /api/account-units/{accountUnitId}/arrears': { may: BOOKS },
    'POST /api/account-units/{accountUnitId}/arrears/contacts': {
      may: BOOKS,
      body: () => ({ outcome: 'not-reached', channel: 'voice', note: 'répondeur' }),
    },
    'POST /api/account-units/{accountUnitId}/arrears/promises': {
      may: BOOKS,
      body: ({ dueId }) => ({ dueId, amountCents: 100, on: '2026-12-05' }),
    },
    'POST /api/account-units/{accountUnitId}/arrears/instalments': {
      may: BOOKS,
      body: () => ({ count: 2, firstOn: '2026-12-05', method: 'by-hand' }),
    },
    'POST /api/arrears/arrangements/{arrangementId}/end': { may: BOOKS, body: () => ({ reason: 'essai' }) },
    'POST /api/contributions/{dueId}/forgiveness': { may: BOOKS, body: () => ({ amountCents: 100, reason: 'essai' }) },
    'GET /api/attempts/in-question': { may: BOOKS },
    'POST /api/attempts/{attemptId}/resolution': {
      may: BOOKS,
      body: () => ({ outcome: 'not-collected', reason: 'essai' }),
    },
  },
  prepare: async ({ database }, { fundId, dueId, unitId }) => {
    const [agreement] = await database.asOwner(
      `insert into arrears.agreement (tenant_id, agreement_id, account_unit_id, kind, method, made_on, recorded_at)
       values ($1, gen_random_uuid(), $2, 'promise', 'by-hand', '2026-11-20', now()) returning agreement_id`,
      [fundId, unitId],
    );
    const [attempt] = await database.asOwner(
      `insert into contributions.attempt (tenant_id, attempt_id, due_id, attempt_no, collector, method, amount_cents, state,
         target_on, answered_at)
       values ($1, gen_random_uuid(), $2, 99, 'practice-bank', 'direct-debit', 100, 'failed', '2026-11-05', now())
       returning attempt_id`,
      [fundId, dueId],
    );
    return { arrangementId: String(agreement?.['agreement_id']), attemptId: String(attempt?.['attempt_id']) };
  },
};
