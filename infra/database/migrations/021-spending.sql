-- Where credit is spent, and that it was: outlets with what is covered there, and purchases. What an outlet is owed stands
-- in the ledger; everything else about outlets, media and payouts is built around these.

-- Somebody who serves at an outlet (subject_id is then the outlet) signs in for it.
alter table tenancy.role_grant drop constraint role_grant_role_check;
alter table tenancy.role_grant drop constraint role_grant_subject_check;
alter table tenancy.role_grant
  add constraint role_grant_role_check
    check (role in ('coordinator', 'treasurer', 'volunteer', 'payer', 'outlet', 'member')),
  add constraint role_grant_subject_check check ((role in ('member', 'payer', 'outlet')) = (subject_id is not null));

create schema outlets;
grant usage on schema outlets to app_user;

-- A point of sale, from the day it asks or is proposed. Never deleted: it is refused, or ends.
create table outlets.outlet (
  tenant_id uuid not null,
  outlet_id uuid not null,
  outlet_no integer not null check (outlet_no > 0), -- short, for paper and address: counted within the fund
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in (
    'producer', 'market-stall', 'shop', 'producers-shop', 'amap', 'solidarity-grocery', 'processor', 'other')),
  state text not null check (state in ('proposed', 'in-review', 'approved', 'refused', 'suspended', 'ended')),
  recorded_at timestamptz not null,
  primary key (tenant_id, outlet_id),
  unique (tenant_id, outlet_no)
);
call tenancy.protect('outlets.outlet', 'select, insert, update');

-- What the fund covers at an outlet, and at what rate (settled question 15): coverage attaches to a line of an approval;
-- the category serves statistics. Both days included; a line that ends is ended, never deleted.
create table outlets.approval_line (
  tenant_id uuid not null,
  approval_line_id uuid not null,
  outlet_id uuid not null,
  scope text not null check (scope in ('everything', 'producer', 'label', 'product-group')),
  title text not null check (length(title) between 1 and 200), -- the producer, the label or the products, in words
  category text not null check (category in (
    'vegetables-fruit', 'meat-fish', 'dairy-eggs', 'bread-cereals', 'dry-goods', 'processed', 'drinks', 'mixed', 'other')),
  coverage_percent smallint not null check (coverage_percent between 0 and 100), -- 0: sold there, never covered
  valid_from date not null,
  valid_until date,
  recorded_at timestamptz not null,
  primary key (tenant_id, approval_line_id),
  foreign key (tenant_id, outlet_id) references outlets.outlet (tenant_id, outlet_id),
  check (valid_until >= valid_from - 1) -- the day before the first: withdrawn before it held
);
create index approval_line_of_outlet on outlets.approval_line (tenant_id, outlet_id, valid_from);
call tenancy.protect('outlets.approval_line', 'select, insert, update');

create schema purchases;
grant usage on schema purchases to app_user;

-- Something bought at an outlet, in part or in whole with an allocation, by whatever medium. Its movement in the ledger
-- has it as its source. It names outlet and unit without foreign keys (a row that everybody locks; ledger decision);
-- the check of the books proves them.
create table purchases.purchase (
  tenant_id uuid not null,
  purchase_id uuid not null,
  account_unit_id uuid not null,
  person_id uuid, -- who bought, where it is known
  outlet_id uuid not null,
  medium text not null check (medium in ('member-phone', 'outlet-screen', 'card', 'paper-ticket', 'reimbursement-slip')),
  total_cents bigint not null check (total_cents > 0), -- what was bought
  account_cents bigint not null check (account_cents between 0 and total_cents), -- of it by the account
  outlet_cents bigint not null check (outlet_cents >= 0), -- what the fund owes the outlet for it
  bought_on date not null, -- decides approval, coverage and expiry
  booked_on date not null, -- decides the month in the books
  occurred_at timestamptz not null,
  rules_version_id uuid not null,
  recorded_by uuid, -- the sign-in identity that recorded it
  primary key (tenant_id, purchase_id)
);
create index purchase_of_unit on purchases.purchase (tenant_id, account_unit_id, bought_on);
create index purchase_of_outlet on purchases.purchase (tenant_id, outlet_id, bought_on);
call tenancy.protect('purchases.purchase', 'select, insert');

-- What was bought, a line an approval line; amounts in cents.
create table purchases.purchase_line (
  tenant_id uuid not null,
  purchase_id uuid not null,
  line_no smallint not null check (line_no between 1 and 50),
  approval_line_id uuid not null,
  category text not null,
  coverage_percent smallint not null check (coverage_percent between 0 and 100),
  amount_cents bigint not null check (amount_cents > 0),
  primary key (tenant_id, purchase_id, line_no)
);
call tenancy.protect('purchases.purchase_line', 'select, insert');
