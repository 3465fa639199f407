-- Paper: reimbursement slips in batches (settled question 9), and the market tallies of three prices (settled question 8).

create schema slips;
grant usage on schema slips to app_user;

-- A slip handed to somebody. Where the fund credits in advance its ceiling is held (source 'slip', this id); never deleted.
create table slips.slip (
  tenant_id uuid not null,
  slip_id uuid not null,
  slip_no integer not null check (slip_no > 0), -- counted within the fund; on paper three letters prove whose it is
  account_unit_id uuid not null,
  ceiling_cents bigint not null check (ceiling_cents > 0),
  issued_on date not null,
  issued_by uuid,
  issued_at timestamptz not null,
  state text not null check (state in ('issued', 'lost', 'unused', 'used')),
  closed_on date check (closed_on >= issued_on),
  primary key (tenant_id, slip_id),
  unique (tenant_id, slip_no),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id),
  check ((state in ('issued', 'used')) or closed_on is not null)
);
create index slip_of_unit on slips.slip (tenant_id, account_unit_id);
call tenancy.protect('slips.slip', 'select, insert, update');

-- An envelope of paper, typed in by volunteers until count and sum are those written on it, then validated by another person.
create table slips.batch (
  tenant_id uuid not null,
  batch_id uuid not null,
  batch_no integer not null check (batch_no > 0),
  state text not null check (state in ('open', 'to-validate', 'validated')),
  control_count integer not null check (control_count > 0),
  control_cents bigint not null check (control_cents > 0),
  opened_by uuid,
  opened_at timestamptz not null,
  closed_by uuid,
  validated_by uuid,
  validated_at timestamptz,
  booked_on date,
  relaxed boolean not null default false, -- one signature was enough (settled question 14)
  primary key (tenant_id, batch_id),
  unique (tenant_id, batch_no),
  check ((state = 'validated') = (booked_on is not null and validated_at is not null))
);
call tenancy.protect('slips.batch', 'select, insert, update');

-- One paper of a batch. What is not valid is counted with its refusal, so that the sums are those of the envelope. An
-- accepted entry is a purchase of the same id, and the source 'slip' of its movements.
create table slips.entry (
  tenant_id uuid not null,
  entry_id uuid not null,
  batch_id uuid not null,
  entry_no integer not null check (entry_no > 0),
  typed text not null check (length(typed) between 1 and 200), -- the number or the label as typed
  slip_id uuid,
  account_unit_id uuid,
  outlet_id uuid,
  bought_on date not null,
  total_cents bigint not null check (total_cents > 0),
  receipt text check (length(receipt) between 1 and 100),
  state text not null check (state in ('entered', 'refused', 'removed', 'accepted')),
  refusal text check (length(refusal) <= 60),
  entered_by uuid,
  entered_on date not null,
  entered_at timestamptz not null,
  paid_to text check (paid_to in ('outlet', 'member')),
  account_cents bigint not null default 0 check (account_cents >= 0), -- from the unit's allocation
  reimbursed_cents bigint not null default 0 check (reimbursed_cents >= 0), -- from the pot, where nothing is credited in advance
  shortfall_cents bigint not null default 0 check (shortfall_cents >= 0), -- from the pot, the credit being gone: écart papier
  primary key (tenant_id, entry_id),
  unique (tenant_id, batch_id, entry_no),
  foreign key (tenant_id, batch_id) references slips.batch (tenant_id, batch_id),
  foreign key (tenant_id, slip_id) references slips.slip (tenant_id, slip_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id),
  foreign key (tenant_id, outlet_id) references outlets.outlet (tenant_id, outlet_id),
  check (state not in ('entered', 'accepted') or account_unit_id is not null and outlet_id is not null),
  check ((state = 'refused') = (refusal is not null)),
  check ((state = 'accepted') = (paid_to is not null)),
  check (state = 'accepted' or account_cents + reimbursed_cents + shortfall_cents = 0)
);
create unique index slip_entered_once on slips.entry (tenant_id, slip_id) where state in ('entered', 'accepted');
create index entry_of_unit on slips.entry (tenant_id, account_unit_id, bought_on);
call tenancy.protect('slips.entry', 'select, insert, update');

-- What was bought, a line an approval line; the rate is the one of the purchase day.
create table slips.entry_line (
  tenant_id uuid not null,
  entry_id uuid not null,
  line_no smallint not null check (line_no between 1 and 20),
  approval_line_id uuid not null,
  amount_cents bigint not null check (amount_cents > 0),
  primary key (tenant_id, entry_id, line_no),
  foreign key (tenant_id, entry_id) references slips.entry (tenant_id, entry_id),
  foreign key (tenant_id, approval_line_id) references outlets.approval_line (tenant_id, approval_line_id)
);
call tenancy.protect('slips.entry_line', 'select, insert');

create schema tallies;
grant usage on schema tallies to app_user;

-- What customers paid at an outlet on a market day, by price; nobody is named. A correction reverses the tally and writes
-- another one. The two shares of the pot are what was posted: to the outlet, and from it.
create table tallies.tally (
  tenant_id uuid not null,
  tally_id uuid not null,
  outlet_id uuid not null,
  market_on date not null,
  accessible_cents bigint not null check (accessible_cents >= 0),
  fair_cents bigint not null check (fair_cents >= 0),
  solidarity_cents bigint not null check (solidarity_cents >= 0),
  accessible_percent smallint not null check (accessible_percent between 1 and 100),
  solidarity_percent smallint not null check (solidarity_percent between 100 and 300),
  fair_value_cents bigint not null check (fair_value_cents > 0), -- what the producer gets
  pot_pays_cents bigint not null check (pot_pays_cents >= 0),
  pot_gets_cents bigint not null check (pot_gets_cents >= 0),
  rules_version_id uuid not null,
  beyond_ceiling_reason text check (length(beyond_ceiling_reason) between 1 and 2000),
  entered_by uuid,
  entered_at timestamptz not null,
  booked_on date not null,
  corrected_on date, -- reversed on this day; none: it stands
  corrects_tally_id uuid,
  primary key (tenant_id, tally_id),
  foreign key (tenant_id, outlet_id) references outlets.outlet (tenant_id, outlet_id),
  foreign key (tenant_id, corrects_tally_id) references tallies.tally (tenant_id, tally_id),
  check (fair_value_cents = accessible_cents + fair_cents + solidarity_cents + pot_pays_cents - pot_gets_cents)
);
create unique index tally_of_market_day on tallies.tally (tenant_id, outlet_id, market_on) where corrected_on is null;
create unique index tally_corrected_once on tallies.tally (tenant_id, corrects_tally_id) where corrects_tally_id is not null;
call tenancy.protect('tallies.tally', 'select, insert, update');
