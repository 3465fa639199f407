// A purchase in the ledger of two locked rows: what is looked at, what is told of it and how it is sent are ours, word for
// word; only the money moves as it does there.
import { newId } from '#tenancy';
import type { Pool } from 'pg';
import type { BenchDatabase } from './bench-server';
import type { OnePurchase } from './purchase-load';

const SCHEMA = `
  create function two_rows.purchase(p_tenant uuid, p_ids uuid[], p_unit uuid, p_outlet uuid, p_rules uuid, p_lines uuid[],
    p_categories text[], p_percent smallint[], p_amounts bigint[], p_total bigint, p_now timestamptz, p_day date, p_key text,
    p_fingerprint bytea)
  returns text language plpgsql as $$
  declare
    v_fund text;
    v_from uuid;
    v_to uuid;
    v_lock text;
    v_kept bytea;
    v_outlet text;
    v_covered bigint;
    v_paused boolean;
    v_booked_on date;
    v_outcome text;
  begin
    v_fund := set_config('app.tenant_id', p_tenant::text, true);
    select a.id, c.id, pg_advisory_xact_lock_shared(uuid_hash_extended(p_tenant, 2))::text
    into v_from, v_to, v_lock
    from (select (select a.account_id from ledger.account a
        where a.tenant_id = p_tenant and a.kind = 'allocation' and a.owner_id = p_unit) as id) a,
      (select (select c.account_id from ledger.account c
        where c.tenant_id = p_tenant and c.kind = 'outlet-payable' and c.owner_id = p_outlet) as id) c;
    select
      (select k.fingerprint from tenancy.idempotency k
        where k.tenant_id = p_tenant and k.actor_id = p_unit and k.key = p_key),
      (select o.state from outlets.outlet o where o.tenant_id = p_tenant and o.outlet_id = p_outlet),
      (select coalesce(sum(cardinality(array_positions(p_lines, l.approval_line_id))), 0) from outlets.approval_line l
        where l.tenant_id = p_tenant and l.approval_line_id = any(p_lines) and l.outlet_id = p_outlet
          and l.coverage_percent = p_percent[array_position(p_lines, l.approval_line_id)] and l.valid_from <= p_day
          and (l.valid_until is null or l.valid_until >= p_day)),
      exists (select 1 from members.pause s where s.tenant_id = p_tenant and s.account_unit_id = p_unit
        and s.from_month <= p_day and (s.until_month is null or s.until_month >= date_trunc('month', p_day)::date)),
      (select greatest(p_day, max(c.through) + 1) from ledger.closing c where c.tenant_id = p_tenant)
    into v_kept, v_outlet, v_covered, v_paused, v_booked_on;
    if v_kept is not null or v_outlet is distinct from 'approved' or v_covered < cardinality(p_lines) or v_paused then
      return 'refused';
    end if;
    with bought as (
      insert into purchases.purchase (tenant_id, purchase_id, account_unit_id, person_id, outlet_id, medium, total_cents,
        account_cents, outlet_cents, bought_on, booked_on, occurred_at, rules_version_id, recorded_by)
      values (p_tenant, p_ids[1], p_unit, p_unit, p_outlet, 'member-phone', p_total, p_total, p_total, p_day, v_booked_on,
        p_now, p_rules, p_unit)
    ), basket as (
      insert into purchases.purchase_line (tenant_id, purchase_id, line_no, approval_line_id, category, coverage_percent,
        amount_cents)
      select p_tenant, p_ids[1], generate_subscripts(p_lines, 1), unnest(p_lines), unnest(p_categories), unnest(p_percent),
        unnest(p_amounts)
    ), recorded as (
      insert into tenancy.audit (tenant_id, audit_id, actor_kind, actor_id, action, subject_kind, subject_id)
      values (p_tenant, p_ids[3], 'identity', p_unit, 'purchase.paid', 'purchase', p_ids[1])
    )
    insert into tenancy.idempotency (tenant_id, actor_id, key, fingerprint, status, body)
    select p_tenant, p_unit, p_key, p_fingerprint, 201, '{}' on conflict (tenant_id, actor_id, key) do nothing;
    if not found then
      raise exception 'key reused';
    end if;
    v_outcome := two_rows.move(p_tenant, p_ids[2], p_ids[4], p_ids[5], v_from, v_to, p_total, p_ids[1]);
    return v_outcome;
  end $$;
  grant execute on function two_rows.purchase to app_user`;

/** Teaches the peer, whose tables are there, to buy. */
export async function twoRowPurchases(database: BenchDatabase): Promise<void> {
  await database.asOwner(SCHEMA);
}

const PURCHASE = {
  name: 'two-rows-purchase',
  text: `select two_rows.purchase($1, $2, $3, $4, $5, $6, '{mixed}', '{100}', '{1}', 1, now(), '2026-11-22', $7, $8) as outcome`,
};
const FINGERPRINT = Buffer.alloc(32, 7);

/** Buys once in the peer's ledger. @throws Error when it is not accepted */
export async function twoRowPurchase(pool: Pool, one: OnePurchase): Promise<void> {
  const ids = [newId(), newId(), newId(), newId(), newId()];
  const { tenantId, unit, outletId, rulesVersionId, approvalLineId } = one;
  const values = [tenantId, ids, unit, outletId, rulesVersionId, [approvalLineId], newId(), FINGERPRINT];
  const { rows } = await pool.query<{ outcome: string }>({ ...PURCHASE, values });
  if (rows[0]?.outcome !== 'posted') throw new Error(`a purchase was answered ${rows[0]?.outcome}`);
}
