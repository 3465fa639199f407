-- What becomes of unspent credit: extensions by hand, and what came to its end.

create schema lots;
grant usage on schema lots to app_user;

-- A lot that may be spent until a later day, by hand and with a reason: a fact, never changed.
create table lots.extension (
  tenant_id uuid not null,
  extension_id uuid not null,
  account_unit_id uuid not null,
  lot_month date not null check (extract(day from lot_month) = 1),
  until_on date not null,
  reason text not null check (length(reason) between 1 and 2000),
  decided_on date not null,
  decided_at timestamptz not null,
  primary key (tenant_id, extension_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id)
);
create index extension_of_unit on lots.extension (tenant_id, account_unit_id);
call tenancy.protect('lots.extension', 'select, insert');

-- What was left of a lot and went back to the pot, with the date it had in the books and the last day it could be spent.
create table lots.expiry (
  tenant_id uuid not null,
  expiry_id uuid not null,
  account_unit_id uuid not null,
  lot_month date not null check (extract(day from lot_month) = 1),
  lot_expires_on date,
  last_day_on date not null,
  cause text not null check (cause in ('expired', 'left', 'project-ended')),
  amount_cents bigint not null check (amount_cents > 0),
  expired_on date not null check (expired_on > last_day_on),
  expired_at timestamptz not null,
  primary key (tenant_id, expiry_id),
  -- once; what was held then and is given back, or refunded since, may follow on another day
  unique nulls not distinct (tenant_id, account_unit_id, lot_month, lot_expires_on, expired_on),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id)
);
call tenancy.protect('lots.expiry', 'select, insert');
