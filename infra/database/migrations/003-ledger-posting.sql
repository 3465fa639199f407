-- The one door to write in the ledger. These functions guard facts that may change under concurrency (balances,
-- holds, closed days, keys already used); they hold no rule of any fund. They run with the caller's rights.

-- What is reserved on an account, in cents.
create function ledger.held_on(p_tenant uuid, p_account uuid) returns bigint
language sql stable as $$
  select coalesce(sum(h.amount_cents), 0)::bigint
  from ledger.hold h
  where h.tenant_id = p_tenant and h.account_id = p_account
    and not exists (select 1 from ledger.hold_release r where r.tenant_id = p_tenant and r.hold_id = h.hold_id)
$$;

-- Everyone who spends from or reserves on one account passes here one at a time, until their transaction ends.
create function ledger.queue_on(p_account uuid) returns void
language sql as $$ select pg_advisory_xact_lock(hashtextextended(p_account::text, 1)) $$;

-- Postings share this, a closing takes it alone: nothing is booked in a day while that day is being closed.
create function ledger.keep_open(p_tenant uuid, p_booked_on date) returns void
language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended(p_tenant::text, 2));
  if exists (select 1 from ledger.closing c where c.tenant_id = p_tenant and c.through >= p_booked_on) then
    raise exception 'ledger-period-closed' using errcode = 'TB001', detail = p_booked_on::text;
  end if;
end $$;

-- Posts a page of movements of one reason. Lines whose key is already in the ledger with the same content are left as
-- they are; with other content the whole page is refused. Answers one row for each line that was not posted anew:
-- 'replayed' or 'balance-too-low'. A page may touch a guarded account once (its chain stays dense).
create function ledger.post(
  p_tenant uuid, p_reason text, p_source_kind text, p_transition text, p_booked_on date,
  p_lot_month date, p_lot_expires_on date,
  p_movement uuid[], p_entry uuid[], p_source uuid[], p_line smallint[],
  p_primary_kind text[], p_primary_owner uuid[], p_counter_kind text[], p_counter_owner uuid[],
  p_direction text[], p_amount bigint[], p_money_source text[], p_reverses uuid[]
) returns table (line_index integer, outcome text)
language plpgsql as $$
declare
  v_wanted integer := cardinality(p_movement);
  v_posted integer := 0;
  v_new integer;
  v_known integer;
  v_debited uuid;
begin
  perform ledger.keep_open(p_tenant, p_booked_on);

  select count(*) into v_known
  from unnest(p_primary_kind, p_primary_owner, p_counter_kind, p_counter_owner) as u(pk, po, ck, co)
  join ledger.account a on a.tenant_id = p_tenant and a.kind = u.pk and a.owner_id = u.po
  join ledger.account b on b.tenant_id = p_tenant and b.kind = u.ck and b.owner_id = u.co;
  if v_known <> v_wanted then
    raise exception 'ledger-account-unknown' using errcode = 'TB002';
  end if;
  if exists (
    select 1 from unnest(p_primary_kind, p_primary_owner) as u(pk, po)
    where u.pk = 'allocation' group by u.po having count(*) > 1) then
    raise exception 'ledger-account-twice-in-page' using errcode = 'TB003';
  end if;

  for v_debited in
    select a.account_id
    from unnest(p_primary_kind, p_primary_owner, p_direction) as u(pk, po, dir)
    join ledger.account a on a.tenant_id = p_tenant and a.kind = u.pk and a.owner_id = u.po
    where u.pk = 'allocation' and u.dir = 'debit'
    order by a.account_id
  loop
    perform ledger.queue_on(v_debited);
  end loop;

  loop
    with line as (
      select u.*, a.account_id as primary_id, b.account_id as counter_id, h.seq as head_seq, h.balance_after as head
      from unnest(p_movement, p_entry, p_source, p_line, p_primary_kind, p_primary_owner, p_counter_kind,
                  p_counter_owner, p_direction, p_amount, p_money_source, p_reverses)
        with ordinality as u(movement, entry, source, line, pk, po, ck, co, dir, amount, money, reverses, i)
      join ledger.account a on a.tenant_id = p_tenant and a.kind = u.pk and a.owner_id = u.po
      join ledger.account b on b.tenant_id = p_tenant and b.kind = u.ck and b.owner_id = u.co
      left join lateral (
        select m.seq, m.balance_after from ledger.movement m
        where u.pk = 'allocation' and m.tenant_id = p_tenant and m.primary_account_id = a.account_id
        order by m.seq desc limit 1) h on true
      where not exists (
        select 1 from ledger.movement k
        where k.tenant_id = p_tenant and k.source_kind = p_source_kind and k.source_id = u.source
          and k.transition = p_transition and k.line = u.line)
    )
    insert into ledger.movement (
      tenant_id, movement_id, entry_id, primary_account_id, primary_kind, counter_account_id, counter_kind, direction,
      amount_cents, seq, balance_after, reason, source_kind, source_id, transition, line, money_source, lot_month,
      lot_expires_on, booked_on, reverses_movement_id)
    select p_tenant, movement, entry, primary_id, pk, counter_id, ck, dir, amount,
      case when pk = 'allocation' then coalesce(head_seq, 0) + 1 end,
      case when pk = 'allocation' then coalesce(head, 0) + case dir when 'credit' then amount else -amount end end,
      p_reason, p_source_kind, source, p_transition, line, money, p_lot_month, p_lot_expires_on, p_booked_on, reverses
    from line
    where pk <> 'allocation' or dir = 'credit'
      or coalesce(head, 0) - ledger.held_on(p_tenant, primary_id) >= amount
    order by i
    on conflict do nothing;
    get diagnostics v_new = row_count;
    v_posted := v_posted + v_new;
    exit when v_posted = v_wanted;
    -- Someone moved the same chain, or lines are replays or refused: look again until nothing is left that could go in.
    exit when v_new = 0 and not exists (
      select 1
      from unnest(p_source, p_line, p_primary_kind, p_primary_owner, p_direction, p_amount)
        as u(source, line, pk, po, dir, amount)
      join ledger.account a on a.tenant_id = p_tenant and a.kind = u.pk and a.owner_id = u.po
      left join lateral (
        select m.balance_after from ledger.movement m
        where u.pk = 'allocation' and m.tenant_id = p_tenant and m.primary_account_id = a.account_id
        order by m.seq desc limit 1) h on true
      where not exists (
          select 1 from ledger.movement k
          where k.tenant_id = p_tenant and k.source_kind = p_source_kind and k.source_id = u.source
            and k.transition = p_transition and k.line = u.line)
        and (u.pk <> 'allocation' or u.dir = 'credit'
          or coalesce(h.balance_after, 0) - ledger.held_on(p_tenant, a.account_id) >= u.amount));
  end loop;

  if v_posted = v_wanted then
    return;
  end if;
  if exists (
    select 1
    from unnest(p_source, p_line, p_primary_kind, p_counter_kind, p_primary_owner, p_direction, p_amount)
      as u(source, line, pk, ck, po, dir, amount)
    join ledger.account a on a.tenant_id = p_tenant and a.kind = u.pk and a.owner_id = u.po
    join ledger.movement k on k.tenant_id = p_tenant and k.source_kind = p_source_kind and k.source_id = u.source
      and k.transition = p_transition and k.line = u.line
    where (k.amount_cents, k.direction, k.primary_account_id, k.counter_kind) <> (u.amount, u.dir, a.account_id, u.ck)
  ) then
    raise exception 'ledger-key-reused' using errcode = 'TB004';
  end if;
  return query
    select u.i::integer,
      case when k.movement_id is null then 'balance-too-low' else 'replayed' end
    from unnest(p_movement, p_source, p_line) with ordinality as u(movement, source, line, i)
    left join ledger.movement k on k.tenant_id = p_tenant and k.source_kind = p_source_kind and k.source_id = u.source
      and k.transition = p_transition and k.line = u.line
    where k.movement_id is distinct from u.movement
    order by u.i;
end $$;

-- Spends from one guarded account in one round trip: decides on balance and holds, inserts, answers. Sets its fund
-- itself, so that it may be called alone (autocommit); inside a transaction of another fund it refuses.
create function ledger.spend(
  p_tenant uuid, p_movement uuid, p_entry uuid, p_account uuid, p_counter uuid, p_amount bigint,
  p_reason text, p_source_kind text, p_source uuid, p_booked_on date,
  out outcome text, out balance bigint
) language plpgsql as $$
declare
  v_seq bigint;
  v_balance bigint;
  v_counter_kind text;
  v_held bigint;
  v_known ledger.movement;
begin
  if coalesce(current_setting('app.tenant_id', true), '') not in ('', p_tenant::text) then
    raise exception 'tenant-mismatch' using errcode = 'TB005';
  end if;
  perform set_config('app.tenant_id', p_tenant::text, true);
  perform ledger.keep_open(p_tenant, p_booked_on);
  perform ledger.queue_on(p_account);
  select * into v_known from ledger.movement k
    where k.tenant_id = p_tenant and k.source_kind = p_source_kind and k.source_id = p_source
      and k.transition = 'spent' and k.line = 1;
  if found then
    balance := v_known.balance_after;
    outcome := case when (v_known.amount_cents, v_known.primary_account_id, v_known.counter_account_id)
      = (p_amount, p_account, p_counter) then 'replayed' else 'key-reused' end;
    return;
  end if;
  select a.kind into v_counter_kind from ledger.account a where a.tenant_id = p_tenant and a.account_id = p_counter;
  if not found then
    outcome := 'account-unknown';
    return;
  end if;
  loop
    select m.seq, m.balance_after into v_seq, v_balance from ledger.movement m
      where m.tenant_id = p_tenant and m.primary_account_id = p_account order by m.seq desc limit 1;
    v_held := ledger.held_on(p_tenant, p_account);
    balance := coalesce(v_balance, 0);
    if balance - v_held < p_amount then
      outcome := 'balance-too-low';
      return;
    end if;
    insert into ledger.movement (
      tenant_id, movement_id, entry_id, primary_account_id, primary_kind, counter_account_id, counter_kind, direction,
      amount_cents, seq, balance_after, reason, source_kind, source_id, transition, line, booked_on)
    values (p_tenant, p_movement, p_entry, p_account, 'allocation', p_counter, v_counter_kind, 'debit',
      p_amount, v_seq + 1, v_balance - p_amount, p_reason, p_source_kind, p_source, 'spent', 1, p_booked_on)
    on conflict do nothing;
    if found then
      outcome := 'posted';
      balance := v_balance - p_amount;
      return;
    end if;
  end loop; -- a credit took the next seq meanwhile: read the new head
end $$;

-- Reserves credit. Answers 'held', 'replayed', 'key-reused' or 'balance-too-low' with what could still be reserved.
create function ledger.place_hold(
  p_tenant uuid, p_hold uuid, p_account uuid, p_amount bigint, p_source_kind text, p_source uuid,
  out outcome text, out available bigint
) language plpgsql as $$
declare
  v_known ledger.hold;
begin
  perform ledger.queue_on(p_account);
  select * into v_known from ledger.hold h
    where h.tenant_id = p_tenant and h.source_kind = p_source_kind and h.source_id = p_source;
  available := coalesce((
    select m.balance_after from ledger.movement m
    where m.tenant_id = p_tenant and m.primary_account_id = p_account
    order by m.seq desc limit 1), 0) - ledger.held_on(p_tenant, p_account);
  if v_known.hold_id is not null then
    outcome := case when (v_known.amount_cents, v_known.account_id) = (p_amount, p_account)
      then 'replayed' else 'key-reused' end;
    return;
  end if;
  if available < p_amount then
    outcome := 'balance-too-low';
    return;
  end if;
  insert into ledger.hold (tenant_id, hold_id, account_id, amount_cents, source_kind, source_id)
  values (p_tenant, p_hold, p_account, p_amount, p_source_kind, p_source);
  outcome := 'held';
  available := available - p_amount;
end $$;

-- Closes every day up to and including p_through: one row an account with all that it has turned over since ever.
create function ledger.close_through(p_tenant uuid, p_through date) returns integer
language plpgsql as $$
declare
  v_from date;
  v_rows integer;
begin
  perform pg_advisory_xact_lock(hashtextextended(p_tenant::text, 2));
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
