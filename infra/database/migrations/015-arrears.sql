-- When a contribution does not come: the steps that follow, who was spoken to, what was agreed, what was forgiven. Each of
-- them attaches to the original due.

create schema arrears;
grant usage on schema arrears to app_user;

-- What a fund has decided not to ask for any more. A due is settled when what was received and what was forgiven make it
-- up: paid when money came last, written off when the decision did.
alter table contributions.due
  add column forgiven_cents bigint not null default 0 check (forgiven_cents >= 0),
  drop constraint due_check,
  drop constraint due_check1,
  add constraint due_never_more_than_called check (received_cents >= 0 and received_cents + forgiven_cents <= amount_cents),
  add constraint due_state_follows check (
    case
      when state = 'cancelled' then true
      when received_cents + forgiven_cents < amount_cents then state = case when received_cents > 0 then 'partly-paid' else 'open' end
      when state = 'paid' then received_cents > 0 or amount_cents = 0
      else state = 'written-off' and forgiven_cents > 0
    end);
create index due_unsettled on contributions.due (tenant_id, due_id) where state in ('open', 'partly-paid');

create table contributions.forgiveness (
  tenant_id uuid not null,
  forgiveness_id uuid not null,
  due_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  why text not null check (why in ('decided', 'left')), -- a decision of two people, or the rule for those who leave
  reason text not null check (length(reason) between 1 and 2000),
  forgiven_on date not null,
  recorded_at timestamptz not null,
  primary key (tenant_id, forgiveness_id),
  foreign key (tenant_id, due_id) references contributions.due (tenant_id, due_id)
);
create index forgiveness_of_due on contributions.forgiveness (tenant_id, due_id);
call tenancy.protect('contributions.forgiveness', 'select, insert');

-- asked_by: the step or the instalment that asked for this attempt, so that it is made once. overpaid_cents: the part of
-- a payment that nothing was owed for; it is held for whoever paid it until it is paid back.
alter table contributions.attempt
  add column asked_by uuid,
  add column overpaid_cents bigint not null default 0 check (overpaid_cents between 0 and amount_cents),
  add column paid_back_on date check (paid_back_on is null or overpaid_cents > 0);
create unique index attempt_asked_once on contributions.attempt (tenant_id, asked_by) where asked_by is not null;
create index attempt_paid_lately on contributions.attempt (tenant_id, collector, target_on) where state = 'paid';

-- The last day on which a collector was asked about debits that are paid already: once a day is enough for those.
create table contributions.news_sweep (
  tenant_id uuid not null,
  collector text not null,
  swept_on date not null,
  primary key (tenant_id, collector)
);
call tenancy.protect('contributions.news_sweep', 'select, insert, update');

-- A step that was taken for a due, once each.
create table arrears.step (
  tenant_id uuid not null,
  step_id uuid not null,
  due_id uuid not null,
  kind text not null check (kind in ('reminder', 'retry', 'call')),
  step_no smallint not null check (step_no > 0),
  why text not null check (length(why) <= 64),
  after_attempt_no smallint not null check (after_attempt_no >= 0), -- a retry answers this attempt and no later one
  taken_on date not null,
  taken_at timestamptz not null,
  primary key (tenant_id, step_id),
  unique (tenant_id, due_id, kind, step_no),
  foreign key (tenant_id, due_id) references contributions.due (tenant_id, due_id)
);
call tenancy.protect('arrears.step', 'select, insert');

-- The last day on which the fund looked which steps were due.
create table arrears.day_run (
  tenant_id uuid not null primary key,
  ran_on date not null
);
call tenancy.protect('arrears.day_run', 'select, insert, update');

-- Somebody spoke, or tried to speak, with a unit about what it owes.
create table arrears.contact (
  tenant_id uuid not null,
  contact_id uuid not null,
  account_unit_id uuid not null,
  outcome text not null check (outcome in ('reached', 'not-reached', 'deceased', 'resume')),
  channel text not null check (channel in ('letter', 'voice', 'sms', 'email', 'counter')),
  note text not null check (length(note) between 1 and 2000),
  contacted_on date not null,
  actor_id uuid,
  recorded_at timestamptz not null,
  primary key (tenant_id, contact_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id)
);
create index contact_of_unit on arrears.contact (tenant_id, account_unit_id, contact_id);
call tenancy.protect('arrears.contact', 'select, insert');

-- What was agreed: a promise to pay, or payment in parts. It suspends the steps as long as it is kept.
create table arrears.agreement (
  tenant_id uuid not null,
  agreement_id uuid not null,
  account_unit_id uuid not null,
  kind text not null check (kind in ('promise', 'instalments')),
  method text not null check (method in ('debit', 'by-hand')),
  made_on date not null,
  actor_id uuid,
  recorded_at timestamptz not null,
  ended_on date,
  ended_why text check (length(ended_why) between 1 and 2000),
  primary key (tenant_id, agreement_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id),
  check ((ended_on is null) = (ended_why is null))
);
create index agreement_of_unit on arrears.agreement (tenant_id, account_unit_id);
call tenancy.protect('arrears.agreement', 'select, insert, update');

-- One part of it, for one due: kept when, after its day, so much in all has been received of the due.
create table arrears.instalment (
  tenant_id uuid not null,
  instalment_id uuid not null,
  agreement_id uuid not null,
  instalment_no smallint not null check (instalment_no > 0),
  due_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  through_cents bigint not null check (through_cents >= amount_cents),
  collect_on date not null,
  primary key (tenant_id, instalment_id),
  unique (tenant_id, agreement_id, instalment_no, due_id),
  foreign key (tenant_id, agreement_id) references arrears.agreement (tenant_id, agreement_id),
  foreign key (tenant_id, due_id) references contributions.due (tenant_id, due_id)
);
create index instalment_of_due on arrears.instalment (tenant_id, due_id);
call tenancy.protect('arrears.instalment', 'select, insert');
