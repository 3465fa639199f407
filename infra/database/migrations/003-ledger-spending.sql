-- One guarded account at a time: purchases and reservations. And days: closing them, and what had moved by then.
-- The locks are those of 003-ledger-posting.sql.

-- Spends from one guarded account in one round trip: decides on balance and holds, inserts, answers 'posted',
-- 'replayed', 'key-reused', 'account-unknown' or 'balance-too-low'. Sets its fund itself, so that it may be called
-- alone (autocommit); inside a transaction of another fund it refuses.
create function ledger.spend(
  p_tenant uuid, p_movement uuid, p_entry uuid, p_account uuid, p_counter uuid, p_amount bigint,
  p_reason text, p_source_kind text, p_source uuid, p_booked_on date,
  out outcome text, out balance bigint
) language plpgsql as $$
declare
  v_fund text := current_setting('app.tenant_id', true);
  v_seq bigint;
  v_free bigint;
  v_holds boolean;
  v_counter_kind text;
begin
  if v_fund is null or v_fund = '' then
    perform set_config('app.tenant_id', p_tenant::text, true);
  elsif v_fund <> p_tenant::text then
    raise exception 'tenant-mismatch' using errcode = 'TB005';
  end if;
  if p_amount <= 0 then
    raise exception 'ledger-amount-not-positive' using errcode = 'TB008';
  end if;
  perform pg_advisory_xact_lock_shared(uuid_hash_extended(p_tenant, 2)),
    pg_advisory_xact_lock_shared(uuid_hash_extended(p_tenant, 4)),
    pg_advisory_xact_lock(uuid_hash_extended(p_account, 1));
  loop
    select m.seq, m.balance_after,
      exists (select 1 from ledger.hold h where h.tenant_id = p_tenant and h.account_id = p_account),
      (select a.kind from ledger.account a where a.tenant_id = p_tenant and a.account_id = p_counter
         and not exists (select 1 from ledger.closing c where c.tenant_id = p_tenant and c.through >= p_booked_on))
    into v_seq, balance, v_holds, v_counter_kind
    from ledger.movement m
    where m.tenant_id = p_tenant and m.primary_account_id = p_account and m.seq is not null
    order by m.seq desc limit 1;
    -- most accounts never had a hold: the sum is asked only where it can be something
    v_free := balance - case when v_holds then ledger.held_on(p_tenant, p_account) else 0 end;
    if v_free >= p_amount and v_counter_kind is not null then
      insert into ledger.movement (
        tenant_id, movement_id, entry_id, primary_account_id, primary_kind, counter_account_id, counter_kind, direction,
        amount_cents, seq, balance_after, reason, source_kind, source_id, transition, line, booked_on)
      values (p_tenant, p_movement, p_entry, p_account, 'allocation', p_counter, v_counter_kind, 'debit',
        p_amount, v_seq + 1, balance - p_amount, p_reason, p_source_kind, p_source, 'spent', 1, p_booked_on)
      on conflict do nothing;
      if found then
        outcome := 'posted';
        balance := balance - p_amount;
        return;
      end if;
    end if;
    select k.outcome, k.balance into outcome, balance
    from ledger.not_spent(p_tenant, p_movement, p_account, p_counter, p_amount, p_source_kind, p_source, p_booked_on,
      coalesce(v_free, 0), coalesce(balance, 0)) k;
    if outcome is not null then
      return;
    end if;
  end loop; -- a credit took the next seq meanwhile: read the new head
end $$;

-- Why a spend did not go in; no outcome: somebody moved the chain, try again.
create function ledger.not_spent(
  p_tenant uuid, p_movement uuid, p_account uuid, p_counter uuid, p_amount bigint, p_source_kind text, p_source uuid,
  p_booked_on date, p_free bigint, p_balance bigint, out outcome text, out balance bigint
) language plpgsql as $$
begin
  select k.balance_after,
    case when (k.amount_cents, k.primary_account_id, k.counter_account_id) = (p_amount, p_account, p_counter)
      then 'replayed' else 'key-reused' end
  into balance, outcome
  from ledger.movement k
  where k.tenant_id = p_tenant and k.source_kind = p_source_kind and k.source_id = p_source
    and k.transition = 'spent' and k.line = 1;
  if found then
    return;
  end if;
  perform ledger.keep_open(p_tenant, p_booked_on);
  balance := p_balance;
  if (select count(*) from ledger.account a where a.tenant_id = p_tenant
      and (a.account_id = p_account and a.kind = 'allocation' or a.account_id = p_counter and a.kind <> 'allocation')) < 2 then
    outcome := 'account-unknown';
  elsif p_free < p_amount then
    outcome := 'balance-too-low';
  elsif exists (select 1 from ledger.movement k where k.tenant_id = p_tenant and k.movement_id = p_movement) then
    raise exception 'ledger-movement-id-taken' using errcode = 'TB007';
  end if;
end $$;

-- Reserves credit. Answers 'held', 'replayed', 'key-reused' or 'balance-too-low' with what could still be reserved.
create function ledger.place_hold(
  p_tenant uuid, p_hold uuid, p_account uuid, p_amount bigint, p_source_kind text, p_source uuid,
  out outcome text, out available bigint
) language plpgsql as $$
declare
  v_known ledger.hold;
begin
  perform pg_advisory_xact_lock_shared(uuid_hash_extended(p_tenant, 4)),
    pg_advisory_xact_lock(uuid_hash_extended(p_account, 1));
  available := coalesce((
    select m.balance_after from ledger.movement m
    where m.tenant_id = p_tenant and m.primary_account_id = p_account and m.seq is not null
    order by m.seq desc limit 1), 0) - ledger.held_on(p_tenant, p_account);
  if available >= p_amount then
    insert into ledger.hold (tenant_id, hold_id, account_id, amount_cents, source_kind, source_id)
    values (p_tenant, p_hold, p_account, p_amount, p_source_kind, p_source)
    on conflict do nothing;
    if found then
      outcome := 'held';
      available := available - p_amount;
      return;
    end if;
  end if;
  select * into v_known from ledger.hold h
    where h.tenant_id = p_tenant and h.source_kind = p_source_kind and h.source_id = p_source;
  outcome := case when not found then 'balance-too-low'
    when (v_known.amount_cents, v_known.account_id) = (p_amount, p_account) then 'replayed' else 'key-reused' end;
end $$;

-- Closes every day up to and including p_through: one row an account with all that it has turned over since ever.
create function ledger.close_through(p_tenant uuid, p_through date) returns integer
language plpgsql as $$
declare
  v_from date;
  v_rows integer;
begin
  perform ledger.draw_alone(p_tenant);
  perform pg_advisory_xact_lock(uuid_hash_extended(p_tenant, 2));
  select max(c.through) into v_from from ledger.closing c where c.tenant_id = p_tenant;
  if v_from >= p_through then
    return 0;
  end if;
  insert into ledger.closing (tenant_id, through, account_id, debit_cents, credit_cents)
  select p_tenant, p_through, t.account_id, sum(t.debit), sum(t.credit)
  from (
    select c.account_id, c.debit_cents as debit, c.credit_cents as credit
    from ledger.closing c where c.tenant_id = p_tenant and c.through = v_from
    union all
    select m.primary_account_id,
      case m.direction when 'debit' then m.amount_cents else 0 end,
      case m.direction when 'credit' then m.amount_cents else 0 end
    from ledger.movement m
    where m.tenant_id = p_tenant and m.booked_on <= p_through and (v_from is null or m.booked_on > v_from)
    union all
    select m.counter_account_id,
      case m.direction when 'credit' then m.amount_cents else 0 end,
      case m.direction when 'debit' then m.amount_cents else 0 end
    from ledger.movement m
    where m.tenant_id = p_tenant and m.booked_on <= p_through and (v_from is null or m.booked_on > v_from)
    union all
    -- the fund's own account always closes, so that a fund where nothing moved is closed too
    select a.account_id, 0, 0 from ledger.account a where a.tenant_id = p_tenant and a.kind = 'pot'
  ) t
  group by t.account_id;
  get diagnostics v_rows = row_count;
  return v_rows;
end $$;

-- What every account has turned over up to and including a day, from the last closing before it and the movements since.
create function ledger.turnover_at(p_tenant uuid, p_on date)
returns table (account_id uuid, kind text, owner_id uuid, debit_cents bigint, credit_cents bigint)
language sql stable as $$
  with base as (
    select max(c.through) as through from ledger.closing c where c.tenant_id = p_tenant and c.through <= p_on
  ), turned as (
    select c.account_id, c.debit_cents as debit, c.credit_cents as credit
    from ledger.closing c join base b on c.through = b.through where c.tenant_id = p_tenant
    union all
    select x.account_id, x.debit, x.credit
    from ledger.movement m, base b, lateral (values
      (m.primary_account_id, case m.direction when 'debit' then m.amount_cents else 0 end,
        case m.direction when 'credit' then m.amount_cents else 0 end),
      (m.counter_account_id, case m.direction when 'credit' then m.amount_cents else 0 end,
        case m.direction when 'debit' then m.amount_cents else 0 end)) as x(account_id, debit, credit)
    where m.tenant_id = p_tenant and m.booked_on <= p_on and m.booked_on > coalesce(b.through, '-infinity')
  )
  select a.account_id, a.kind, a.owner_id,
    coalesce(sum(t.debit), 0)::bigint, coalesce(sum(t.credit), 0)::bigint
  from ledger.account a left join turned t on t.account_id = a.account_id
  where a.tenant_id = p_tenant
  group by a.account_id, a.kind, a.owner_id
$$;

revoke all on all functions in schema ledger from public;
grant execute on all functions in schema ledger to app_user;
