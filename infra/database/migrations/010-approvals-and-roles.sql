-- Two people: who may sign what in a fund, and the acts that wait for a second signature.

-- A treasurer, a volunteer who enters data only, a payer who sees its own share (subject_id is then the payer).
alter table tenancy.role_grant drop constraint role_grant_role_check;
alter table tenancy.role_grant drop constraint role_grant_check;
alter table tenancy.role_grant
  add constraint role_grant_role_check check (role in ('coordinator', 'treasurer', 'volunteer', 'payer', 'member')),
  add constraint role_grant_subject_check check ((role in ('member', 'payer')) = (subject_id is not null)),
  add column granted_by uuid; -- null: by the set-up

-- An act proposed by one person and signed, or not, by another. The payload holds ids and amounts only. The decision is
-- the one thing that changes, and only once.
create table tenancy.approval (
  tenant_id uuid not null,
  approval_id uuid not null,
  act text not null check (length(act) between 1 and 64),
  subject_kind text not null check (length(subject_kind) between 1 and 64),
  subject_id uuid,
  payload jsonb not null,
  reason text not null check (length(reason) between 1 and 2000),
  proposed_by uuid,
  proposed_at timestamptz not null,
  state text not null check (state in ('awaiting', 'confirmed', 'refused', 'withdrawn')),
  decided_by uuid,
  decided_at timestamptz,
  decision_reason text check (length(decision_reason) between 1 and 2000),
  relaxed boolean not null default false, -- granted at once: fewer than three people, or the set-up of a demonstration
  primary key (tenant_id, approval_id),
  constraint decided_or_awaiting check ((state = 'awaiting') = (decided_at is null)),
  constraint signed_by_another check (state <> 'confirmed' or relaxed or (decided_by is not null and decided_by <> proposed_by))
);
create index approval_awaiting on tenancy.approval (tenant_id, act) where state = 'awaiting';
call tenancy.protect('tenancy.approval',
  'select, insert, update (state, decided_by, decided_at, decision_reason)');

-- A fund of fewer than three chose to let one signature be enough; it ends of itself when a third person comes.
create table tenancy.approval_relaxation (
  tenant_id uuid not null,
  relaxation_id uuid not null,
  reason text not null check (length(reason) between 1 and 2000),
  relaxed_by uuid,
  relaxed_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  primary key (tenant_id, relaxation_id)
);
create unique index approval_relaxed_once on tenancy.approval_relaxation (tenant_id) where ended_at is null;
call tenancy.protect('tenancy.approval_relaxation', 'select, insert, update (ended_by, ended_at)');
