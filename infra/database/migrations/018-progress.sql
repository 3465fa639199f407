-- Long runs as people watch them: a version that tells what is new since they last looked, what came of a step, and
-- the rows that could not be done.

alter table tenancy.progress
  add column version bigint not null default 0, -- goes up by one at each record: what has been seen is known by it
  add column summary jsonb;                     -- what came of a step, once it is over; counts only

-- One row that a run could not do: where it stood, why, and what to do about it in French. No name, no amount: the row
-- is found again by its number in what was brought, or by the id of what it is about.
create table tenancy.run_error (
  tenant_id uuid not null,
  error_id uuid not null,
  run_id uuid not null,
  row_no integer check (row_no > 0),
  subject_id uuid,
  field text check (length(field) <= 64),
  code text not null check (length(code) between 1 and 64),
  detail text not null check (length(detail) between 1 and 500),
  primary key (tenant_id, error_id)
);
create index run_error_of_run on tenancy.run_error (tenant_id, run_id, error_id);
call tenancy.protect('tenancy.run_error', 'select, insert, delete');
