-- What every call asks, in one round trip: statements that enter their fund by themselves, as purchases.pay does.

-- Enters a fund for one statement. `p_alone`: sent outside a transaction; a connection that still carries a fund was handed
-- back dirty, and one that carries another fund must not be used.
create function tenancy.enter(p_tenant uuid, p_alone boolean) returns void
language plpgsql as $$
declare
  v_fund text := current_setting('app.tenant_id', true);
begin
  if p_alone and coalesce(v_fund, '') <> '' then
    raise exception 'dirty connection' using errcode = 'TB000';
  elsif p_alone then
    perform set_config('app.tenant_id', p_tenant::text, true);
  elsif v_fund is distinct from p_tenant::text then
    raise exception 'tenant-mismatch' using errcode = 'TB005';
  end if;
end $$;

-- The roles that somebody holds in a fund.
create function tenancy.grants_of(p_tenant uuid, p_alone boolean, p_identity uuid)
returns table (role text, subject_id uuid)
language plpgsql as $$
begin
  perform tenancy.enter(p_tenant, p_alone);
  return query select g.role, g.subject_id from tenancy.role_grant g
    where g.tenant_id = p_tenant and g.identity_id = p_identity order by g.role;
end $$;

revoke all on function tenancy.enter(uuid, boolean), tenancy.grants_of(uuid, boolean, uuid) from public;
grant execute on function tenancy.enter(uuid, boolean), tenancy.grants_of(uuid, boolean, uuid) to app_user;
