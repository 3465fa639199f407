-- A purchase in fewer statements, what a till asks in one round trip, and rules of columns that cost nothing to keep.

-- Domains rather than check constraints, as in the ledger: a constraint is read anew for every statement, and the eight
-- of a purchase were a tenth of its cost. What a purchase compares of its own stays a constraint.
create domain purchases.medium as text constraint medium_known
  check (value in ('member-phone', 'outlet-screen', 'card', 'paper-ticket', 'reimbursement-slip'));
create domain purchases.line_no as smallint constraint line_no_small check (value between 1 and 50);
create domain purchases.percent as smallint constraint percent_whole check (value between 0 and 100);
create domain tenancy.key_text as text constraint key_length check (length(value) between 8 and 255);

alter table purchases.purchase
  drop constraint purchase_medium_check,
  drop constraint purchase_total_cents_check,
  drop constraint purchase_check,
  drop constraint purchase_outlet_cents_check,
  alter column medium type purchases.medium,
  alter column total_cents type ledger.moved_cents,
  alter column account_cents type ledger.guarded_cents,
  alter column outlet_cents type ledger.guarded_cents,
  add constraint account_pays_no_more check (account_cents <= total_cents);
alter table purchases.purchase_line
  drop constraint purchase_line_line_no_check,
  drop constraint purchase_line_coverage_percent_check,
  drop constraint purchase_line_amount_cents_check,
  alter column line_no type purchases.line_no,
  alter column coverage_percent type purchases.percent,
  alter column amount_cents type ledger.moved_cents;
alter table tenancy.idempotency
  drop constraint idempotency_key_check,
  alter column key type tenancy.key_text;

-- Takes the next place of a guarded account's chain, for whoever holds the locks of ledger.spend and has read the head and
-- the holds under them; false: a credit took it meanwhile. Any other key that is there already is an error.
create function ledger.spend_next(
  p_tenant uuid, p_movement uuid, p_entry uuid, p_account uuid, p_counter uuid, p_counter_kind text, p_amount bigint,
  p_reason text, p_source_kind text, p_source uuid, p_booked_on date, p_seq bigint, p_balance_after bigint
) returns boolean
language plpgsql as $$
begin
  insert into ledger.movement (
    tenant_id, movement_id, entry_id, primary_account_id, primary_kind, counter_account_id, counter_kind, direction,
    amount_cents, seq, balance_after, reason, source_kind, source_id, transition, line, booked_on)
  values (p_tenant, p_movement, p_entry, p_account, 'allocation', p_counter, p_counter_kind, 'debit',
    p_amount, p_seq, p_balance_after, p_reason, p_source_kind, p_source, 'spent', 1, p_booked_on)
  on conflict (tenant_id, primary_account_id, seq) do nothing;
  return found;
end $$;

-- As in 023, in four statements where there were seventeen: the accounts and their locks, all that is looked at under
-- them, the movement, and the rows that tell of it. Each statement costs some ten microseconds whatever it does.
drop function purchases.hindrance(uuid, uuid, uuid, uuid, timestamptz, date, bigint, bigint, uuid[], smallint[], uuid);
create or replace function purchases.pay(
  p_tenant uuid, p_alone boolean, p_ids uuid[], p_unit uuid, p_person uuid, p_outlet uuid, p_card uuid, p_request uuid,
  p_medium text, p_total bigint, p_account bigint, p_now timestamptz, p_day date, p_day_max bigint, p_rules uuid,
  p_lines uuid[], p_categories text[], p_percent smallint[], p_amounts bigint[],
  p_actor_kind text, p_actor uuid, p_key text, p_fingerprint bytea, p_request_id text, p_facts jsonb,
  p_answer jsonb, p_tells_balance boolean,
  out outcome text, out balance bigint, out answer jsonb
) language plpgsql as $$
declare
  v_fund text := current_setting('app.tenant_id', true);
  v_allocation uuid;
  v_payable uuid;
  v_lock text;
  v_kept bytea;
  v_outlet text;
  v_covered bigint;
  v_paused boolean;
  v_spent bigint;
  v_booked_on date;
  v_holds boolean;
  v_seq bigint;
  v_head bigint;
begin
  if p_alone and coalesce(v_fund, '') <> '' then
    raise exception 'dirty connection' using errcode = 'TB000';
  elsif p_alone then
    v_fund := set_config('app.tenant_id', p_tenant::text, true);
  elsif v_fund is distinct from p_tenant::text then
    raise exception 'tenant-mismatch' using errcode = 'TB005';
  end if;
  -- the locks of ledger.spend, in its order: what is looked at below stays so
  select a.id, c.id, pg_advisory_xact_lock_shared(uuid_hash_extended(p_tenant, 2))::text,
    pg_advisory_xact_lock_shared(uuid_hash_extended(p_tenant, 4))::text,
    pg_advisory_xact_lock(uuid_hash_extended(coalesce(a.id, p_unit), 1))::text
  into v_allocation, v_payable, v_lock, v_lock, v_lock
  from (select (select a.account_id from ledger.account a
      where a.tenant_id = p_tenant and a.kind = 'allocation' and a.owner_id = p_unit) as id) a,
    (select (select c.account_id from ledger.account c
      where c.tenant_id = p_tenant and c.kind = 'outlet-payable' and c.owner_id = p_outlet) as id) c;
  select
    (select k.fingerprint from tenancy.idempotency k
      where k.tenant_id = p_tenant and k.actor_id = p_actor and k.key = p_key),
    (select o.state from outlets.outlet o where o.tenant_id = p_tenant and o.outlet_id = p_outlet),
    -- how many lines of the basket hold today: one that stands there twice counts twice
    (select coalesce(sum(cardinality(array_positions(p_lines, l.approval_line_id))), 0) from outlets.approval_line l
      where l.tenant_id = p_tenant and l.approval_line_id = any(p_lines) and l.outlet_id = p_outlet
        and l.coverage_percent = p_percent[array_position(p_lines, l.approval_line_id)] and l.valid_from <= p_day
        and (l.valid_until is null or l.valid_until >= p_day)),
    exists (select 1 from members.pause s where s.tenant_id = p_tenant and s.account_unit_id = p_unit
      and s.from_month <= p_day and (s.until_month is null or s.until_month >= date_trunc('month', p_day)::date)),
    case when p_day_max is not null then purchases.spent_on(p_tenant, p_unit, p_day) end,
    -- a month that closed since the purchase began takes nothing more: it is booked on the first day that is open
    (select greatest(p_day, max(c.through) + 1) from ledger.closing c where c.tenant_id = p_tenant),
    -- most accounts never had a hold: the sum is asked only where it can be something
    exists (select 1 from ledger.hold h where h.tenant_id = p_tenant and h.account_id = v_allocation),
    m.seq, m.balance_after
  into v_kept, v_outlet, v_covered, v_paused, v_spent, v_booked_on, v_holds, v_seq, v_head
  from (select) always left join lateral (
    select h.seq, h.balance_after from ledger.movement h
    where h.tenant_id = p_tenant and h.primary_account_id = v_allocation and h.seq is not null
    order by h.seq desc limit 1) m on true;
  if v_kept is not null then
    outcome := case when v_kept = p_fingerprint then 'replayed' else 'key-reused' end;
    if outcome = 'replayed' then
      select k.body into answer from tenancy.idempotency k
        where k.tenant_id = p_tenant and k.actor_id = p_actor and k.key = p_key;
    end if;
    return;
  end if;
  -- Why it may not be, as things stand under the locks. No rule of a fund is decided here.
  outcome := case
    when v_outlet = 'suspended' then 'outlet-suspended'
    when v_outlet is distinct from 'approved' then 'outlet-not-approved'
    when v_covered < cardinality(p_lines) then 'product-not-covered'
    when v_paused then 'account-paused'
  end;
  if outcome is null and p_card is not null then
    outcome := (select 'card-blocked' where not exists (select 1 from cards.card c
      where c.tenant_id = p_tenant and c.card_id = p_card and c.state = 'active'));
  end if;
  if outcome is null and v_spent + p_account > p_day_max then
    outcome := 'day-limit-reached';
  end if;
  if outcome is null and p_request is not null then
    outcome := purchases.request_hindrance(p_tenant, p_request, p_now);
  end if;
  balance := coalesce(v_head, 0) - case when v_holds then ledger.held_on(p_tenant, v_allocation) else 0 end;
  if outcome is null and (balance < p_account or v_allocation is null) then
    outcome := 'balance-too-low'; -- also where nothing was ever credited
  end if;
  if outcome is null then
    if v_payable is null then
      insert into ledger.account (tenant_id, account_id, kind, owner_id)
      values (p_tenant, p_ids[4], 'outlet-payable', p_outlet) on conflict do nothing;
      select c.account_id into v_payable from ledger.account c
        where c.tenant_id = p_tenant and c.kind = 'outlet-payable' and c.owner_id = p_outlet;
    end if;
    if ledger.spend_next(p_tenant, p_ids[2], p_ids[1], v_allocation, v_payable, 'outlet-payable', p_account, 'purchase',
        'purchase', p_ids[1], v_booked_on, v_seq + 1, v_head - p_account) then
      balance := balance - p_account;
      outcome := 'paid';
    else -- a credit took the place: what follows it is read anew
      select case s.outcome when 'posted' then 'paid' else 'balance-too-low' end,
        s.balance - case when v_holds then ledger.held_on(p_tenant, v_allocation) else 0 end
      into outcome, balance
      from ledger.spend(p_tenant, p_ids[2], p_ids[1], v_allocation, v_payable, p_account, 'purchase', 'purchase', p_ids[1],
        v_booked_on) s;
    end if;
  end if;
  if outcome <> 'paid' then
    if outcome = 'day-limit-reached' then -- what the day leaves is what can be offered
      balance := least(balance, p_day_max - v_spent);
    end if;
    perform purchases.note_refusal(p_tenant, p_ids[3], p_outlet, p_unit, p_medium, outcome, p_total, p_day, p_now);
    return;
  end if;
  answer := p_answer || case when p_tells_balance then jsonb_build_object('remainingCents', balance) else '{}' end;
  if p_request is not null then
    update purchases.request r set state = 'paid', purchase_id = p_ids[1]
    where r.tenant_id = p_tenant and r.request_id = p_request;
  end if;
  with bought as (
    insert into purchases.purchase (tenant_id, purchase_id, account_unit_id, person_id, outlet_id, medium, total_cents,
      account_cents, outlet_cents, bought_on, booked_on, occurred_at, rules_version_id, recorded_by, card_id, request_id)
    values (p_tenant, p_ids[1], p_unit, p_person, p_outlet, p_medium, p_total, p_account, p_account, p_day, v_booked_on,
      p_now, p_rules, p_actor, p_card, p_request)
  ), basket as (
    insert into purchases.purchase_line (tenant_id, purchase_id, line_no, approval_line_id, category, coverage_percent,
      amount_cents)
    select p_tenant, p_ids[1], generate_subscripts(p_lines, 1), unnest(p_lines), unnest(p_categories), unnest(p_percent),
      unnest(p_amounts)
  ), recorded as (
    insert into tenancy.audit (tenant_id, audit_id, actor_kind, actor_id, action, subject_kind, subject_id, request_id, facts)
    values (p_tenant, p_ids[3], p_actor_kind, p_actor, 'purchase.paid', 'purchase', p_ids[1], p_request_id, p_facts)
  )
  insert into tenancy.idempotency (tenant_id, actor_id, key, fingerprint, status, body)
  select p_tenant, p_actor, p_key, p_fingerprint, 201, answer where p_key is not null
  on conflict (tenant_id, actor_id, key) do nothing;
  if not found and p_key is not null then -- used for another account at this very moment
    raise exception 'idempotency-key-reused' using errcode = 'TB010';
  end if;
end $$;

-- Why an outlet's request can no longer be paid, once nobody else can pay it; null: it can.
create function purchases.request_hindrance(p_tenant uuid, p_request uuid, p_now timestamptz) returns text
language plpgsql as $$
declare
  v_request purchases.request;
begin
  select * into v_request from purchases.request r where r.tenant_id = p_tenant and r.request_id = p_request for update;
  return case when v_request.state = 'paid' then 'already-paid' when v_request.state = 'withdrawn' then 'request-withdrawn'
    when v_request.expires_at <= p_now or v_request.state is null then 'request-expired' end;
end $$;

-- What a till has to know before a purchase: see till.query.
create function purchases.look(
  p_tenant uuid, p_alone boolean, p_wall timestamptz, p_outlet_no integer, p_outlet uuid, p_code text, p_unit uuid,
  p_asker uuid, p_actor uuid, p_key text,
  out now_at timestamptz, out today text, out rules_version_id uuid, out outlet_id uuid, out outlet_no integer,
  out name text, out state text, out communes text[], out lines json, out request_id uuid, out code text,
  out request_state text, out request_lines jsonb, out total_cents bigint, out asked_at timestamptz,
  out expires_at timestamptz, out in_unit boolean, out fingerprint bytea, out body jsonb, out digest text
) language plpgsql as $$
declare
  v_today date;
begin
  perform tenancy.enter(p_tenant, p_alone);
  if p_code is not null then
    select r.request_id, r.code, r.state, r.lines, r.total_cents, r.asked_at, r.expires_at, r.outlet_id
    into request_id, code, request_state, request_lines, total_cents, asked_at, expires_at, p_outlet
    from purchases.request r where r.tenant_id = p_tenant and r.code = p_code;
  end if;
  select coalesce(c.now_at, p_wall), (coalesce(c.now_at, p_wall) at time zone f.time_zone)::date,
    coalesce(p_outlet, (select o.outlet_id from outlets.outlet o
      where o.tenant_id = p_tenant and o.outlet_no = p_outlet_no))
  into now_at, v_today, p_outlet
  from directory.fund f left join directory.demonstration_clock c on c.tenant_id = f.tenant_id
  where f.tenant_id = p_tenant;
  today := v_today::text;
  select
    (select v.rules_version_id from funds.rules_version v
      where v.tenant_id = p_tenant and v.withdrawn_at is null and v.effective_month <= v_today
      order by v.effective_month desc limit 1),
    o.outlet_id, o.outlet_no, o.name, o.state,
    array(select distinct s.commune from outlets.site s where s.tenant_id = p_tenant and s.outlet_id = p_outlet
      and s.closed_on is null and s.commune is not null),
    (select coalesce(json_agg(json_build_object('approvalLineId', l.approval_line_id, 'title', l.title,
       'category', l.category, 'coveragePercent', l.coverage_percent) order by l.approval_line_id), '[]')
      from outlets.approval_line l
      where l.tenant_id = p_tenant and l.outlet_id = p_outlet and l.valid_from <= v_today
        and (l.valid_until is null or l.valid_until >= v_today)),
    exists (select 1 from members.unit_person x
      where x.tenant_id = p_tenant and x.account_unit_id = p_unit and x.person_id = p_asker and x.from_on <= v_today
        and (x.until_on is null or x.until_on >= v_today)),
    k.fingerprint, k.body,
    (select encode(sha256(w.secret || sha256(w.secret || convert_to(p_outlet::text || v_today::text, 'UTF8'))), 'hex')
      from purchases.word_key w where w.tenant_id = p_tenant)
  into rules_version_id, outlet_id, outlet_no, name, state, communes, lines, in_unit, fingerprint, body, digest
  from (select) always
  left join outlets.outlet o on o.tenant_id = p_tenant and o.outlet_id = p_outlet
  left join tenancy.idempotency k on k.tenant_id = p_tenant and k.actor_id = p_actor and k.key = p_key;
end $$;

revoke all on function ledger.spend_next(uuid, uuid, uuid, uuid, uuid, text, bigint, text, text, uuid, date, bigint, bigint),
  purchases.request_hindrance(uuid, uuid, timestamptz),
  purchases.look(uuid, boolean, timestamptz, integer, uuid, text, uuid, uuid, uuid, text) from public;
grant execute on function
  ledger.spend_next(uuid, uuid, uuid, uuid, uuid, text, bigint, text, text, uuid, date, bigint, bigint),
  purchases.request_hindrance(uuid, uuid, timestamptz),
  purchases.look(uuid, boolean, timestamptz, integer, uuid, text, uuid, uuid, uuid, text) to app_user;
