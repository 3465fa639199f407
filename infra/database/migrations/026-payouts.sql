-- What the fund owes outlets, and members whom it pays back, and how it pays it. What is owed stands in the ledger; a
-- payout takes movements of one account into its lines, each movement into one payout, and pays their sum.

create schema payouts;
grant usage on schema payouts to app_user;

create table payouts.payout (
  tenant_id uuid not null,
  payout_id uuid not null,
  payout_no integer not null check (payout_no > 0), -- what paper and transfers quote: counted within the fund
  payee_kind text not null check (payee_kind in ('outlet', 'member')),
  payee_id uuid not null, -- the outlet; or the account unit that is paid back
  account_id uuid not null, -- what is owed to it, in the ledger
  from_day date not null, -- its first line
  through_day date not null, -- what was booked until this day, included
  state text not null check (state in ('draft', 'checking', 'withdrawn', 'sealed', 'paid', 'rejected')),
  gross_cents bigint not null, -- the sum of its lines; below zero when the outlet owes the fund
  fee_basis_points integer not null check (fee_basis_points between 0 and 10000),
  fee_cents bigint not null check (fee_cents >= 0 and (fee_cents = 0 or fee_cents <= gross_cents)),
  rules_version_id uuid not null, -- of the fee, and of what a statement shows
  drafted_at timestamptz not null,
  approval_id uuid, -- who prepared it and who checked it
  method text check (method in ('transfer', 'cheque', 'cash')),
  bank_account_id uuid, -- the account as it was when it was sealed: that very change of it, which never changes again
  holder text check (length(holder) between 1 and 200), -- to whom it was sealed, as written then
  sealed_on date,
  paid_on date,
  payment_reference text check (length(payment_reference) between 1 and 140),
  rejected_on date,
  reason text check (length(reason) between 1 and 2000), -- of a rejection, or why it was not signed
  primary key (tenant_id, payout_id),
  unique (tenant_id, payout_no),
  foreign key (tenant_id, approval_id) references tenancy.approval (tenant_id, approval_id),
  check (from_day <= through_day),
  check ((state = 'draft') = (approval_id is null)),
  check ((approval_id is null) = (method is null)),
  check (state in ('draft', 'checking', 'withdrawn') = (sealed_on is null)),
  check ((holder is null) = (sealed_on is null)),
  check (sealed_on is null or gross_cents > fee_cents), -- only what is more than nothing is paid
  check ((method = 'transfer' and sealed_on is not null) = (bank_account_id is not null)),
  check ((paid_on is null) = (payment_reference is null)),
  check (state <> 'paid' or paid_on is not null),
  check (state in ('paid', 'rejected') or paid_on is null),
  check ((state = 'rejected') = (rejected_on is not null)),
  check (state in ('rejected', 'withdrawn') = (reason is not null))
);
-- What is owed to somebody is drafted in one place, which the next period goes on with.
create unique index payout_one_draft on payouts.payout (tenant_id, account_id) where state = 'draft';
create index payout_of_payee on payouts.payout (tenant_id, payee_id, payout_id);
create index payout_of_approval on payouts.payout (tenant_id, approval_id) where approval_id is not null;
call tenancy.protect('payouts.payout', 'select, insert, update');

-- A movement that a payout pays; given free when the payout was rejected or not signed, so that the next one takes it.
create table payouts.payout_line (
  tenant_id uuid not null,
  payout_id uuid not null,
  movement_id uuid not null,
  amount_cents bigint not null check (amount_cents <> 0), -- as the payee sees it: below zero is taken back
  booked_on date not null,
  given_free boolean not null default false,
  primary key (tenant_id, payout_id, movement_id),
  foreign key (tenant_id, payout_id) references payouts.payout (tenant_id, payout_id)
);
create unique index payout_line_once on payouts.payout_line (tenant_id, movement_id) where not given_free;
call tenancy.protect('payouts.payout_line', 'select, insert, update (given_free)');

-- A period for which payouts were drafted by themselves: once; until this day, included.
create table payouts.drafting (
  tenant_id uuid not null,
  through_day date not null,
  rules_version_id uuid not null,
  drafted_at timestamptz not null,
  primary key (tenant_id, through_day)
);
call tenancy.protect('payouts.drafting', 'select, insert');

-- What is owed and stands in no payout: every movement of an outlet's account, or of what a member is to be paid back,
-- that was booked until a day and no payout pays; never those of payouts themselves. Found by what it is and not by when
-- it was written: what was committed late is found the next time.
create function payouts.open_movements(p_tenant uuid, p_through date)
returns table (account_id uuid, kind text, owner_id uuid, movement_id uuid, amount_cents bigint, booked_on date)
language sql stable as $$
  select a.account_id, a.kind, a.owner_id, m.movement_id,
    case when x.credited then m.amount_cents::bigint else -m.amount_cents::bigint end, m.booked_on
  from ledger.movement m, lateral (values
    (m.primary_account_id, m.primary_kind, m.direction = 'credit'),
    (m.counter_account_id, m.counter_kind::text, m.direction = 'debit')) as x(account_id, kind, credited)
  join ledger.account a on a.tenant_id = p_tenant and a.account_id = x.account_id
  where m.tenant_id = p_tenant and x.kind in ('outlet-payable', 'claims-payable') and m.source_kind <> 'payout'
    and m.booked_on <= p_through
    and not exists (select 1 from payouts.payout_line l
      where l.tenant_id = p_tenant and l.movement_id = m.movement_id and not l.given_free)
$$;
revoke all on all functions in schema payouts from public;
grant execute on all functions in schema payouts to app_user;
