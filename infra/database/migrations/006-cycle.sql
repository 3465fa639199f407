-- The month: which rules it runs under, how far it is, and what was true when it closed.

create schema cycle;
grant usage on schema cycle to app_user;

create table cycle.month_run (
  tenant_id uuid not null,
  month_run_id uuid not null,
  month date not null check (extract(day from month) = 1),
  rules_version_id uuid not null,
  started_at timestamptz not null,
  closed_at timestamptz,
  snapshot jsonb,
  primary key (tenant_id, month_run_id),
  unique (tenant_id, month),
  foreign key (tenant_id, rules_version_id) references funds.rules_version (tenant_id, rules_version_id),
  check ((closed_at is null) = (snapshot is null))
);
call tenancy.protect('cycle.month_run', 'select, insert, update');
