// The role matrix, a file a subject: add yours here.
import { applications } from './applications';
import { approvals } from './approvals';
import { cards } from './cards';
import { council } from './council';
import { draws } from './draws';
import { funds } from './funds';
import { imports } from './imports';
import type { RoomLines } from './line';
import { members } from './members';
import { money } from './money';
import { arrears } from './arrears';
import { notices } from './notices';
import { outlets } from './outlets';
import { payers } from './payers';
import { purchases } from './purchases';
import { payouts } from './payouts';
import { printed } from './printed';
import { tickets } from './tickets';
import { rights } from './rights';
import { slips } from './slips';
import { tallies } from './tallies';

export const ROOMS: readonly RoomLines[] = [
  funds,
  members,
  money,
  arrears,
  notices,
  approvals,
  payers,
  purchases,
  payouts,
  imports,
  rights,
  slips,
  tallies,
  applications,
  cards,
  printed,
  outlets,
  tickets,
  draws,
  council,
];
