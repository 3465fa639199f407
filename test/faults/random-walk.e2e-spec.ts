import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { build } from '../support/dev-scripts';
import { Rooms } from '../support/rooms';
import { SOAK } from '../support/soak-settings';
import { faultyBooks } from './outcome';
import { openShop } from './shop';
import { type Answered, chanceOf, Hand, Servers } from './walk';
import { anyStep, type Ground, groundOf } from './walk-steps';

const { minutes: MINUTES, clients: CLIENTS, seed: SEED } = SOAK;
const CALLS = MINUTES > 0 ? 0 : SOAK.calls;
const CALLS_A_KILL = 100;

let rooms: Rooms;

beforeAll(async () => {
  await build();
  rooms = await Rooms.open();
}, 240_000);
afterAll(() => rooms.close());

/** What stands in the tables, by what the walk calls it. */
const STORED = `
  select (select count(*)::int from purchases.purchase where medium in ('member-phone', 'outlet-screen', 'card')) as "purchase",
    (select count(*)::int from ledger.movement where source_kind = 'refund') as "refund",
    (select count(*)::int / 2 from ledger.movement where source_kind = 'ticket' and transition = 'issued') as "tickets issued",
    (select count(*)::int from ledger.movement where source_kind = 'ticket' and transition = 'redeemed') as "tickets redeemed",
    (select count(*)::int from ledger.movement where source_kind = 'ticket' and transition = 'taken-back') as "tickets taken back",
    (select count(*)::int from payouts.payout where state = 'paid') as "paid"`;

it(
  `clients do what comes to their minds while processes are killed: nothing is lost, doubled or overdrawn (seed ${SEED})`,
  async () => {
    const shops = [
      await openShop(rooms, 'flers', { buyers: 8, stalls: 3 }),
      await openShop(rooms, 'lavoir', { buyers: 8, stalls: 3 }),
    ];
    const log: Answered[] = [];
    const servers = await Servers.start(rooms.database, 2);
    const hands = Array.from({ length: CLIENTS }, (_, place) => new Hand(servers, chanceOf(SEED + place), log));
    try {
      const grounds: Ground[] = [];
      for (const shop of shops) grounds.push(await groundOf(hands[0] as Hand, shop));
      const until = performance.now() + MINUTES * 60_000;
      const goesOn = (): boolean => log.length < CALLS || performance.now() < until;
      const walk = async (hand: Hand): Promise<void> => {
        while (goesOn()) await anyStep(hand)(hand, hand.oneOf(grounds));
      };
      const strikes = async (chance: () => number): Promise<void> => {
        for (let next = log.length + CALLS_A_KILL; goesOn();) {
          if (log.length < next) await new Promise((resolve) => setTimeout(resolve, 20));
          else {
            await servers.strike(chance);
            next = log.length + CALLS_A_KILL;
          }
        }
      };
      await Promise.all([...hands.map(walk), strikes(chanceOf(SEED - 1))]);
      expect(hands.flatMap(({ wrongs }) => wrongs)).toEqual([]);
      const done = log.filter(({ told }) => told.status < 300);
      const counts: Record<string, number> = {};
      for (const { what } of done) counts[what] = (counts[what] ?? 0) + 1;
      const tried = { calls: log.length, kills: servers.kills, done: counts };
      process.stdout.write(`seed ${SEED}: ${JSON.stringify(tried)}\n`);
      expect(servers.kills).toBeGreaterThan(1);
      const [stored] = await rooms.database.asOwner(STORED);
      for (const [what, count] of Object.entries(stored ?? {})) {
        expect({ what, count }).toEqual({ what, count: counts[what] ?? 0 });
        expect(count).toBeGreaterThan(0);
      }
      // what was acknowledged is what is kept: the same key is answered the same
      const replayer = chanceOf(SEED - 2);
      const late = done.filter(({ told }) => told.status === 201 && replayer() < 200 / done.length);
      for (const { asked, told } of late) {
        const again = await servers.ask(asked, replayer);
        expect([again.status, again.replayed, JSON.parse(again.text)]).toEqual([201, true, JSON.parse(told.text)]);
      }
      const low = `select count(*)::int as low from ledger.movement where balance_after < 0`;
      expect(await rooms.database.asOwner(low)).toEqual([{ low: 0 }]);
      expect(await faultyBooks(rooms.database.appUrl)).toEqual([]);
    } finally {
      await servers.end();
    }
  },
  MINUTES * 60_000 + 240_000,
);
