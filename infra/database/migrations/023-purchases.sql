-- Purchases: requests that an outlet makes, refusals, refunds, consents; and purchases.pay, the one posting that stands
-- alone. What an outlet is owed stands in the ledger.

alter table purchases.purchase
  add column card_id uuid, -- the card it was paid with, where one was
  add column request_id uuid; -- the outlet's request that it answers

-- An amount that an outlet asks for on its screen; whoever knows the code may pay it until it expires.
create table purchases.request (
  tenant_id uuid not null,
  request_id uuid not null,
  code text not null check (code ~ '^[2-9A-HJ-NP-Z]{6}$'),
  outlet_id uuid not null,
  lines jsonb not null, -- [{approvalLineId, amountCents}]
  total_cents bigint not null check (total_cents > 0),
  state text not null check (state in ('open', 'paid', 'withdrawn')),
  asked_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > asked_at),
  purchase_id uuid,
  recorded_by uuid,
  primary key (tenant_id, request_id),
  foreign key (tenant_id, outlet_id) references outlets.outlet (tenant_id, outlet_id),
  check ((state = 'paid') = (purchase_id is not null))
);
create unique index request_by_code on purchases.request (tenant_id, code);
call tenancy.protect('purchases.request', 'select, insert, update');

-- What was refused at a till, and why: for figures, and for the person whom it concerns.
create table purchases.refusal (
  tenant_id uuid not null,
  refusal_id uuid not null,
  outlet_id uuid,
  account_unit_id uuid,
  medium text not null,
  reason text not null check (length(reason) between 1 and 60), -- the code of the refusal
  total_cents bigint check (total_cents > 0),
  refused_on date not null,
  refused_at timestamptz not null,
  primary key (tenant_id, refusal_id)
);
create index refusal_by_day on purchases.refusal (tenant_id, refused_on, reason);
call tenancy.protect('purchases.refusal', 'select, insert');

-- Something given back of a purchase, whole or in part: its movement has it as its source.
create table purchases.refund (
  tenant_id uuid not null,
  refund_id uuid not null,
  purchase_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  reason text not null check (length(reason) between 1 and 2000),
  refunded_by text not null check (refunded_by in ('outlet', 'fund')),
  refunded_on date not null,
  refunded_at timestamptz not null,
  recorded_by uuid,
  primary key (tenant_id, refund_id),
  foreign key (tenant_id, purchase_id) references purchases.purchase (tenant_id, purchase_id)
);
create index refund_of_purchase on purchases.refund (tenant_id, purchase_id);
call tenancy.protect('purchases.refund', 'select, insert');

-- Whether somebody lets the others of their unit see where and when they buy (settled question 4); the last one holds.
create table purchases.place_consent (
  tenant_id uuid not null,
  consent_id uuid not null,
  person_id uuid not null,
  shown boolean not null,
  decided_at timestamptz not null,
  primary key (tenant_id, consent_id),
  foreign key (tenant_id, person_id) references members.person (tenant_id, person_id)
);
create index consent_of_person on purchases.place_consent (tenant_id, person_id, consent_id desc);
call tenancy.protect('purchases.place_consent', 'select, insert');

-- What the words of the day are made with: a secret of the fund, drawn once.
create table purchases.word_key (
  tenant_id uuid not null primary key,
  secret bytea not null default sha256(
    (gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text)::bytea)
);
call tenancy.protect('purchases.word_key', 'select, insert');

-- What of a unit's account was spent on a day, what came back counted off.
create function purchases.spent_on(p_tenant uuid, p_unit uuid, p_day date) returns bigint
language sql stable as $$
  select coalesce(sum(p.account_cents - coalesce(r.cents, 0)), 0)::bigint
  from purchases.purchase p
  left join lateral (
    select sum(f.amount_cents) as cents from purchases.refund f
    where f.tenant_id = p_tenant and f.purchase_id = p.purchase_id) r on true
  where p.tenant_id = p_tenant and p.account_unit_id = p_unit and p.bought_on = p_day
$$;

-- Why a purchase may not be, as things stand under its locks; null: it may. No rule of a fund is decided here.
create function purchases.hindrance(
  p_tenant uuid, p_unit uuid, p_outlet uuid, p_request uuid, p_now timestamptz, p_day date, p_day_max bigint,
  p_account bigint, p_lines uuid[], p_percent smallint[], p_card uuid
) returns text
language plpgsql as $$
declare
  v_outlet text;
  v_request purchases.request;
begin
  select o.state into v_outlet from outlets.outlet o where o.tenant_id = p_tenant and o.outlet_id = p_outlet;
  if v_outlet is distinct from 'approved' then
    return case v_outlet when 'suspended' then 'outlet-suspended' else 'outlet-not-approved' end;
  end if;
  if (select count(*) from unnest(p_lines, p_percent) as u(id, percent)
      join outlets.approval_line l on l.tenant_id = p_tenant and l.approval_line_id = u.id
      where l.outlet_id = p_outlet and l.coverage_percent = u.percent and l.valid_from <= p_day
        and (l.valid_until is null or l.valid_until >= p_day)) < cardinality(p_lines) then
    return 'product-not-covered';
  end if;
  if exists (select 1 from members.pause s where s.tenant_id = p_tenant and s.account_unit_id = p_unit
      and s.from_month <= p_day and (s.until_month is null or s.until_month >= date_trunc('month', p_day)::date)) then
    return 'account-paused';
  end if;
  if p_card is not null and not exists (select 1 from cards.card c
      where c.tenant_id = p_tenant and c.card_id = p_card and c.state = 'active') then
    return 'card-blocked';
  end if;
  if p_day_max is not null and purchases.spent_on(p_tenant, p_unit, p_day) + p_account > p_day_max then
    return 'day-limit-reached';
  end if;
  if p_request is not null then
    select * into v_request from purchases.request r where r.tenant_id = p_tenant and r.request_id = p_request for update;
    return case when v_request.state = 'paid' then 'already-paid' when v_request.state = 'withdrawn' then 'request-withdrawn'
      when v_request.expires_at <= p_now or v_request.state is null then 'request-expired' end;
  end if;
  return null;
end $$;

-- Pays one purchase in one round trip: looks again under its locks, posts, and writes purchase, lines, the state of the
-- request, the key with its answer and the record of the act; or writes why not. Answers 'paid', 'replayed' or
-- 'key-reused', or the code of the refusal with what is left to spend. `p_alone`: sent outside a transaction; it then sets
-- its fund itself, and refuses a connection on which one is set.
create function purchases.pay(
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
  v_kept tenancy.idempotency;
  v_booked_on date;
  v_spend record;
begin
  if p_alone and coalesce(v_fund, '') <> '' then
    raise exception 'dirty connection' using errcode = 'TB000';
  elsif p_alone then
    perform set_config('app.tenant_id', p_tenant::text, true);
  elsif v_fund is distinct from p_tenant::text then
    raise exception 'tenant-mismatch' using errcode = 'TB005';
  end if;
  select a.account_id into v_allocation from ledger.account a
    where a.tenant_id = p_tenant and a.kind = 'allocation' and a.owner_id = p_unit;
  select a.account_id into v_payable from ledger.account a
    where a.tenant_id = p_tenant and a.kind = 'outlet-payable' and a.owner_id = p_outlet;
  -- the locks of ledger.spend, in its order: what is looked at below stays so
  perform pg_advisory_xact_lock_shared(uuid_hash_extended(p_tenant, 2)),
    pg_advisory_xact_lock_shared(uuid_hash_extended(p_tenant, 4)),
    pg_advisory_xact_lock(uuid_hash_extended(coalesce(v_allocation, p_unit), 1));
  if p_key is not null then
    select * into v_kept from tenancy.idempotency k where k.tenant_id = p_tenant and k.actor_id = p_actor and k.key = p_key;
    if found then
      outcome := case when v_kept.fingerprint = p_fingerprint then 'replayed' else 'key-reused' end;
      answer := case outcome when 'replayed' then v_kept.body end;
      return;
    end if;
  end if;
  outcome := purchases.hindrance(p_tenant, p_unit, p_outlet, p_request, p_now, p_day, p_day_max, p_account, p_lines,
    p_percent, p_card);
  if outcome is null and v_allocation is null then
    outcome := 'balance-too-low'; -- nothing was ever credited
  end if;
  if outcome is null then
    if v_payable is null then
      insert into ledger.account (tenant_id, account_id, kind, owner_id)
      values (p_tenant, p_ids[4], 'outlet-payable', p_outlet) on conflict do nothing;
      select a.account_id into v_payable from ledger.account a
        where a.tenant_id = p_tenant and a.kind = 'outlet-payable' and a.owner_id = p_outlet;
    end if;
    -- a month that closed since the purchase began takes nothing more: it is booked on the first day that is open
    select greatest(p_day, max(c.through) + 1) into v_booked_on from ledger.closing c where c.tenant_id = p_tenant;
    select s.outcome, s.balance into v_spend
    from ledger.spend(p_tenant, p_ids[2], p_ids[1], v_allocation, v_payable, p_account, 'purchase', 'purchase', p_ids[1],
      v_booked_on) s;
    if v_spend.outcome = 'posted' then
      insert into purchases.purchase (tenant_id, purchase_id, account_unit_id, person_id, outlet_id, medium, total_cents,
        account_cents, outlet_cents, bought_on, booked_on, occurred_at, rules_version_id, recorded_by, card_id, request_id)
      values (p_tenant, p_ids[1], p_unit, p_person, p_outlet, p_medium, p_total, p_account, p_account, p_day, v_booked_on,
        p_now, p_rules, p_actor, p_card, p_request);
      insert into purchases.purchase_line (tenant_id, purchase_id, line_no, approval_line_id, category, coverage_percent,
        amount_cents)
      select p_tenant, p_ids[1], u.no, u.line, u.category, u.percent, u.amount
      from unnest(p_lines, p_categories, p_percent, p_amounts) with ordinality as u(line, category, percent, amount, no);
      if p_request is not null then
        update purchases.request r set state = 'paid', purchase_id = p_ids[1]
        where r.tenant_id = p_tenant and r.request_id = p_request;
      end if;
      outcome := 'paid';
      balance := v_spend.balance - ledger.held_on(p_tenant, v_allocation);
      answer := p_answer || case when p_tells_balance then jsonb_build_object('remainingCents', balance) else '{}' end;
      if p_key is not null then
        insert into tenancy.idempotency (tenant_id, actor_id, key, fingerprint, status, body)
        values (p_tenant, p_actor, p_key, p_fingerprint, 201, answer) on conflict do nothing;
        if not found then -- used for another account at this very moment
          raise exception 'idempotency-key-reused' using errcode = 'TB010';
        end if;
      end if;
      insert into tenancy.audit (tenant_id, audit_id, actor_kind, actor_id, action, subject_kind, subject_id, request_id, facts)
      values (p_tenant, p_ids[3], p_actor_kind, p_actor, 'purchase.paid', 'purchase', p_ids[1], p_request_id, p_facts);
      return;
    end if;
    outcome := 'balance-too-low';
  end if;
  balance := coalesce((select m.balance_after from ledger.movement m
    where m.tenant_id = p_tenant and m.primary_account_id = v_allocation and m.seq is not null
    order by m.seq desc limit 1), 0) - ledger.held_on(p_tenant, v_allocation);
  if outcome = 'day-limit-reached' then -- what the day leaves is what can be offered
    balance := least(balance, p_day_max - purchases.spent_on(p_tenant, p_unit, p_day));
  end if;
  perform purchases.note_refusal(p_tenant, p_ids[3], p_outlet, p_unit, p_medium, outcome, p_total, p_day, p_now);
end $$;

-- Notes a refusal.
create function purchases.note_refusal(
  p_tenant uuid, p_refusal uuid, p_outlet uuid, p_unit uuid, p_medium text, p_reason text, p_total bigint, p_day date,
  p_now timestamptz
) returns void
language sql as $$
  insert into purchases.refusal (tenant_id, refusal_id, outlet_id, account_unit_id, medium, reason, total_cents,
    refused_on, refused_at)
  values (p_tenant, p_refusal, p_outlet, p_unit, p_medium, p_reason, p_total, p_day, p_now)
$$;

revoke all on all functions in schema purchases from public;
grant execute on all functions in schema purchases to app_user;
