// Funds whose members pay at outlets: people, approved outlets with a line that covers everything, credit to spend.
import { newId, type TenantId } from '#tenancy';
import type { Pool } from 'pg';
import type { BenchDatabase } from './bench-server';
import { makeFunds } from './living-funds';
import { anyOf } from './spending-load';

/** An outlet of the load. */
export interface LoadedOutlet {
  readonly outletId: string;
  readonly outletNo: number;
  readonly approvalLineId: string;
}

/** A fund of the load: its units (each is one person of the same id), outlets and rules. */
export interface ShoppingFund {
  readonly tenantId: TenantId;
  readonly rulesVersionId: string;
  readonly units: readonly string[];
  readonly outlets: readonly LoadedOutlet[];
}

const OPEN = [
  `update funds.rules_version set document = document || '{"payment": ["member-phone"]}'`,
  `insert into outlets.outlet (tenant_id, outlet_id, outlet_no, name, kind, state, recorded_at)
   select tenant_id, gen_random_uuid(), n, 'La ferme du Pré', 'producer', 'approved', now()
   from directory.fund, generate_series(1, $1) n`,
  `insert into outlets.approval_line (tenant_id, approval_line_id, outlet_id, scope, title, category, coverage_percent,
     valid_from, recorded_at)
   select tenant_id, gen_random_uuid(), outlet_id, 'everything', 'Tout', 'mixed', 100, '2026-01-01', now() from outlets.outlet`,
  `insert into ledger.account (tenant_id, account_id, kind, owner_id)
   select tenant_id, gen_random_uuid(), 'outlet-payable', outlet_id from outlets.outlet`,
  `insert into ledger.movement (tenant_id, movement_id, entry_id, primary_account_id, primary_kind, counter_account_id,
     counter_kind, direction, amount_cents, seq, balance_after, reason, source_kind, source_id, transition, line, booked_on)
   select a.tenant_id, gen_random_uuid(), gen_random_uuid(), a.account_id, 'allocation', p.account_id, 'pot', 'credit',
     100000000, 1, 100000000, 'history', 'history', gen_random_uuid(), 'credited', 1, '2026-01-05'
   from ledger.account a join ledger.account p on p.tenant_id = a.tenant_id and p.kind = 'pot' where a.kind = 'allocation'`,
  'insert into purchases.word_key (tenant_id) select tenant_id from directory.fund',
];

/** Makes so many funds of so many units and outlets; each unit has a million euros. */
export async function shoppingFunds(
  database: BenchDatabase,
  size: { funds: number; units: number; outlets: number },
): Promise<ShoppingFund[]> {
  await makeFunds(database, size.funds, size.units);
  for (const [place, sql] of OPEN.entries()) await database.asOwner(sql, place === 1 ? [size.outlets] : []);
  await database.asOwner('vacuum analyze');
  const rows = await database.asOwner(
    `select f.tenant_id as "tenantId",
       (select rules_version_id from funds.rules_version r where r.tenant_id = f.tenant_id) as "rulesVersionId",
       (select array_agg(account_unit_id::text) from members.account_unit u where u.tenant_id = f.tenant_id) as units,
       (select json_agg(json_build_object('outletId', o.outlet_id, 'outletNo', o.outlet_no, 'approvalLineId', l.approval_line_id))
        from outlets.outlet o join outlets.approval_line l using (tenant_id, outlet_id) where o.tenant_id = f.tenant_id) as outlets
     from directory.fund f`,
  );
  return rows as unknown as ShoppingFund[];
}

/** What one purchase is about, as it is sent. */
export interface OnePurchase {
  readonly tenantId: string;
  readonly rulesVersionId: string;
  readonly unit: string;
  readonly outletId: string;
  readonly approvalLineId: string;
}

/** A purchase of one cent by anybody of a fund, anywhere or at one outlet. */
export function anyPurchase(fund: ShoppingFund, outlet = anyOf(fund.outlets)): OnePurchase {
  const { tenantId, rulesVersionId } = fund;
  return { tenantId, rulesVersionId, unit: anyOf(fund.units), ...outlet };
}

const PAY = {
  name: 'purchases.pay',
  text: `select outcome, balance, answer from purchases.pay($1, true, $2, $3, $3, $4, null, null, 'member-phone', 1, 1, now(),
    '2026-11-22', null, $5, $6, '{mixed}', '{100}', '{1}', 'identity', $3, $7, $8, null, '{}', '{}', false)`,
};
const FINGERPRINT = Buffer.alloc(32, 7);

/** Pays once, as the api does: one statement with key, record and receipt. @throws Error when it is not paid */
export async function payOnce(pool: Pool, one: OnePurchase): Promise<void> {
  const ids = [newId(), newId(), newId(), newId()];
  const values = [
    one.tenantId,
    ids,
    one.unit,
    one.outletId,
    one.rulesVersionId,
    [one.approvalLineId],
    newId(),
    FINGERPRINT,
  ];
  const { rows } = await pool.query<{ outcome: string }>({ ...PAY, values });
  if (rows[0]?.outcome !== 'paid') throw new Error(`a purchase was answered ${rows[0]?.outcome}`);
}
