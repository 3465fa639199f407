-- The record of acts, chained by hash behind the head: who edits, removes or moves a line breaks the chain, and who cuts
-- its end is betrayed by the heads that were published.

-- One link a remembered act, in the order of linking: an act committed late is linked late, and is linked.
create table tenancy.audit_link (
  tenant_id uuid not null,
  seq bigint not null check (seq > 0),
  audit_id uuid not null,
  previous_hash bytea not null check (length(previous_hash) = 32),
  hash bytea not null check (length(hash) = 32),
  linked_at timestamptz not null,
  primary key (tenant_id, seq),
  unique (tenant_id, audit_id),
  foreign key (tenant_id, audit_id) references tenancy.audit (tenant_id, audit_id)
);
call tenancy.protect('tenancy.audit_link', 'select, insert');

-- The job looks for what is not linked yet among the acts of the last day only.
create index audit_by_time on tenancy.audit (tenant_id, occurred_at);

-- Outside a tenant: how far each chain was, and its hash, for anybody to note down. No personal data.
create table directory.audit_head (
  tenant_id uuid not null references directory.fund (tenant_id),
  seq bigint not null check (seq > 0),
  hash bytea not null check (length(hash) = 32),
  published_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, seq)
);
grant select, insert on directory.audit_head to app_user;
