-- What two people sign in the fund's own money: movements by hand, and the account that money is to be paid to.

-- A movement by hand between accounts of the fund, posted at once; its approval says whether somebody else has signed.
-- Refused or withdrawn, it is reversed in the books.
create table budget.manual_movement (
  tenant_id uuid not null,
  manual_movement_id uuid not null,
  debit_kind text not null,
  credit_kind text not null,
  amount_cents bigint not null check (amount_cents > 0),
  reason text not null check (length(reason) between 1 and 2000),
  booked_on date not null,
  sign_by_on date not null,
  recorded_by uuid,
  recorded_at timestamptz not null,
  approval_id uuid not null,
  primary key (tenant_id, manual_movement_id),
  unique (tenant_id, approval_id),
  foreign key (tenant_id, approval_id) references tenancy.approval (tenant_id, approval_id),
  check (debit_kind <> credit_kind)
);
call tenancy.protect('budget.manual_movement', 'select, insert');

-- The fund's bank account as it is told to those who pay: each change with its approval. In force is the one whose
-- approval was confirmed last; nothing is ever overwritten.
create table funds.bank_account (
  tenant_id uuid not null,
  bank_account_id uuid not null,
  iban text not null check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  bic text check (bic ~ '^[A-Z0-9]{8}([A-Z0-9]{3})?$'),
  holder text not null check (length(holder) between 1 and 140),
  reason text not null check (length(reason) between 1 and 2000),
  proposed_at timestamptz not null,
  approval_id uuid not null,
  primary key (tenant_id, bank_account_id),
  unique (tenant_id, approval_id),
  foreign key (tenant_id, approval_id) references tenancy.approval (tenant_id, approval_id)
);
call tenancy.protect('funds.bank_account', 'select, insert');
