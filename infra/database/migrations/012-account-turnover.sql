-- What one account has turned over up to and including a day, from the last closing before it and its movements since.
-- A guarded account is never the counter side.
create function ledger.account_turnover_at(p_tenant uuid, p_account uuid, p_on date)
returns table (account_id uuid, kind text, owner_id uuid, debit_cents bigint, credit_cents bigint)
language sql stable as $$
  with base as materialized (
    select max(c.through) as through from ledger.closing c where c.tenant_id = p_tenant and c.through <= p_on
  ), turned as (
    select c.debit_cents as debit, c.credit_cents as credit
    from ledger.closing c
    where c.tenant_id = p_tenant and c.account_id = p_account and c.through = (select b.through from base b)
    union all
    select case m.direction when 'debit' then m.amount_cents else 0 end,
      case m.direction when 'credit' then m.amount_cents else 0 end
    from ledger.movement m
    where m.tenant_id = p_tenant and m.primary_account_id = p_account
      and m.booked_on <= p_on and m.booked_on > coalesce((select b.through from base b), '-infinity')
    union all
    select case m.direction when 'credit' then m.amount_cents else 0 end,
      case m.direction when 'debit' then m.amount_cents else 0 end
    from ledger.account g join ledger.movement m on m.tenant_id = p_tenant and m.counter_account_id = p_account
      and m.booked_on <= p_on and m.booked_on > coalesce((select b.through from base b), '-infinity')
    where g.tenant_id = p_tenant and g.account_id = p_account and g.kind <> 'allocation'
  )
  select a.account_id, a.kind, a.owner_id, coalesce(t.debit, 0)::bigint, coalesce(t.credit, 0)::bigint
  from ledger.account a, (select sum(u.debit) as debit, sum(u.credit) as credit from turned u) t
  where a.tenant_id = p_tenant and a.account_id = p_account
$$;
revoke all on function ledger.account_turnover_at(uuid, uuid, date) from public;
grant execute on function ledger.account_turnover_at(uuid, uuid, date) to app_user;
