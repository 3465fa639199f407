-- Members brought in by file: what was read, row by row, what was made of it, and the way back for 24 hours.

create schema imports;
grant usage on schema imports to app_user;

create table imports.run (
  tenant_id uuid not null,
  run_id uuid not null,
  file_name text not null check (length(file_name) between 1 and 200),
  fingerprint bytea not null check (length(fingerprint) = 32), -- SHA-256 of the file: the same one is not imported twice
  again boolean not null,                                     -- somebody asked for the same file once more
  state text not null check (state in ('staged', 'importing', 'imported', 'undoing', 'undone', 'forgotten')),
  row_count integer not null,
  good_row_count integer not null,
  unit_count integer not null,
  ignored_columns jsonb not null,
  staged_at timestamptz not null,
  started_at timestamptz,
  imported_at timestamptz,
  undone_at timestamptz,
  primary key (tenant_id, run_id)
);
create index run_of_file on imports.run (tenant_id, fingerprint);
call tenancy.protect('imports.run', 'select, insert, update');

-- A unit to be made. Its id is given when the file is read, so that whatever is killed on the way makes it once.
create table imports.unit (
  tenant_id uuid not null,
  account_unit_id uuid not null,
  run_id uuid not null,
  row_nos integer[] not null,
  payload jsonb, -- personal: emptied a week after the import
  state text not null default 'staged' check (state in ('staged', 'imported', 'refused', 'undone', 'kept')),
  primary key (tenant_id, account_unit_id),
  foreign key (tenant_id, run_id) references imports.run (tenant_id, run_id)
);
create index unit_of_run on imports.unit (tenant_id, run_id, account_unit_id);
call tenancy.protect('imports.unit', 'select, insert, update');

-- What was found in each row of the file: good (a unit is made of it), or what is to be corrected and how.
create table imports.file_row (
  tenant_id uuid not null,
  row_id uuid not null,
  run_id uuid not null,
  row_no integer not null check (row_no > 0),
  account_unit_id uuid,
  name text, -- personal: emptied a week after the import
  field text,
  code text,
  detail text,
  primary key (tenant_id, row_id),
  foreign key (tenant_id, run_id) references imports.run (tenant_id, run_id),
  check ((code is null) = (account_unit_id is not null) and (code is null) = (detail is null))
);
create index row_of_run on imports.file_row (tenant_id, run_id, row_id);
call tenancy.protect('imports.file_row', 'select, insert, update');

-- What an import made and nobody has touched since may be taken back as if it had never been.
grant delete on members.account_unit, members.person, members.unit_person, members.pledge to app_user;

-- Where in the fund's data units or people are named, beside the tables of members and of imports. Asked of the
-- catalogue: a subject that comes later and names a unit is not forgotten when an import is taken back.
create function imports.named_by(p_tenant uuid, p_ids uuid[]) returns table (id uuid, place text)
language plpgsql stable as $$
declare
  spot record;
begin
  for spot in
    select distinct n.nspname || '.' || c.relname as name, c.oid::regclass as target, a.attname as named
    from pg_catalog.pg_attribute a
    join pg_catalog.pg_class c on c.oid = a.attrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
      and a.atttypid = 'uuid'::regtype and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'imports')
      and n.nspname || '.' || c.relname not in (
        'members.account_unit', 'members.unit_person', 'members.pledge', 'members.person', 'ledger.account')
      and has_column_privilege(c.oid, a.attnum, 'select')
      and exists (select 1 from pg_catalog.pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id')
      and (a.attname in ('account_unit_id', 'person_id')
        or n.nspname || '.' || c.relname = 'tenancy.role_grant' and a.attname = 'subject_id'
        or exists (select 1 from pg_catalog.pg_constraint k where k.contype = 'f' and k.conrelid = c.oid
          and a.attnum = any (k.conkey) and a.attname <> 'tenant_id'
          and k.confrelid in ('members.account_unit'::regclass, 'members.person'::regclass)))
  loop
    return query execute format(
      'select distinct x.%1$I, %2$L::text from %3$s x where x.tenant_id = $1 and x.%1$I = any ($2)',
      spot.named, spot.name, spot.target) using p_tenant, p_ids;
  end loop;
  return query
    select distinct a.owner_id, 'ledger.movement'::text from ledger.account a
    join ledger.movement m on m.tenant_id = p_tenant and a.account_id in (m.primary_account_id, m.counter_account_id)
    where a.tenant_id = p_tenant and a.owner_id = any (p_ids);
end $$;
revoke all on function imports.named_by(uuid, uuid[]) from public;
grant execute on function imports.named_by(uuid, uuid[]) to app_user;
