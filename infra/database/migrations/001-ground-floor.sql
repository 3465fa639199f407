-- The ground floor: whose data is this, who is asking, what must be told and what was done.

create schema directory;
create schema identity;
create schema tenancy;

-- Puts one table behind its fund: row-level security enabled and forced, one plain comparison (Citus refuses
-- sub-queries in policies), and just the rights that are named.
create procedure tenancy.protect(target regclass, rights text)
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy of_its_fund on %s using (tenant_id = current_setting(''app.tenant_id'')::uuid)
       with check (tenant_id = current_setting(''app.tenant_id'')::uuid)', target);
  execute format('grant %s on %s to app_user', rights, target);
end $$;
revoke all on procedure tenancy.protect(regclass, text) from public;

grant usage on schema directory to app_user, app_identity, app_relay;
grant usage on schema identity to app_identity;
grant usage on schema tenancy to app_user, app_relay;

-- Outside a tenant: the public card of each fund, and what a fan-out needs.
create table directory.fund (
  tenant_id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  name text not null check (length(name) between 1 and 200),
  place text not null check (length(place) <= 200),
  departement text not null check (length(departement) <= 3),
  region text not null check (length(region) <= 100),
  time_zone text not null default 'Europe/Paris',
  demonstration boolean not null default false,
  preset_key text,
  created_at timestamptz not null default now()
);
grant select, insert on directory.fund to app_user;
grant select on directory.fund to app_identity, app_relay;

-- Outside a tenant: the clock of a demonstration fund; no row, no other time than the real one.
create table directory.demonstration_clock (
  tenant_id uuid primary key references directory.fund (tenant_id),
  now_at timestamptz not null
);
grant select, insert on directory.demonstration_clock to app_user;
grant update (now_at) on directory.demonstration_clock to app_user;
grant select on directory.demonstration_clock to app_relay;

-- Outside a tenant: who may sign in. A member needs no line here.
create table identity.identity (
  identity_id uuid primary key,
  login text not null unique check (login = lower(login) and length(login) between 3 and 254),
  password_hash text not null,
  is_platform boolean not null default false,
  created_at timestamptz not null default now(),
  disabled_at timestamptz
);
grant select, insert, update on identity.identity to app_identity;

-- Outside a tenant: a session is known by the hash of its cookie and names the fund it looks at.
create table identity.session (
  session_hash bytea primary key,
  identity_id uuid not null references identity.identity (identity_id),
  csrf_hash bytea not null,
  tenant_id uuid references directory.fund (tenant_id),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_of_identity on identity.session (identity_id);
grant select, insert, update, delete on identity.session to app_identity;

-- Outside a tenant: news to be carried to the queue; ids only, no personal data.
create table tenancy.outbox (
  outbox_id uuid primary key,
  tenant_id uuid not null,
  job text not null,
  subject jsonb not null default '{}',
  written_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  done_at timestamptz,
  deliveries integer not null default 0,
  failure text
);
create index outbox_waiting on tenancy.outbox (written_at) where done_at is null;
create index outbox_of_fund on tenancy.outbox (tenant_id) where done_at is null;
create index outbox_done on tenancy.outbox (done_at) where done_at is not null;
grant select, insert on tenancy.outbox to app_user;
grant update (done_at, failure) on tenancy.outbox to app_user;
grant select, insert, delete on tenancy.outbox to app_relay;
grant update (sent_at, deliveries, done_at, failure) on tenancy.outbox to app_relay;

-- Who may do what in a fund; subject_id is the person a member signs in as.
create table tenancy.role_grant (
  tenant_id uuid not null,
  identity_id uuid not null,
  role text not null check (role in ('coordinator', 'member')),
  subject_id uuid,
  granted_at timestamptz not null default now(),
  primary key (tenant_id, identity_id, role),
  check ((role = 'member') = (subject_id is not null))
);
call tenancy.protect('tenancy.role_grant', 'select, insert, delete');

-- Who did what, when and why: append-only.
create table tenancy.audit (
  tenant_id uuid not null,
  audit_id uuid not null,
  occurred_at timestamptz not null default clock_timestamp(),
  actor_kind text not null,
  actor_id uuid,
  action text not null,
  subject_kind text not null,
  subject_id uuid,
  reason text,
  request_id text,
  facts jsonb not null default '{}',
  primary key (tenant_id, audit_id)
);
call tenancy.protect('tenancy.audit', 'select, insert');

-- How far a long run is, step by step, so that it resumes and can be shown.
create table tenancy.progress (
  tenant_id uuid not null,
  run_id uuid not null,
  step text not null,
  state text not null check (state in ('running', 'done', 'stopped')),
  done integer not null default 0,
  total integer not null default 0,
  after_id uuid,
  note text,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (tenant_id, run_id, step)
);
call tenancy.protect('tenancy.progress', 'select, insert, update');

-- The first answer to each Idempotency-Key, written in the transaction of its effect and kept for ever.
create table tenancy.idempotency (
  tenant_id uuid not null,
  actor_id uuid not null,
  key text not null check (length(key) between 8 and 255),
  fingerprint bytea not null,
  status integer not null,
  body jsonb,
  answered_at timestamptz not null default now(),
  primary key (tenant_id, actor_id, key)
);
call tenancy.protect('tenancy.idempotency', 'select, insert, update');
