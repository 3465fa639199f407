-- What members receive to spend, once a month and account unit; and what the fund receives beside contributions.

create schema allocations;
grant usage on schema allocations to app_user;

-- The terms on which a month is credited, frozen before the first credit: the mean of contributions where the rules
-- say so, the sum that the pot must cover, and what was decided when it could not.
create table allocations.credit_run (
  tenant_id uuid not null,
  month_run_id uuid not null,
  units integer not null check (units >= 0),
  wanted_cents bigint not null check (wanted_cents >= 0),
  mean_cents bigint check (mean_cents >= 0),
  decision text not null check (decision in ('as-ruled', 'use-reserve', 'reduce-equally', 'postpone')),
  scale_numerator bigint not null default 1 check (scale_numerator >= 0),
  scale_denominator bigint not null default 1 check (scale_denominator > 0),
  frozen_at timestamptz not null,
  primary key (tenant_id, month_run_id),
  foreign key (tenant_id, month_run_id) references cycle.month_run (tenant_id, month_run_id)
);
call tenancy.protect('allocations.credit_run', 'select, insert');

-- What was decided for a month that the pot could not bear; the last one holds.
create table allocations.credit_decision (
  tenant_id uuid not null,
  decision_id uuid not null,
  month_run_id uuid not null,
  decision text not null check (decision in ('use-reserve', 'reduce-equally', 'postpone')),
  reason text not null check (length(reason) between 1 and 2000),
  decided_at timestamptz not null,
  primary key (tenant_id, decision_id),
  foreign key (tenant_id, month_run_id) references cycle.month_run (tenant_id, month_run_id)
);
call tenancy.protect('allocations.credit_decision', 'select, insert');

create table allocations.credit (
  tenant_id uuid not null,
  credit_id uuid not null,
  month_run_id uuid not null,
  account_unit_id uuid not null,
  allocation_month date not null check (extract(day from allocation_month) = 1),
  amount_cents bigint not null check (amount_cents >= 0),
  expires_on date,
  rules_version_id uuid not null,
  facts jsonb not null,
  credited_at timestamptz not null,
  primary key (tenant_id, credit_id),
  unique (tenant_id, month_run_id, account_unit_id),
  foreign key (tenant_id, month_run_id) references cycle.month_run (tenant_id, month_run_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id),
  foreign key (tenant_id, rules_version_id) references funds.rules_version (tenant_id, rules_version_id)
);
create index credit_of_month on allocations.credit (tenant_id, allocation_month, credit_id);
call tenancy.protect('allocations.credit', 'select, insert');

create schema budget;
grant usage on schema budget to app_user;

create table budget.grant_received (
  tenant_id uuid not null,
  grant_id uuid not null,
  kind text not null check (kind in ('grant', 'opening-balance')),
  destination text not null check (destination in ('pot', 'running-costs')),
  money_source text not null check (money_source in ('public', 'private', 'own')),
  funder text not null check (length(funder) between 1 and 200),
  amount_cents bigint not null check (amount_cents > 0),
  received_on date not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, grant_id)
);
call tenancy.protect('budget.grant_received', 'select, insert');
