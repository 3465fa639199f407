import { newId } from '#tenancy';
import { BOOKS, COORDINATOR, OWN_AND_BOOKS, type Role, type RoomLines } from './line';

const TYPISTS: readonly Role[] = ['volunteer', ...BOOKS];
const ENVELOPE = { controlCount: 1, controlCents: 1_000 };
const paper = (): object => ({
  slipNumber: '1-AAA',
  outletNo: 1,
  boughtOn: '2026-11-20',
  lines: [{ amountCents: 1_000 }],
  setAside: true,
});

/** Slips: volunteers type without browsing, the books see all, a member their own. */
export const slips: RoomLines = {
  lines: {
    'GET /api/slips': { may: BOOKS },
    'POST /api/slips': { may: BOOKS, body: ({ unitId }) => ({ accountUnitId: unitId }) },
    'POST /api/slips/{slipId}/close': { may: BOOKS, body: () => ({ why: 'lost' }) },
    'GET /api/account-units/{accountUnitId}/slips': { may: OWN_AND_BOOKS },
    'GET /api/claims': { may: BOOKS },
    'GET /api/slip-batches': { may: BOOKS },
    'POST /api/slip-batches': { may: TYPISTS, body: () => ENVELOPE },
    'GET /api/slip-batches/{slipBatchId}': { may: BOOKS },
    'GET /api/slip-batches/{slipBatchId}/entries': { may: BOOKS },
    'POST /api/slip-batches/{slipBatchId}/entries': { may: TYPISTS, body: paper },
    'POST /api/slip-batches/{slipBatchId}/entries/bulk': { may: TYPISTS, body: () => ({ papers: [paper()] }) },
    'POST /api/slip-batches/{slipBatchId}/control': { may: TYPISTS, body: () => ENVELOPE },
    'POST /api/slip-batches/{slipBatchId}/close': { may: TYPISTS },
    'POST /api/slip-batches/{slipBatchId}/reopen': { may: BOOKS },
    'POST /api/slip-batches/{slipBatchId}/validate': { may: BOOKS },
    'POST /api/slip-batches/{slipBatchId}/entries/{slipEntryId}/remove': { may: TYPISTS },
    'POST /api/slip-batches/{slipBatchId}/entries/{slipEntryId}/undo': {
      may: COORDINATOR,
      body: () => ({ reason: 'mauvais point de vente' }),
    },
  },
  prepare: async (door, { fundId, unitId, coordinator }) => {
    const batch = await coordinator.post('/api/slip-batches', ENVELOPE);
    const batchId = String(batch.body['batchId']);
    const entered = await coordinator.post(`/api/slip-batches/${batchId}/entries`, paper());
    const [entry] = entered.body['papers'] as { entryId: string }[];
    const slipId = newId();
    await door.database.asOwner(
      `insert into slips.slip (tenant_id, slip_id, slip_no, account_unit_id, ceiling_cents, issued_on, issued_at, state)
       values ($1, $2, 1, $3, 1000, '2026-11-01', now(), 'issued')`,
      [fundId, slipId, unitId],
    );
    return { slipBatchId: batchId, slipEntryId: String(entry?.entryId), slipId };
  },
};
