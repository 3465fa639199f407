-- What is to be told to people, through the channel that each of them has; a deadline runs only from the day on which
-- somebody told them (settled question 11).

create table tenancy.notice (
  tenant_id uuid not null,
  notice_id uuid not null,
  notice_no integer not null check (notice_no > 0), -- printed on the sheet, and typed by whoever ticks it
  key text not null check (length(key) between 1 and 200),
  kind text not null check (kind ~ '^[a-z][a-z-]{1,63}$'),
  account_unit_id uuid not null,
  person_id uuid, -- none: whoever has been longest in the unit
  facts jsonb not null default '{}',
  deadline_days smallint check (deadline_days between 0 and 1000),
  written_at timestamptz not null,
  state text not null check (state in ('to-tell', 'told', 'withdrawn')),
  told_on date,
  deadline_on date,
  primary key (tenant_id, notice_id),
  unique (tenant_id, key),
  unique (tenant_id, notice_no),
  check ((state = 'told') = (told_on is not null)),
  check ((deadline_on is not null) = (told_on is not null and deadline_days is not null))
);
create index notice_to_tell on tenancy.notice (tenant_id, notice_id) where state = 'to-tell';
create index notice_of_unit on tenancy.notice (tenant_id, account_unit_id);
call tenancy.protect('tenancy.notice', 'select, insert, update');

-- Each time somebody tried to tell it: append-only.
create table tenancy.notice_try (
  tenant_id uuid not null,
  try_id uuid not null,
  notice_id uuid not null,
  outcome text not null check (outcome in ('told', 'not-reached')),
  channel text not null check (channel in ('letter', 'voice', 'sms', 'email', 'counter')),
  note text check (length(note) between 1 and 1000),
  tried_on date not null,
  actor_id uuid,
  recorded_at timestamptz not null,
  primary key (tenant_id, try_id),
  foreign key (tenant_id, notice_id) references tenancy.notice (tenant_id, notice_id)
);
create index try_of_notice on tenancy.notice_try (tenant_id, notice_id);
create unique index told_once on tenancy.notice_try (tenant_id, notice_id) where outcome = 'told';
call tenancy.protect('tenancy.notice_try', 'select, insert');
