import { dayOf } from '#domain/kernel';
import { newId, TenantTransaction } from '#tenancy';
import type { Type } from '@nestjs/common';
import { SeatsStore } from '../../../libs/domain/src/council/seats.store';
import { VolunteersQuery } from '../../../libs/domain/src/council/volunteers.query';
import { DrawsStore } from '../../../libs/domain/src/draws/draws.store';
import type { LivingFund } from '../../api/a-living-fund';
import type { FrontDoor } from '../../api/front-door';
import { CHARTER, FORM } from './council';
import { ALL, BOOKS, COORDINATOR, type RoomLines } from './line';

const REASON = { reason: 'liste à refaire' };

/** Draws by lot: who coordinates prepares them, the books look on, everybody reads what was committed to. */
export const draws: RoomLines = {
  lines: {
    'GET /api/draws': { may: BOOKS },
    'POST /api/draws/council': { may: COORDINATOR, body: () => ({ title: 'Conseil', termFrom: '2027-01-01' }) },
    'POST /api/draws/admission': { may: COORDINATOR, body: () => ({ title: 'Décembre' }) },
    'GET /api/draws/{drawId}': { may: BOOKS },
    'GET /api/draws/{drawId}/events': { may: BOOKS },
    'GET /api/draws/{drawId}/protocol.pdf': { may: BOOKS },
    'POST /api/draws/{drawId}/check': { may: COORDINATOR },
    'POST /api/draws/{drawId}/commitment': { may: COORDINATOR, body: () => ({ seed: { source: 'given' } }) },
    'POST /api/draws/{drawId}/solution': { may: COORDINATOR },
    'POST /api/draws/{drawId}/holding': {
      may: COORDINATOR,
      body: () => ({ publicValue: { source: 'given', seed: '00' } }),
    },
    'POST /api/draws/{drawId}/publication': { may: COORDINATOR },
    'POST /api/draws/{drawId}/cancellation': { may: COORDINATOR, body: () => REASON },
    'POST /api/draws/{drawId}/sealed-record/opening': { may: COORDINATOR, body: () => REASON },
    'GET /api/draws/{drawId}/sealed-record': { may: COORDINATOR },
    'GET /api/draw-lines': { may: ['member'] },
    'GET /api/public/funds/{slug}/draws': { may: ALL },
    'GET /api/public/funds/{slug}/draws/{drawNo}': { may: ALL },
    'GET /api/public/funds/{slug}/draw-lines/{receipt}': { may: ALL },
  },
  async prepare(door, fund) {
    const { coordinator, slug } = fund;
    await coordinator.post('/api/council/charter', CHARTER);
    for (let count = 0; count < 3; count += 1) {
      await door.visitor().post(`/api/public/funds/${slug}/council-volunteers`, FORM);
    }
    const wish = { title: 'Conseil', termFrom: '2027-01-01' };
    const committed = await coordinator.post('/api/draws/council', { ...wish, test: true });
    const { body } = await coordinator.post('/api/draws/council', wish);
    const drawId = String(committed.body['drawId']);
    const seatId = await aSeat(door, fund, drawId);
    await coordinator.post(`/api/draws/${drawId}/commitment`, { seed: { source: 'given' } });
    return { drawId: String(body['drawId']), drawNo: String(committed.body['drawNo']), seatId };
  },
};

/** Has a draw found possible, and somebody sit by it, as the back office does. @returns the id of the seat */
function aSeat(door: FrontDoor, { fundId }: LivingFund, drawId: string): Promise<string> {
  const at = '2026-11-22T09:00:00Z';
  const checked = {
    checkedAt: at,
    standing: 3,
    leftOut: [],
    possible: true,
    cause: null,
    relaxations: [],
    never: [],
    admission: null,
  };
  const get = <Thing>(thing: Type<Thing>): Thing => door.app.get(thing, { strict: false });
  return door.outside(fundId, () =>
    get(TenantTransaction).run(async () => {
      await get(DrawsStore).keepChecked(drawId, checked);
      const [first] = await get(VolunteersQuery).volunteers('standing', { after: null, limit: 1 });
      const [from, until] = [dayOf('2026-01-01'), dayOf('2026-12-31')];
      const seat = {
        drawId,
        volunteerId: first?.volunteerId ?? newId(),
        code: 'AAAA-AAAA',
        replacesSeatId: null,
        from,
        until,
      };
      await get(SeatsStore).take([seat], at);
      return (await get(SeatsStore).ofDraw(drawId))[0]?.seatId ?? '';
    }),
  );
}
