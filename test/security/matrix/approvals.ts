import { ApprovalStore, asTenant, newId, SETUP, TenantTransaction } from '#tenancy';
import { ChangeIbanUseCase } from '#domain/funds';
import { BOOKS, COORDINATOR, type RoomLines } from './line';

/** Second signatures. */
export const approvals: RoomLines = {
  lines: {
    'GET /api/approvals': { may: BOOKS },
    'GET /api/approvals/relaxation': { may: BOOKS },
    'POST /api/approvals/relaxation': { may: COORDINATOR, body: () => ({ relaxed: true, reason: 'à deux' }) },
    'POST /api/approvals/{approvalId}/refusal': { may: BOOKS, body: () => ({ reason: 'non' }) },
    'POST /api/approvals/{approvalId}/confirmation': { may: BOOKS },
    'GET /api/manual-movements': { may: BOOKS },
    'POST /api/manual-movements': {
      may: BOOKS,
      body: () => ({ debit: 'bank', credit: 'held-for-others', amountCents: 500, reason: 'essai' }),
    },
    'POST /api/bank-account': {
      may: BOOKS,
      body: () => ({ iban: 'FR14 2004 1010 0505 0001 3M02 606', holder: 'Caisse', reason: 'essai' }),
    },
    'GET /api/bank-account/changes': { may: BOOKS },
    'GET /api/bank-account': { may: ['member', 'payer', ...BOOKS] },
  },
  // Refused in an earlier line of this table, so that nothing is carried out here.
  prepare: async ({ app }, { fundId }) => {
    const account = { iban: 'FR1420041010050500013M02606', bic: null, holder: 'Caisse', reason: 'première banque' };
    await asTenant({ tenantId: fundId, actor: SETUP }, () =>
      app.get(ChangeIbanUseCase, { strict: false }).run(account),
    );
    const approvals = app.get(ApprovalStore, { strict: false });
    const { approvalId } = await asTenant({ tenantId: fundId, actor: { kind: 'identity', id: newId() } }, () =>
      app.get(TenantTransaction, { strict: false }).run(() =>
        approvals.propose({
          act: 'rules.publish',
          subjectKind: 'rules-version',
          subjectId: null,
          payload: {},
          reason: 'essai',
        }),
      ),
    );
    return { approvalId };
  },
};
