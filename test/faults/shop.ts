// A fund whose members can spend, with its people signed in at a real api: what tests of bad days at the till begin with.
import { newId } from '#tenancy';
import type { Caller } from '../support/api-process';
import type { LivingFund } from '../support/living-fund';
import type { Rooms } from '../support/rooms';
import { type Part, signedIn } from '../support/signed-in';
import { approvedOutlet } from '../support/ticket-fund';

/** A member with an account of their own. */
export interface Buyer {
  readonly unitId: string;
  readonly personId: string;
  readonly label: string;
  readonly caller: Caller;
}

/** An outlet and who serves there. */
export interface Stall {
  readonly outletId: string;
  readonly outletNo: number;
  readonly caller: Caller;
}

/** A fund in the middle of November. */
export interface Shop {
  readonly fund: LivingFund;
  readonly buyers: readonly Buyer[];
  readonly stalls: readonly Stall[];
  readonly coordinator: Caller;
  readonly treasurer: Caller;
  readonly volunteer: Caller;
}

/** How many there are of each. */
export interface ShopSize {
  readonly buyers: number;
  readonly stalls: number;
  /** Months in which credit may be spent; as the rules of the fund say when left out. */
  readonly creditMonths?: number;
}

/** Founds a fund that takes every medium, credits its members for November, approves its outlets. */
export async function openShop(rooms: Rooms, slug: string, size: ShopSize): Promise<Shop> {
  const fund = await rooms.fund({
    slug,
    rules: (rules) => ({
      ...rules,
      ...(size.creditMonths === undefined
        ? {}
        : { unspent: { mode: 'expire', months: size.creditMonths, warnDaysBefore: 0 } as const }),
      payment: ['member-phone', 'member-number-on-outlet-device', 'card', 'paper-ticket', 'reimbursement-slip'],
    }),
  });
  await fund.open(2_000_000);
  const units: { unitId: string; label: string }[] = [];
  for (let place = 1; place <= size.buyers; place += 1) {
    const label = `Foyer ${slug} ${place}`;
    units.push({ label, unitId: await fund.admit({ label, pledge: 10_000 }) });
  }
  await fund.live('2026-11-06');
  const as = (part: Omit<Part, 'fundId'>): Promise<Caller> => signedIn(rooms.database, { fundId: fund.id, ...part });
  const buyers: Buyer[] = [];
  for (const unit of units) {
    const personId = await personOf(rooms, unit.unitId);
    buyers.push({ ...unit, personId, caller: await as({ role: 'member', subjectId: personId }) });
  }
  const stalls: Stall[] = [];
  for (let outletNo = 1; outletNo <= size.stalls; outletNo += 1) {
    const outletId = await approvedOutlet(rooms, fund);
    stalls.push({ outletId, outletNo, caller: await as({ role: 'outlet', subjectId: outletId }) });
  }
  await rooms.database.asOwner('insert into purchases.word_key (tenant_id) values ($1) on conflict do nothing', [
    fund.id,
  ]);
  return {
    fund,
    buyers,
    stalls,
    coordinator: await as({ role: 'coordinator' }),
    treasurer: await as({ role: 'treasurer' }),
    volunteer: await as({ role: 'volunteer' }),
  };
}

/** A key as a browser makes one. */
export const newKey = (): string => newId();

async function personOf(rooms: Rooms, unitId: string): Promise<string> {
  const [row] = await rooms.database.asOwner('select person_id from members.unit_person where account_unit_id = $1', [
    unitId,
  ]);
  return String(row?.['person_id']);
}
