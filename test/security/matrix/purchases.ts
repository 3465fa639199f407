import { newId } from '#tenancy';
import { cents, dayOf } from '#domain/kernel';
import { fundAccount, LedgerStore } from '#domain/ledger';
import type { LivingFund } from '../../api/a-living-fund';
import type { FrontDoor } from '../../api/front-door';
import { BOOKS, OWN_AND_BOOKS, type Role, type RoomLines } from './line';

const MEMBER: readonly Role[] = ['member'];
const OUTLET: readonly Role[] = ['outlet'];
const OUTLET_AND_BOOKS: readonly Role[] = ['outlet', ...BOOKS];

/** Purchases: a member pays and sees their own, an outlet sees its own, the books see all. */
export const purchases: RoomLines = {
  lines: {
    'GET /api/tills/{outletNo}': { may: MEMBER },
    'POST /api/tills/{outletNo}/purchases': {
      may: MEMBER,
      body: ({ unitId }) => ({ accountUnitId: unitId, amountCents: 100 }),
    },
    'GET /api/purchases': { may: OUTLET_AND_BOOKS },
    'GET /api/purchases/{purchaseId}': { may: ['member', ...OUTLET_AND_BOOKS] },
    'POST /api/purchases/{purchaseId}/refunds': {
      may: ['outlet', 'coordinator'],
      body: () => ({ amountCents: 1, reason: 'abîmé' }),
    },
    'GET /api/account-units/{accountUnitId}/purchases': { may: OWN_AND_BOOKS },
    'GET /api/purchase-refusals': { may: BOOKS },
    'GET /api/account-units/{accountUnitId}/purchase-refusals': { may: OWN_AND_BOOKS },
    'POST /api/place-consent': { may: MEMBER, body: () => ({ shown: false }) },
    'GET /api/payment-requests/{code}': { may: MEMBER },
    'POST /api/payment-requests/{code}/purchases': {
      may: MEMBER,
      body: ({ unitId }) => ({ accountUnitId: unitId }),
    },
    'GET /api/outlet-screen': { may: OUTLET },
    'POST /api/outlet-screen/purchases': {
      may: OUTLET,
      body: () => ({ cardNo: 'mal recopié', pin: '4071', amountCents: 100 }),
    },
    'POST /api/outlet-screen/requests': { may: OUTLET, body: () => ({ amountCents: 100 }) },
    'GET /api/outlet-screen/requests/{requestId}': { may: OUTLET },
    'POST /api/outlet-screen/requests/{requestId}/withdraw': { may: OUTLET },
  },
  prepare: async (door, fund) => {
    await letShop(door, fund);
    const basket = { accountUnitId: fund.unitId, amountCents: 1_000 };
    const { body } = await fund.member.post('/api/tills/1/purchases', basket);
    const { body: asked } = await fund.outlet.post('/api/outlet-screen/requests', { amountCents: 100 });
    return {
      outletNo: '1',
      purchaseId: String(body['purchaseId']),
      requestId: String(asked['requestId']),
      code: String(asked['code']),
    };
  },
};

/** The fund's member has 50 € to spend. */
export async function letShop(door: FrontDoor, { fundId, unitId }: LivingFund): Promise<void> {
  const sourceId = newId();
  await door.inside(fundId, async () => {
    const ledger = door.app.get(LedgerStore, { strict: false });
    const allocation = { kind: 'allocation', owner: unitId as never } as const;
    await ledger.open([allocation, fundAccount('pot')]);
    await ledger.post({
      reason: 'allocation-credited',
      sourceKind: 'credit',
      transition: 'credited',
      bookedOn: dayOf('2026-11-22'),
      transfers: [
        {
          debit: fundAccount('pot'),
          credit: allocation,
          amount: cents(5_000),
          sourceId,
          line: 1,
          entryId: sourceId,
        },
      ],
    });
  });
}
