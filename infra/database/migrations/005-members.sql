-- Account units (a person or a household) that owe and receive, and the people in them with their dates and shares.

create schema members;
grant usage on schema members to app_user;

create table members.person (
  tenant_id uuid not null,
  person_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  born_in date check (extract(day from born_in) = 1), -- month of birth; asked only where the rules weigh ages
  channel text not null default 'counter' check (channel in ('letter', 'voice', 'sms', 'email', 'counter')),
  email text check (length(email) <= 254),
  phone text check (length(phone) <= 32),
  created_at timestamptz not null default now(),
  primary key (tenant_id, person_id)
);
call tenancy.protect('members.person', 'select, insert, update');

create table members.account_unit (
  tenant_id uuid not null,
  account_unit_id uuid not null,
  kind text not null check (kind in ('person', 'household')),
  label text not null check (length(label) between 1 and 200),
  area text check (length(area) <= 100),
  joined_on date not null,
  last_month date check (extract(day from last_month) = 1),
  created_at timestamptz not null default now(),
  primary key (tenant_id, account_unit_id)
);
call tenancy.protect('members.account_unit', 'select, insert, update');

create table members.unit_person (
  tenant_id uuid not null,
  account_unit_id uuid not null,
  person_id uuid not null,
  from_on date not null,
  until_on date check (until_on >= from_on),
  share_percent smallint not null default 100 check (share_percent between 1 and 100),
  primary key (tenant_id, account_unit_id, person_id, from_on),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id),
  foreign key (tenant_id, person_id) references members.person (tenant_id, person_id)
);
create index unit_of_person on members.unit_person (tenant_id, person_id);
call tenancy.protect('members.unit_person', 'select, insert, update');

create table members.pledge (
  tenant_id uuid not null,
  pledge_id uuid not null,
  account_unit_id uuid not null,
  from_month date not null check (extract(day from from_month) = 1),
  amount_cents bigint not null check (amount_cents >= 0),
  declared_at timestamptz not null,
  primary key (tenant_id, pledge_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id)
);
create index pledge_in_force on members.pledge (tenant_id, account_unit_id, from_month desc, pledge_id desc);
call tenancy.protect('members.pledge', 'select, insert');

create table members.pause (
  tenant_id uuid not null,
  pause_id uuid not null,
  account_unit_id uuid not null,
  from_month date not null check (extract(day from from_month) = 1),
  until_month date check (extract(day from until_month) = 1 and until_month >= from_month), -- last paused month
  declared_at timestamptz not null,
  primary key (tenant_id, pause_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id)
);
create index pause_of_unit on members.pause (tenant_id, account_unit_id);
call tenancy.protect('members.pause', 'select, insert, update');
