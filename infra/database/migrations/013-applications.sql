-- Who asks to join: the application, what was decided of it, the waiting list, and the waves in which places open.

create schema applications;
grant usage on schema applications to app_user;

-- The application without the person: it stays for the count when the person's data are erased.
create table applications.application (
  tenant_id uuid not null,
  application_id uuid not null,
  number integer not null check (number > 0), -- order of arrival
  receipt text not null check (receipt ~ '^[0-9A-HJKMNP-TV-Z]{12}$'), -- what the applicant keeps
  form_key text not null check (length(form_key) between 8 and 255), -- the same form sent twice is one application
  form_print text not null, -- a hash
  came_by text not null check (came_by in ('form', 'by-hand')),
  received_on date not null,
  entered_at timestamptz not null,
  state text not null check (state in ('received', 'waiting', 'accepted', 'invited', 'refused', 'withdrawn', 'lapsed')),
  waiting_since date,
  waiting_no integer,
  invited_on date,
  answer_days smallint check (answer_days between 1 and 366),
  told_on date,
  answer_by date,
  income_band text check (length(income_band) between 1 and 100),
  area text check (length(area) between 1 and 100),
  reason text check (length(reason) between 1 and 2000), -- of the last decision; the applicant may read it
  primary key (tenant_id, application_id),
  unique (tenant_id, number),
  unique (tenant_id, receipt),
  unique (tenant_id, form_key),
  unique (tenant_id, waiting_no),
  check ((waiting_since is null) = (waiting_no is null)),
  check ((answer_by is null) = (told_on is null))
);
create index application_of_state on applications.application (tenant_id, state, application_id);
create index application_in_line on applications.application (tenant_id, waiting_since, waiting_no) where state = 'waiting';
call tenancy.protect('applications.application', 'select, insert, update');

-- The person behind it, apart, so that it can be erased and the rest stay.
create table applications.applicant (
  tenant_id uuid not null,
  application_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  commune text check (length(commune) between 1 and 100),
  persons jsonb not null, -- the household: month of birth where the rules weigh ages, share here
  met_on date, -- the information meeting they came to
  answers jsonb not null, -- to the fund's own questions
  channel text not null check (channel in ('letter', 'voice', 'sms', 'email', 'counter')),
  email text check (length(email) <= 254),
  phone text check (length(phone) <= 32),
  postal_address text check (length(postal_address) between 1 and 500),
  primary key (tenant_id, application_id),
  foreign key (tenant_id, application_id) references applications.application (tenant_id, application_id)
);
call tenancy.protect('applications.applicant', 'select, insert, update, delete');

-- What was decided, by whom and why: append-only. A reason may be read by the applicant, an inner note may not.
create table applications.decision (
  tenant_id uuid not null,
  decision_id uuid not null,
  application_id uuid not null,
  from_state text not null,
  to_state text not null,
  reason text check (length(reason) between 1 and 2000),
  inner_note text check (length(inner_note) between 1 and 2000),
  actor_id uuid,
  decided_at timestamptz not null,
  primary key (tenant_id, decision_id),
  foreign key (tenant_id, application_id) references applications.application (tenant_id, application_id)
);
create index decision_of_application on applications.decision (tenant_id, application_id, decision_id);
call tenancy.protect('applications.decision', 'select, insert');

-- Places that were opened together, in one area where the rules admit by area.
create table applications.wave (
  tenant_id uuid not null,
  wave_no smallint not null check (wave_no > 0),
  area text check (length(area) between 1 and 100),
  note text not null check (length(note) between 1 and 2000),
  opened_on date not null,
  primary key (tenant_id, wave_no)
);
call tenancy.protect('applications.wave', 'select, insert');

-- Who was admitted came by an application, or by none; an application admits once.
alter table members.account_unit add column application_id uuid;
alter table members.account_unit add unique (tenant_id, application_id);
alter table members.account_unit
  add foreign key (tenant_id, application_id) references applications.application (tenant_id, application_id) not valid; -- as in 014
