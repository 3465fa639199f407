import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#tenancy';
import { aLivingFund, type LivingFund } from './a-living-fund';
import { type FrontDoor, openFrontDoor } from './front-door';

let door: FrontDoor;
let flers: LivingFund;

beforeAll(async () => {
  door = await openFrontDoor();
  flers = await aLivingFund(door, 'flers');
});
afterAll(() => door.close());

/** What an outlet gets from the pot on a day, as a market tally posts it. */
async function tally(outletId: string, on: string, amount: number): Promise<void> {
  const [account, id] = [newId(), newId()];
  await door.database.asOwner(
    `with a as (insert into ledger.account values ($1, $2, 'outlet-payable', $3) returning account_id)
     insert into ledger.movement (tenant_id, movement_id, entry_id, primary_account_id, primary_kind, counter_account_id,
       counter_kind, direction, amount_cents, reason, source_kind, source_id, transition, line, booked_on)
     select $1, $4, $4, a.account_id, 'outlet-payable', p.account_id, 'pot', 'credit', $5, 'tally', 'tally', $4, 'entered', 1, $6
     from a, ledger.account p where p.tenant_id = $1 and p.kind = 'pot'`,
    [flers.fundId, account, outletId, id, amount, on],
  );
}

describe('the spending of a fund', () => {
  it('says that nothing is known where nothing was spent', async () => {
    const { status, body } = await flers.treasurer.get('/api/spending/overview?to=2026-11-20');
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        from: '2025-12-01',
        to: '2026-11-20',
        spentCents: 0,
        spentBasisPoints: null,
        paperBasisPoints: null,
        concentration: { outlets: 0, largestBasisPoints: null },
        creditAge: { meanDays: null, medianDays: null },
      },
    });
  });

  it('is told a page at a time, and as a file', async () => {
    const [first, second] = [newId(), newId()];
    await tally(first, '2026-11-10', 500);
    await tally(second, '2026-11-17', 300);
    for (const [list, key, one, other] of [
      ['outlets', 'outletId', first, second],
      ['weeks', 'weekOf', '2026-11-09', '2026-11-16'],
    ] as const) {
      const url = `/api/spending/${list}?from=2026-11-01&to=2026-11-30`;
      const page = await flers.coordinator.get(`${url}&limit=1`);
      expect(page.body).toMatchObject({ items: [{ [key]: one, purchases: 1, potCents: 500 }], next: one });
      const next = await flers.coordinator.get(`${url}&limit=1&after=${String(page.body['next'])}`);
      expect(next.body).toMatchObject({ items: [{ [key]: other, potCents: 300 }], next: null });
      const file = await flers.coordinator.get(`${url}&format=csv`);
      expect(file.text.trim().split('\n')).toHaveLength(3);
    }
    const categories = await flers.coordinator.get('/api/spending/categories?format=csv');
    expect(categories.text).toContain('category;purchases;boughtCents;accountCents');
  });

  it('says which field is wrong', async () => {
    const wrong = await flers.coordinator.get('/api/spending/weeks?from=hier&after=lundi');
    expect(wrong).toMatchObject({ status: 422, body: { code: 'input-invalid' } });
    expect(await flers.coordinator.get('/api/spending/quiet-outlets?days=0')).toMatchObject({ status: 422 });
    expect(await flers.coordinator.get('/api/spending/quiet-outlets?days=60')).toMatchObject({ status: 200 });
  });
});
