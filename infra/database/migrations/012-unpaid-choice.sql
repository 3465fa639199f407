-- Where credit follows the contribution: what a named person chose for a due that was not paid by the fund's deadline
-- (settled question 3). The last choice holds; each is a fact with its reason.

create table allocations.unpaid_choice (
  tenant_id uuid not null,
  choice_id uuid not null,
  due_id uuid not null,
  month_run_id uuid not null,
  account_unit_id uuid not null,
  choice text not null check (choice in ('credit', 'wait', 'refuse')),
  until_on date, -- of a wait: the day on which somebody looks again
  reason text not null check (length(reason) between 1 and 2000),
  decided_at timestamptz not null,
  primary key (tenant_id, choice_id),
  foreign key (tenant_id, due_id) references contributions.due (tenant_id, due_id),
  foreign key (tenant_id, month_run_id) references cycle.month_run (tenant_id, month_run_id),
  foreign key (tenant_id, account_unit_id) references members.account_unit (tenant_id, account_unit_id),
  check ((choice = 'wait') = (until_on is not null))
);
create index choice_of_due on allocations.unpaid_choice (tenant_id, due_id, choice_id desc);
create index choice_of_month on allocations.unpaid_choice (tenant_id, month_run_id);
call tenancy.protect('allocations.unpaid_choice', 'select, insert');
