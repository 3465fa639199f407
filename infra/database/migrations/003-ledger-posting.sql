-- The one door to write in the ledger. These functions guard facts that may change under concurrency (balances,
-- holds, closed days, keys already used); they hold no rule of any fund. They run with the caller's rights.
--
-- Advisory locks, always taken in this order and kept until the transaction ends:
--   3 drawing    one at a time: who draws on the pot, or touches several guarded accounts in one page
--   2 booking    shared by every posting, alone for a closing: nothing is booked in a day that is being closed
--   4 reserving  shared by every spend and hold, alone for a page of many debits (a lock an account would not fit)
--   1 account    one at a time: who spends from or reserves on one account

-- What is reserved on an account, in cents.
create function ledger.held_on(p_tenant uuid, p_account uuid) returns bigint
language sql stable as $$
  select coalesce(sum(h.amount_cents), 0)::bigint
  from ledger.hold h
  where h.tenant_id = p_tenant and h.account_id = p_account
    and not exists (select 1 from ledger.hold_release r where r.tenant_id = p_tenant and r.hold_id = h.hold_id)
$$;

-- Keeps out every other posting of the fund that draws on the pot, until the transaction ends.
create function ledger.draw_alone(p_tenant uuid) returns void
language sql as $$ select pg_advisory_xact_lock(uuid_hash_extended(p_tenant, 3)) $$;

-- Refuses a day that is closed, and keeps it open until the transaction ends.
create function ledger.keep_open(p_tenant uuid, p_booked_on date) returns void
language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(uuid_hash_extended(p_tenant, 2));
  if exists (select 1 from ledger.closing c where c.tenant_id = p_tenant and c.through >= p_booked_on) then
    raise exception 'ledger-period-closed' using errcode = 'TB001', detail = p_booked_on::text;
  end if;
end $$;

-- Waits for the turns that a page needs; `p_debited` are the guarded accounts it takes from.
create function ledger.take_turns(p_tenant uuid, p_booked_on date, p_draws boolean, p_debited uuid[]) returns void
language plpgsql as $$
begin
  if p_draws then
    perform ledger.draw_alone(p_tenant);
  end if;
  perform ledger.keep_open(p_tenant, p_booked_on);
  if cardinality(p_debited) > 1 then
    perform pg_advisory_xact_lock(uuid_hash_extended(p_tenant, 4));
  elsif cardinality(p_debited) = 1 then
    perform pg_advisory_xact_lock_shared(uuid_hash_extended(p_tenant, 4));
    perform pg_advisory_xact_lock(uuid_hash_extended(p_debited[1], 1));
  end if;
end $$;

-- The lines of a page that the balance can bear, with their place in the chain as it is now; in the order of accounts
-- and keys, so that two pages never wait for each other.
create function ledger.page_rows(
  p_tenant uuid, p_movement uuid[], p_entry uuid[], p_source uuid[], p_line smallint[], p_primary_kind text[],
  p_primary uuid[], p_counter_kind text[], p_counter uuid[], p_direction text[], p_amount bigint[],
  p_money_source text[], p_reverses uuid[]
) returns table (
  movement uuid, entry uuid, source uuid, line smallint, pk text, primary_id uuid, ck text, counter_id uuid, dir text,
  amount bigint, money text, reverses uuid, seq bigint, balance_after bigint)
language sql stable as $$
  select u.movement, u.entry, u.source, u.line, u.pk, u.primary_id, u.ck, u.counter_id, u.dir, u.amount, u.money,
    u.reverses,
    case when u.pk = 'allocation' then coalesce(h.seq, 0) + 1 end,
    case when u.pk = 'allocation'
      then coalesce(h.balance_after, 0) + case u.dir when 'credit' then u.amount else -u.amount end end
  from unnest(p_movement, p_entry, p_source, p_line, p_primary_kind, p_primary, p_counter_kind, p_counter, p_direction,
              p_amount, p_money_source, p_reverses)
    as u(movement, entry, source, line, pk, primary_id, ck, counter_id, dir, amount, money, reverses)
  left join lateral (
    select m.seq, m.balance_after::bigint as balance_after from ledger.movement m
    where u.pk = 'allocation' and m.tenant_id = p_tenant and m.primary_account_id = u.primary_id and m.seq is not null
    order by m.tenant_id desc, m.primary_account_id desc, m.seq desc limit 1) h on true
  where u.pk <> 'allocation' or u.dir = 'credit'
    or coalesce(h.balance_after, 0) - ledger.held_on(p_tenant, u.primary_id) >= u.amount
  order by u.primary_id, u.source, u.line
$$;

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
  v_primary uuid[];
  v_counter uuid[];
  v_debited uuid[];
  v_draws boolean;
begin
  select array_agg(a.account_id order by u.i), array_agg(b.account_id order by u.i),
    array_agg(a.account_id) filter (where u.pk = 'allocation' and u.dir = 'debit'),
    count(*) filter (where u.pk = 'allocation') > 1
      or bool_or(case u.dir when 'debit' then u.pk else u.ck end = 'pot')
  into v_primary, v_counter, v_debited, v_draws
  from unnest(p_primary_kind, p_primary_owner, p_counter_kind, p_counter_owner, p_direction)
    with ordinality as u(pk, po, ck, co, dir, i)
  join ledger.account a on a.tenant_id = p_tenant and a.kind = u.pk and a.owner_id = u.po
  join ledger.account b on b.tenant_id = p_tenant and b.kind = u.ck and b.owner_id = u.co;
  if cardinality(v_primary) is distinct from v_wanted then
    raise exception 'ledger-account-unknown' using errcode = 'TB002';
  end if;
  if p_reason in ('due-paid', 'due-shared', 'grant-received', 'opening-balance') and array_position(p_money_source, null) is not null
    or p_lot_month is null and p_lot_expires_on is not null then
    raise exception 'ledger-movement-incomplete' using errcode = 'TB009', detail = p_reason;
  end if;
  if exists (
    select 1 from unnest(p_primary_kind, v_primary) as u(pk, id) where u.pk = 'allocation'
    group by u.id having count(*) > 1) then
    raise exception 'ledger-account-twice-in-page' using errcode = 'TB003';
  end if;
  perform ledger.take_turns(p_tenant, p_booked_on, v_draws, v_debited);

  -- Nearly always nobody is in the way: a plain insert, which is a third cheaper than one that minds conflicts.
  begin
    insert into ledger.movement (
      tenant_id, movement_id, entry_id, primary_account_id, primary_kind, counter_account_id, counter_kind, direction,
      amount_cents, seq, balance_after, reason, source_kind, source_id, transition, line, money_source, lot_month,
      lot_expires_on, booked_on, reverses_movement_id)
    select p_tenant, r.movement, r.entry, r.primary_id, r.pk, r.counter_id, r.ck, r.dir::ledger.direction, r.amount, r.seq,
      r.balance_after, p_reason, p_source_kind, r.source, p_transition, r.line, r.money::ledger.money_source, p_lot_month,
      p_lot_expires_on, p_booked_on, r.reverses
    from ledger.page_rows(p_tenant, p_movement, p_entry, p_source, p_line, p_primary_kind, v_primary, p_counter_kind,
      v_counter, p_direction, p_amount, p_money_source, p_reverses) r;
    get diagnostics v_posted = row_count;
  exception when unique_violation then
    v_posted := 0;
  end;
  -- Lines are in the ledger already, or someone moved a chain of the page meanwhile: again, leaving out what is taken.
  while v_posted < v_wanted and ledger.page_unfinished(p_tenant, p_source_kind, p_transition, p_movement, p_source,
      p_line, p_primary_kind, v_primary, p_direction, p_amount, p_reverses)
  loop
    insert into ledger.movement (
      tenant_id, movement_id, entry_id, primary_account_id, primary_kind, counter_account_id, counter_kind, direction,
      amount_cents, seq, balance_after, reason, source_kind, source_id, transition, line, money_source, lot_month,
      lot_expires_on, booked_on, reverses_movement_id)
    select p_tenant, r.movement, r.entry, r.primary_id, r.pk, r.counter_id, r.ck, r.dir::ledger.direction, r.amount, r.seq,
      r.balance_after, p_reason, p_source_kind, r.source, p_transition, r.line, r.money::ledger.money_source, p_lot_month,
      p_lot_expires_on, p_booked_on, r.reverses
    from ledger.page_rows(p_tenant, p_movement, p_entry, p_source, p_line, p_primary_kind, v_primary, p_counter_kind,
      v_counter, p_direction, p_amount, p_money_source, p_reverses) r
    on conflict do nothing;
    get diagnostics v_new = row_count;
    v_posted := v_posted + v_new;
  end loop;

  if v_posted < v_wanted then
    return query select * from ledger.page_left_over(p_tenant, p_source_kind, p_transition, p_movement, p_source,
      p_line, v_primary, v_counter, p_direction, p_amount);
  end if;
end $$;

-- Whether a page has lines that are not in the ledger and that the balance can bear. A line that can never go in,
-- because its movement was already reversed or its id is taken, refuses the page.
create function ledger.page_unfinished(
  p_tenant uuid, p_source_kind text, p_transition text, p_movement uuid[], p_source uuid[], p_line smallint[],
  p_primary_kind text[], p_primary uuid[], p_direction text[], p_amount bigint[], p_reverses uuid[]
) returns boolean
language plpgsql as $$
declare
  v_left integer;
  v_reversed boolean;
  v_taken boolean;
begin
  select count(*), bool_or(r.movement_id is not null), bool_or(t.movement_id is not null)
  into v_left, v_reversed, v_taken
  from unnest(p_movement, p_source, p_line, p_primary_kind, p_primary, p_direction, p_amount, p_reverses)
    as u(movement, source, line, pk, primary_id, dir, amount, reverses)
  left join ledger.movement k on k.tenant_id = p_tenant and k.source_kind = p_source_kind and k.source_id = u.source
    and k.transition = p_transition and k.line = u.line
  left join ledger.movement r on r.tenant_id = p_tenant and r.reverses_movement_id = u.reverses
  left join ledger.movement t on t.tenant_id = p_tenant and t.movement_id = u.movement
  left join lateral (
    select m.balance_after from ledger.movement m
    where u.pk = 'allocation' and m.tenant_id = p_tenant and m.primary_account_id = u.primary_id and m.seq is not null
    order by m.tenant_id desc, m.primary_account_id desc, m.seq desc limit 1) h on true
  where k.movement_id is null
    and (u.pk <> 'allocation' or u.dir = 'credit'
      or coalesce(h.balance_after, 0) - ledger.held_on(p_tenant, u.primary_id) >= u.amount);
  if v_reversed then
    raise exception 'ledger-already-reversed' using errcode = 'TB006';
  elsif v_taken then
    raise exception 'ledger-movement-id-taken' using errcode = 'TB007';
  end if;
  return v_left > 0;
end $$;

-- What became of the lines of a page that were not posted anew. @raises TB004 when a key was used for something else
create function ledger.page_left_over(
  p_tenant uuid, p_source_kind text, p_transition text, p_movement uuid[], p_source uuid[], p_line smallint[],
  p_primary uuid[], p_counter uuid[], p_direction text[], p_amount bigint[]
) returns table (line_index integer, outcome text)
language plpgsql as $$
begin
  if exists (
    select 1
    from unnest(p_source, p_line, p_primary, p_counter, p_direction, p_amount)
      as u(source, line, primary_id, counter_id, dir, amount)
    join ledger.movement k on k.tenant_id = p_tenant and k.source_kind = p_source_kind and k.source_id = u.source
      and k.transition = p_transition and k.line = u.line
    where (k.amount_cents, k.direction::text, k.primary_account_id, k.counter_account_id)
      <> (u.amount, u.dir, u.primary_id, u.counter_id)
  ) then
    raise exception 'ledger-key-reused' using errcode = 'TB004';
  end if;
  return query
    select u.i::integer, case when k.movement_id is null then 'balance-too-low' else 'replayed' end
    from unnest(p_movement, p_source, p_line) with ordinality as u(movement, source, line, i)
    left join ledger.movement k on k.tenant_id = p_tenant and k.source_kind = p_source_kind and k.source_id = u.source
      and k.transition = p_transition and k.line = u.line
    where k.movement_id is distinct from u.movement
    order by u.i;
end $$;
