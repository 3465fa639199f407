-- Paper tickets of a fixed value, numbered, issued against a unit's account. Each ticket is the cause of its own movements
-- (source 'ticket', its id), so that each is redeemed, taken back or expires on its own.

create schema tickets;
grant usage on schema tickets to app_user;

-- Tickets printed on one sheet, for one unit.
create table tickets.sheet (
  tenant_id uuid not null,
  sheet_id uuid not null,
  account_unit_id uuid not null,
  tickets smallint not null check (tickets between 1 and 50),
  total_cents bigint not null check (total_cents > 0),
  issued_on date not null,
  good_until date not null check (good_until >= issued_on), -- last day on which it pays
  issued_by uuid,
  issued_at timestamptz not null,
  primary key (tenant_id, sheet_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id)
);
create index sheet_of_unit on tickets.sheet (tenant_id, account_unit_id);
call tenancy.protect('tickets.sheet', 'select, insert');

-- A box of paper that an outlet brought, typed in by the fund.
create table tickets.box (
  tenant_id uuid not null,
  box_id uuid not null,
  outlet_id uuid not null,
  bought_on date not null,
  tickets smallint not null check (tickets between 1 and 500),
  total_cents bigint not null check (total_cents > 0), -- what was written on the box, and what its tickets add up to
  entered_by uuid,
  entered_at timestamptz not null,
  primary key (tenant_id, box_id),
  foreign key (tenant_id, outlet_id) references outlets.outlet (tenant_id, outlet_id)
);
create index box_of_outlet on tickets.box (tenant_id, outlet_id);
call tenancy.protect('tickets.box', 'select, insert');

-- Never deleted. Redeemed, it is also a purchase of the same id.
create table tickets.ticket (
  tenant_id uuid not null,
  ticket_id uuid not null,
  ticket_no text not null check (ticket_no ~ '^T[23456789ACDEFHJKMPRTWXY]{7}$'),
  sheet_id uuid not null,
  account_unit_id uuid not null,
  value_cents bigint not null check (value_cents > 0),
  issued_on date not null,
  good_until date not null,
  taken_until date not null check (taken_until >= good_until), -- paper is late: until then it may still be brought
  state text not null check (state in ('issued', 'redeemed', 'taken-back', 'expired')),
  lost_on date, -- reported lost or stolen: pays nothing from this day on
  closed_on date,
  outlet_id uuid,
  bought_on date,
  box_id uuid,
  primary key (tenant_id, ticket_id),
  unique (tenant_id, ticket_no),
  foreign key (tenant_id, sheet_id) references tickets.sheet (tenant_id, sheet_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id),
  foreign key (tenant_id, outlet_id) references outlets.outlet (tenant_id, outlet_id),
  foreign key (tenant_id, box_id) references tickets.box (tenant_id, box_id),
  check ((state = 'issued') = (closed_on is null)),
  check ((state = 'redeemed') = (outlet_id is not null) and (outlet_id is null) = (bought_on is null)),
  check (box_id is null or state = 'redeemed')
);
create index ticket_of_unit on tickets.ticket (tenant_id, account_unit_id);
create index ticket_of_sheet on tickets.ticket (tenant_id, sheet_id);
create index ticket_out on tickets.ticket (tenant_id, taken_until, ticket_id) where state = 'issued';
call tenancy.protect('tickets.ticket', 'select, insert, update');
