// What the specs of crediting share: rooms with a fund beside that nothing may touch, rules that debit nobody, the credits.
import { expect } from '@jest/globals';
import type { LivingFund } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';
import type { Rules } from '../rules/rules';

/** The rooms, and the fund beside. */
export interface Beside {
  readonly rooms: Rooms;
  readonly other: LivingFund;
}

const here: { beside?: Beside; untouched?: Record<string, string> } = {};

/** Opens rooms, and a fund beside that has credited its month. */
export async function openBeside(): Promise<Beside> {
  const rooms = await Rooms.open();
  const other = await rooms.fund({ preset: 'toulouse' });
  await other.admit({ pledge: 2_500 });
  await other.open(20_000);
  await other.live('2026-11-06');
  here.beside = { rooms, other };
  here.untouched = await other.everyRow();
  return here.beside;
}

/** Closes the rooms, and expects the fund beside to be as it was. */
export async function closeBeside(): Promise<void> {
  expect(here.untouched).toBeDefined();
  expect(await here.beside?.other.everyRow()).toEqual(here.untouched);
  await here.beside?.rooms.close();
}

/** The same rules, and nobody is debited. */
export const byHand = (rules: Rules): Rules => ({ ...rules, collection: { mode: 'by-hand', dayOfMonth: 1 } });

/** What units were credited for November 2026, in cents. */
export const amounts = async (fund: LivingFund): Promise<number[]> =>
  (await fund.credits('2026-11')).map(({ amountCents }) => amountCents);
