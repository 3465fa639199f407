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
    (select count(*)::int from ledger.movement where source_kind = 'ticket' and transition = 'redeeming-undone') as "ticket undone",
    (select count(*)::int from purchases.request where state = 'withdrawn') as "withdrawn",
    (select count(*)::int from slips.slip) as "slip issued",
    (select count(*)::int from slips.entry) as "slip entered",
    (select count(*)::int from slips.batch where state = 'validated') as "batch validated",
    (select count(*)::int from slips.entry where state = 'undone') as "slip undone",
    (select count(*)::int from payouts.payout where state = 'paid') as "paid"`;

/** Accounts that went the wrong way, and credit that is promised twice; what cannot be, however it was reached. */
const IMPOSSIBLE = `
  select
    (select count(*)::int from ledger.movement where balance_after < 0) as "accounts below zero",
    (select count(*)::int from (
      select x.tenant_id, x.kind, sum(x.cents) as cents
      from ledger.movement m, lateral (values
        (m.tenant_id, m.primary_kind::text, case m.direction when 'credit' then m.amount_cents::bigint else -m.amount_cents::bigint end),
        (m.tenant_id, m.counter_kind::text, case m.direction when 'debit' then m.amount_cents::bigint else -m.amount_cents::bigint end)
      ) as x(tenant_id, kind, cents)
      where x.kind in ('tickets', 'in-transit') group by x.tenant_id, x.kind) b
     where b.cents < 0) as "tickets or transit below zero", -- what is on its way out is still owed
    (select count(*)::int from ledger.account a where a.kind = 'allocation' and ledger.held_on(a.tenant_id, a.account_id) > coalesce((
      select m.balance_after from ledger.movement m
      where m.tenant_id = a.tenant_id and m.primary_account_id = a.account_id and m.seq is not null
      order by m.seq desc limit 1), 0)) as "more held than there is"`;

/** What each answer names as its effect: two keys never name the same. */
const EFFECTS: Readonly<Record<string, string>> = {
  purchase: 'purchaseId',
  refund: 'refundId',
  request: 'requestId',
  'tickets issued': 'sheetId',
  'slip issued': 'slipId',
  batch: 'batchId',
  prepared: 'approvalId',
};

it(
  `clients do what comes to their minds while processes are killed: nothing is lost, doubled or overdrawn (seed ${SEED})`,
  async () => {
    const shops = [
      await openShop(rooms, 'flers', { buyers: 8, stalls: 3, creditMonths: 1 }),
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
      // Two thirds through, the year ends in one of the funds, and with it the time of November's credit.
      const lateEnough = (): boolean =>
        MINUTES > 0 ? performance.now() > until - MINUTES * 20_000 : log.length > (CALLS * 2) / 3;
      const newYear = async (): Promise<void> => {
        while (!lateEnough()) await new Promise((resolve) => setTimeout(resolve, 20));
        const [ground] = grounds;
        await ground?.fund.morning('2027-01-06');
        if (ground) ground.today = '2027-01-06';
        await ground?.fund.run('lots.expire');
      };
      await Promise.all([...hands.map(walk), strikes(chanceOf(SEED - 1)), newYear()]);
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
      for (const [what, name] of Object.entries(EFFECTS)) {
        const named = done.filter((one) => one.what === what).map(({ told }) => JSON.parse(told.text) as object);
        const effects = new Set(named.map((body) => String(body[name as keyof typeof body])));
        expect({ what, effects: effects.size }).toEqual({ what, effects: counts[what] ?? 0 });
      }
      const [impossible] = await rooms.database.asOwner(IMPOSSIBLE);
      expect(Object.entries(impossible ?? {}).filter(([, count]) => count !== 0)).toEqual([]);
      const ended = 'select count(*)::int as ended from lots.expiry';
      expect(Number((await rooms.database.asOwner(ended))[0]?.['ended'])).toBeGreaterThan(0);
      const locked = log.filter(({ what, told }) => what === 'wrong pin' && told.text.includes('pin-locked'));
      expect(locked.length).toBeGreaterThan(0);
      expect(await faultyBooks(rooms.database.appUrl)).toEqual([]);
    } finally {
      await servers.end();
    }
  },
  MINUTES * 60_000 + 240_000,
);
