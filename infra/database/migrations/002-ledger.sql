-- Every euro, twice: accounts, movements that balance by themselves, closings, holds. Append-only by grant.

create schema ledger;
grant usage on schema ledger to app_user;

create table ledger.account (
  tenant_id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in (
    'allocation', 'receivable', 'contributions-called', 'pot', 'running-costs', 'outlet-payable', 'claims-payable',
    'tickets', 'bank', 'cash', 'in-transit', 'held-for-others')),
  owner_id uuid not null, -- an account unit, a payer, an outlet; the fund itself for the fund's own accounts
  opened_at timestamptz not null default now(),
  primary key (tenant_id, account_id),
  unique (tenant_id, kind, owner_id)
);
call tenancy.protect('ledger.account', 'select, insert');

-- Enums and domains rather than check constraints: Postgres reads each check constraint anew for every statement, which
-- was a quarter of the cost of a purchase. What else makes a movement whole is guarded by ledger.post, and proved by the
-- independent check.
create type ledger.direction as enum ('debit', 'credit');
create type ledger.money_source as enum ('public', 'private', 'own', 'member', 'payer');
create domain ledger.moved_cents as bigint constraint more_than_nothing check (value > 0);
create domain ledger.guarded_cents as bigint constraint never_below_zero check (value >= 0);
create domain ledger.counter_kind as text constraint guarded_is_primary check (value <> 'allocation');

-- One row is one balanced transfer. The primary account is the guarded one where there is one (an allocation may
-- not go below zero): its rows form a chain, each with the next seq and the balance after it.
create table ledger.movement (
  tenant_id uuid not null,
  movement_id uuid not null,
  entry_id uuid not null,
  primary_account_id uuid not null,
  primary_kind text not null,
  counter_account_id uuid not null,
  counter_kind ledger.counter_kind not null,
  direction ledger.direction not null,
  amount_cents ledger.moved_cents not null,
  seq bigint,
  balance_after ledger.guarded_cents,
  reason text not null,
  source_kind text not null,
  source_id uuid not null,
  transition text not null,
  line smallint not null,
  money_source ledger.money_source,
  lot_month date,
  lot_expires_on date,
  booked_on date not null,
  occurred_at timestamptz not null default clock_timestamp(),
  reverses_movement_id uuid,
  primary key (tenant_id, movement_id),
  unique (tenant_id, source_kind, source_id, transition, line),
  unique (tenant_id, primary_account_id, seq),
  constraint guarded_has_chain check ((primary_kind = 'allocation') = (seq is not null and balance_after is not null))
);
create index movement_by_day on ledger.movement (tenant_id, booked_on, counter_account_id);
create unique index movement_reversed_once on ledger.movement (tenant_id, reverses_movement_id)
  where reverses_movement_id is not null;
call tenancy.protect('ledger.movement', 'select, insert');

-- What each account had turned over by the end of a closed day: keeps sums short.
create table ledger.closing (
  tenant_id uuid not null,
  through date not null,
  account_id uuid not null,
  debit_cents bigint not null check (debit_cents >= 0),
  credit_cents bigint not null check (credit_cents >= 0),
  closed_at timestamptz not null default now(),
  primary key (tenant_id, through, account_id),
  foreign key (tenant_id, account_id) references ledger.account (tenant_id, account_id)
);
call tenancy.protect('ledger.closing', 'select, insert');

-- Credit reserved and not yet spent: it does not move, and it cannot be spent elsewhere.
create table ledger.hold (
  tenant_id uuid not null,
  hold_id uuid not null,
  account_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  source_kind text not null,
  source_id uuid not null,
  placed_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, hold_id),
  unique (tenant_id, source_kind, source_id),
  foreign key (tenant_id, account_id) references ledger.account (tenant_id, account_id)
);
create index hold_on_account on ledger.hold (tenant_id, account_id);
call tenancy.protect('ledger.hold', 'select, insert');

create table ledger.hold_release (
  tenant_id uuid not null,
  hold_id uuid not null,
  outcome text not null check (outcome in ('used', 'given-back')),
  released_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, hold_id),
  foreign key (tenant_id, hold_id) references ledger.hold (tenant_id, hold_id)
);
call tenancy.protect('ledger.hold_release', 'select, insert');
