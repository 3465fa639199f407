-- Households that change, and those who act for somebody else.

create schema guardians;
grant usage on schema guardians to app_user;

-- Who sees or acts for whom: a guardian, a relative, somebody of their choice. Two may act for one.
create table guardians.guardian (
  tenant_id uuid not null,
  guardian_id uuid not null,
  person_id uuid not null, -- who acts
  for_person_id uuid not null,
  kind text not null check (kind in ('guardian', 'relative', 'other')),
  scope text not null check (scope in ('sees', 'acts')),
  from_on date not null,
  until_on date check (until_on >= from_on - 1), -- last day; the eve of the first one: it never held
  noted_at timestamptz not null,
  primary key (tenant_id, guardian_id),
  foreign key (tenant_id, person_id) references members.person (tenant_id, person_id),
  foreign key (tenant_id, for_person_id) references members.person (tenant_id, person_id),
  check (person_id <> for_person_id)
);
create unique index guardian_named_once on guardians.guardian (tenant_id, person_id, for_person_id) where until_on is null;
create index guardian_of_person on guardians.guardian (tenant_id, for_person_id);
call tenancy.protect('guardians.guardian', 'select, insert, update');

create schema separations;
grant usage on schema separations to app_user;

-- Somebody of a household asks that it be separated. One open request a household, whoever asks, however often. It holds
-- the part of who asks in the ledger; it is carried out once the household was separated more often than when it was asked.
create table separations.request (
  tenant_id uuid not null,
  request_id uuid not null,
  account_unit_id uuid not null,
  asked_by uuid, -- the person; none: the coordinator on the case
  asked_at timestamptz not null,
  held_cents bigint not null check (held_cents >= 0),
  separations_before integer not null check (separations_before >= 0),
  dropped_at timestamptz,
  dropped_reason text check (length(dropped_reason) between 1 and 2000),
  primary key (tenant_id, request_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id),
  foreign key (tenant_id, asked_by) references members.person (tenant_id, person_id),
  check ((dropped_at is null) = (dropped_reason is null))
);
create index request_of_unit on separations.request (tenant_id, account_unit_id);
call tenancy.protect('separations.request', 'select, insert, update');

-- A household that became two: the old unit keeps what it owes, a new one takes its share of the credit.
create table members.separation (
  tenant_id uuid not null,
  separation_id uuid not null,
  account_unit_id uuid not null,
  new_unit_id uuid not null,
  staying_parts integer not null check (staying_parts >= 0),
  leaving_parts integer not null check (leaving_parts >= 0),
  from_month date not null check (extract(day from from_month) = 1),
  separated_at timestamptz not null,
  primary key (tenant_id, separation_id),
  unique (tenant_id, new_unit_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id),
  foreign key (tenant_id, new_unit_id) references members.account_unit (tenant_id, account_unit_id),
  check (staying_parts + leaving_parts > 0)
);
create index separation_of_unit on members.separation (tenant_id, account_unit_id);
call tenancy.protect('members.separation', 'select, insert');

-- A unit that moved in with a household: its people went over, and its credit went with them or stayed spendable.
create table members.moving_in (
  tenant_id uuid not null,
  moving_in_id uuid not null,
  account_unit_id uuid not null,
  into_unit_id uuid not null,
  from_month date not null check (extract(day from from_month) = 1),
  credit text not null check (credit in ('moved', 'kept')),
  moved_at timestamptz not null,
  primary key (tenant_id, moving_in_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id),
  foreign key (tenant_id, into_unit_id) references members.account_unit (tenant_id, account_unit_id),
  check (account_unit_id <> into_unit_id)
);
create index moving_in_of_unit on members.moving_in (tenant_id, account_unit_id);
call tenancy.protect('members.moving_in', 'select, insert');

-- Credit that went from one unit to another, lot by lot, each keeping its month and its last day.
create table members.credit_move (
  tenant_id uuid not null,
  credit_move_id uuid not null,
  cause_id uuid not null, -- a separation or a moving-in
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  lot_month date check (extract(day from lot_month) = 1),
  lot_expires_on date,
  amount_cents bigint not null check (amount_cents > 0),
  primary key (tenant_id, credit_move_id),
  foreign key (tenant_id, from_unit_id) references members.account_unit (tenant_id, account_unit_id),
  foreign key (tenant_id, to_unit_id) references members.account_unit (tenant_id, account_unit_id),
  check (lot_expires_on is null or lot_month is not null)
);
create index credit_move_of_cause on members.credit_move (tenant_id, cause_id);
call tenancy.protect('members.credit_move', 'select, insert');
