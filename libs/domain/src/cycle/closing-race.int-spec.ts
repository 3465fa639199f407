import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { LivingFund } from '../../../../test/support/living-fund';
import { Rooms } from '../../../../test/support/rooms';

let rooms: Rooms;
let gate: Client;
beforeAll(async () => {
  rooms = await Rooms.open();
  gate = new Client({ connectionString: rooms.database.ownerUrl });
  await gate.connect();
});
afterAll(async () => {
  await gate.end();
  await rooms.close();
});

/** Until so many connections of this database wait for a lock. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const rows = await rooms.database.asOwner(
      `select count(distinct pid)::int as waiting from pg_locks l join pg_stat_activity a using (pid)
       where not l.granted and a.datname = current_database()`,
    );
    if (Number(rows[0]?.['waiting']) >= count) return;
  }
}

async function monthAtItsEnd(): Promise<{ fund: LivingFund; monthRunId: string }> {
  const fund = await rooms.fund();
  await fund.open(100_000);
  await fund.admit();
  await fund.live('2026-11-06');
  await fund.admit({ label: 'Tard' }); // joined before the month, written down late
  await fund.morning('2026-12-01');
  return { fund, monthRunId: (await fund.month('2026-11')).monthRunId };
}

describe('a month that closes while a due of it is being opened', () => {
  it('waits for the due, and counts it', async () => {
    const { fund, monthRunId } = await monthAtItsEnd();
    await gate.query('begin');
    await gate.query('lock table contributions.due in share row exclusive mode');
    const opening = fund.run('contributions.open-dues', { monthRunId });
    await waiting(1);
    const closing = fund.run('month.close', { monthRunId });
    await waiting(2);
    await gate.query('commit');
    await Promise.all([opening, closing]);
    const { atClose } = await fund.month('2026-11');
    expect([atClose?.dues, (await fund.dues('2026-11')).length]).toEqual([2, 2]);
    expect(await fund.faults()).toEqual([]);
  });

  it('is closed for a due that comes later', async () => {
    const { fund, monthRunId } = await monthAtItsEnd();
    await gate.query('begin');
    await gate.query('lock table ledger.closing in share row exclusive mode');
    const closing = fund.run('month.close', { monthRunId });
    await waiting(1);
    const opening = fund.run('contributions.open-dues', { monthRunId });
    await waiting(2);
    await gate.query('commit');
    await Promise.all([opening, closing]);
    const { atClose } = await fund.month('2026-11');
    expect([atClose?.dues, (await fund.dues('2026-11')).length]).toEqual([1, 1]);
  });
});
