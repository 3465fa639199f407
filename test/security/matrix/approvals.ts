import { ApprovalStore, asTenant, newId, TenantTransaction } from '#tenancy';
import { BOOKS, COORDINATOR, type RoomLines } from './line';

/** Second signatures. */
export const approvals: RoomLines = {
  lines: {
    'GET /api/approvals': { may: BOOKS },
    'GET /api/approvals/relaxation': { may: BOOKS },
    'POST /api/approvals/relaxation': { may: COORDINATOR, body: () => ({ relaxed: true, reason: 'à deux' }) },
    'POST /api/approvals/{approvalId}/refusal': { may: BOOKS, body: () => ({ reason: 'non' }) },
    'POST /api/approvals/{approvalId}/confirmation': { may: BOOKS },
  },
  // Refused in an earlier line of this table, so that nothing is carried out here.
  prepare: async ({ app }, { fundId }) => {
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
