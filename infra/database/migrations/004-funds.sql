-- A fund's rules: versions that never change, each in force from a month on, with the decision that made it.

create schema funds;
grant usage on schema funds to app_user;

create table funds.rules_version (
  tenant_id uuid not null,
  rules_version_id uuid not null,
  effective_month date not null check (extract(day from effective_month) = 1),
  document jsonb not null,
  decision_note text not null check (length(decision_note) between 1 and 2000),
  published_at timestamptz not null,
  published_by uuid,
  primary key (tenant_id, rules_version_id),
  unique (tenant_id, effective_month)
);
call tenancy.protect('funds.rules_version', 'select, insert');
