-- Third-party payers: an employer, a CCAS, a CAF or an association pays all or part of what named units owe. What a month
-- calls from them are dues like any other (contributions.due.payer_id); one call a month and payer lists them.

create schema payers;
grant usage on schema payers to app_user;

create table payers.payer (
  tenant_id uuid not null,
  payer_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('employer', 'ccas', 'caf', 'association', 'other')),
  money_source text not null check (money_source in ('public', 'private')), -- what its money counts as in the accounts
  contact text check (length(contact) <= 200),
  address text check (length(address) <= 500),
  email text check (length(email) <= 254),
  phone text check (length(phone) <= 32),
  call_day smallint not null check (call_day between 1 and 31), -- the last day of shorter months
  days_to_pay smallint not null check (days_to_pay between 0 and 120), -- after the call
  reference text check (length(reference) <= 100), -- what the payer wants to read on its calls
  last_month date check (extract(day from last_month) = 1), -- a payer is never deleted: it ends
  recorded_at timestamptz not null,
  primary key (tenant_id, payer_id)
);
call tenancy.protect('payers.payer', 'select, insert, update');
-- Not valid: an owner that is no superuser sees no fund, so it cannot look through the rows there are; none names a payer yet.
alter table contributions.due
  add foreign key (tenant_id, payer_id) references payers.payer (tenant_id, payer_id) not valid;

-- The most a payer pays in a month for all its people, from a month on; none: no limit.
create table payers.monthly_cap (
  tenant_id uuid not null,
  cap_id uuid not null,
  payer_id uuid not null,
  from_month date not null check (extract(day from from_month) = 1),
  cap_cents bigint check (cap_cents >= 0),
  recorded_at timestamptz not null,
  primary key (tenant_id, cap_id),
  foreign key (tenant_id, payer_id) references payers.payer (tenant_id, payer_id)
);
create index cap_in_force on payers.monthly_cap (tenant_id, payer_id, from_month desc, cap_id desc);
call tenancy.protect('payers.monthly_cap', 'select, insert');

create table payers.agreement (
  tenant_id uuid not null,
  agreement_id uuid not null,
  payer_id uuid not null,
  account_unit_id uuid not null,
  person_id uuid, -- who the payer pays for, in a household; none: the unit as it is called
  share_mode text not null check (share_mode in ('all', 'percentage', 'fixed')),
  share_basis_points integer check (share_basis_points between 1 and 10000),
  share_cents bigint check (share_cents > 0),
  unit_cap_cents bigint check (unit_cap_cents >= 0),
  rank smallint not null check (rank between 1 and 99), -- who pays first, where several payers stand for one unit
  from_month date not null check (extract(day from from_month) = 1),
  until_month date check (extract(day from until_month) = 1), -- last month; the month before the first: withdrawn
  reference text check (length(reference) <= 100), -- the payer's own name for this person: a file number
  recorded_at timestamptz not null,
  primary key (tenant_id, agreement_id),
  foreign key (tenant_id, payer_id) references payers.payer (tenant_id, payer_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id),
  foreign key (tenant_id, person_id) references members.person (tenant_id, person_id),
  check ((share_mode = 'percentage') = (share_basis_points is not null)),
  check ((share_mode = 'fixed') = (share_cents is not null))
);
create index agreement_of_unit on payers.agreement (tenant_id, account_unit_id);
create index agreement_of_payer on payers.agreement (tenant_id, payer_id);
call tenancy.protect('payers.agreement', 'select, insert, update');

-- A call: frozen when it is issued, numbered within the fund; supplement 0 is the month's own.
create table payers.call (
  tenant_id uuid not null,
  call_id uuid not null,
  call_no integer not null check (call_no > 0),
  payer_id uuid not null,
  contribution_month date not null check (extract(day from contribution_month) = 1),
  supplement smallint not null check (supplement >= 0),
  issued_on date not null,
  due_on date not null,
  total_cents bigint not null check (total_cents > 0),
  header jsonb not null, -- payer, fund and account as they were
  issued_at timestamptz not null,
  primary key (tenant_id, call_id),
  unique (tenant_id, call_no),
  unique (tenant_id, payer_id, contribution_month, supplement),
  foreign key (tenant_id, payer_id) references payers.payer (tenant_id, payer_id)
);
call tenancy.protect('payers.call', 'select, insert');

create table payers.call_line (
  tenant_id uuid not null,
  call_id uuid not null,
  due_id uuid not null,
  label text not null check (length(label) between 1 and 200),
  reference text check (length(reference) <= 100),
  amount_cents bigint not null check (amount_cents > 0),
  primary key (tenant_id, call_id, due_id),
  unique (tenant_id, due_id), -- nobody is called twice
  foreign key (tenant_id, call_id) references payers.call (tenant_id, call_id),
  foreign key (tenant_id, due_id) references contributions.due (tenant_id, due_id)
);
call tenancy.protect('payers.call_line', 'select, insert');

-- A payer's money for one call: one receipt, spread over the dues of the call by attempts that name it.
create table contributions.payer_payment (
  tenant_id uuid not null,
  payment_id uuid not null,
  call_id uuid not null,
  method text not null check (method in ('transfer', 'cheque')),
  amount_cents bigint not null check (amount_cents > 0),
  receipt_no integer not null check (receipt_no > 0),
  received_on date not null,
  recorded_at timestamptz not null,
  returned_on date,
  return_reason text check (length(return_reason) between 1 and 2000),
  primary key (tenant_id, payment_id),
  unique (tenant_id, receipt_no),
  foreign key (tenant_id, call_id) references payers.call (tenant_id, call_id),
  check ((returned_on is null) = (return_reason is null))
);
create index payment_of_call on contributions.payer_payment (tenant_id, call_id);
call tenancy.protect('contributions.payer_payment', 'select, insert, update');
alter table contributions.attempt
  add column payment_id uuid,
  add foreign key (tenant_id, payment_id) references contributions.payer_payment (tenant_id, payment_id) not valid;
create index attempt_of_payment on contributions.attempt (tenant_id, payment_id) where payment_id is not null;
