-- What members pay in: the due of a month, and each attempt to collect it.

create schema contributions;
grant usage on schema contributions to app_user;

create table contributions.due (
  tenant_id uuid not null,
  due_id uuid not null,
  month_run_id uuid not null,
  account_unit_id uuid not null,
  payer_id uuid, -- a third-party payer; none: the unit itself
  contribution_month date not null check (extract(day from contribution_month) = 1),
  amount_cents bigint not null check (amount_cents >= 0),
  received_cents bigint not null default 0,
  state text not null check (state in ('open', 'partly-paid', 'paid', 'cancelled', 'written-off')),
  due_on date not null,
  rules_version_id uuid not null,
  facts jsonb not null, -- frozen: persons by age band, band, area; detachable from identity
  opened_at timestamptz not null,
  primary key (tenant_id, due_id),
  unique nulls not distinct (tenant_id, account_unit_id, contribution_month, payer_id),
  foreign key (tenant_id, month_run_id) references cycle.month_run (tenant_id, month_run_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id),
  foreign key (tenant_id, rules_version_id) references funds.rules_version (tenant_id, rules_version_id),
  check (received_cents between 0 and amount_cents),
  check (state not in ('open', 'partly-paid', 'paid')
    or state = case when received_cents >= amount_cents then 'paid' when received_cents > 0 then 'partly-paid'
                    else 'open' end)
);
create index due_of_run on contributions.due (tenant_id, month_run_id, due_id);
create index due_of_month on contributions.due (tenant_id, contribution_month, due_id);
call tenancy.protect('contributions.due', 'select, insert, update');

create table contributions.attempt (
  tenant_id uuid not null,
  attempt_id uuid not null,
  due_id uuid not null,
  attempt_no smallint not null check (attempt_no > 0),
  collector text not null check (collector in ('by-hand', 'practice-bank')),
  method text not null check (method in ('direct-debit', 'cash', 'cheque', 'transfer')),
  amount_cents bigint not null check (amount_cents > 0),
  state text not null check (state in (
    'scheduled', 'notified', 'submitted', 'processing', 'paid', 'failed', 'returned', 'refunded', 'cancelled', 'unknown')),
  provider_ref text,
  reason_code text,
  reason_class text,
  target_on date not null,
  submitted_at timestamptz,
  answered_at timestamptz,
  receipt_no integer,
  primary key (tenant_id, attempt_id),
  unique (tenant_id, due_id, attempt_no),
  unique (tenant_id, collector, provider_ref),
  unique (tenant_id, receipt_no),
  foreign key (tenant_id, due_id) references contributions.due (tenant_id, due_id)
);
create unique index one_live_attempt on contributions.attempt (tenant_id, due_id)
  where state in ('scheduled', 'notified', 'submitted', 'processing', 'unknown');
create index attempt_in_flight on contributions.attempt (tenant_id, collector, attempt_id)
  where state in ('scheduled', 'notified', 'submitted', 'processing', 'unknown');
call tenancy.protect('contributions.attempt', 'select, insert, update');

-- What a collector has told us, each thing once.
create table contributions.collector_event (
  tenant_id uuid not null,
  collector text not null,
  event_ref text not null,
  attempt_id uuid not null,
  kind text not null,
  received_at timestamptz not null,
  primary key (tenant_id, collector, event_ref),
  foreign key (tenant_id, attempt_id) references contributions.attempt (tenant_id, attempt_id)
);
call tenancy.protect('contributions.collector_event', 'select, insert');
