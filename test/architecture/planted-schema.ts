// One violation of each law of the catalogue, as a migration that a hurried hand might write.

/** SQL that breaks `law`, and what the answer names. */
export interface PlantedSql {
  readonly law: string;
  readonly sql: string;
  readonly names: string;
}

const protectedTable = (columns: string, name = 'planted'): string =>
  `create table funds.${name} (${columns}); call tenancy.protect('funds.${name}', 'select, insert');`;
const good = 'tenant_id uuid not null, id uuid not null, primary key (tenant_id, id)';
const plant = (law: string, names: string, sql: string): PlantedSql => ({ law, sql, names });
const policy = (using: string, check = using): string =>
  `${protectedTable(good)} drop policy of_its_fund on funds.planted;
   create policy other on funds.planted using (${using}) with check (${check})`;
const current = `current_setting('app.tenant_id')::uuid`;

const shape = (): PlantedSql[] => {
  const law = 'tenant_id is the first column of a tenant table, uuid, not null';
  return [
    plant(
      'the list of tables outside a tenant names tables that exist',
      'identity.session',
      'drop table identity.session',
    ),
    plant(law, 'funds.bare', 'create table funds.bare (id uuid primary key)'),
    plant(law, 'funds.planted', protectedTable('id uuid, tenant_id uuid not null, primary key (tenant_id, id)')),
    plant(law, 'funds.planted', protectedTable('tenant_id uuid, id uuid')),
    plant(law, 'funds.texts', 'create table funds.texts (tenant_id text not null)'),
  ];
};

const rowSecurity = (): PlantedSql[] => {
  const secured = 'row-level security is enabled and forced';
  const plain = 'one policy of the plain form guards reads and writes for every role';
  return [
    plant(secured, 'funds.open', 'create table funds.open (tenant_id uuid not null)'),
    plant(secured, 'funds.planted', `${protectedTable(good)} alter table funds.planted no force row level security`),
    plant(secured, 'ledger.movement', 'alter table ledger.movement disable row level security'),
    plant(plain, 'funds.open: none', 'create table funds.open (tenant_id uuid not null)'),
    plant(plain, 'funds.planted', `${protectedTable(good)} create policy more on funds.planted using (true)`),
    plant(plain, 'funds.planted', policy('true')),
    plant(plain, 'funds.planted', policy(`tenant_id = ${current}`, 'true')),
    plant(plain, 'funds.planted', policy(`tenant_id = (select ${current})`)),
    plant(plain, 'funds.planted', policy(`tenant_id = current_setting('app.tenant_id', true)::uuid`)),
    plant(
      plain,
      'funds.planted',
      `${protectedTable(good)} drop policy of_its_fund on funds.planted;
       create policy other on funds.planted for select using (tenant_id = ${current})`,
    ),
  ];
};

const keys = (): PlantedSql[] => {
  const led = 'every primary key, unique index and exclusion is led by tenant_id';
  const both = 'a foreign key is led by tenant_id on both sides';
  const soft = 'a foreign key neither cascades nor sets null';
  const toPerson = 'foreign key (tenant_id, person_id) references members.person (tenant_id, person_id)';
  return [
    plant(led, 'planted_pkey', protectedTable('tenant_id uuid not null, id uuid primary key')),
    plant(led, 'planted_pkey', protectedTable('tenant_id uuid not null, id uuid, primary key (id, tenant_id)')),
    plant(led, 'once', `${protectedTable(good)} create unique index once on funds.planted (id)`),
    plant(led, 'once', `${protectedTable(good)} create unique index once on funds.planted (lower(id::text))`),
    plant(led, 'planted_r_excl', protectedTable(`${good}, r int4range, exclude using gist (r with &&)`)),
    plant('a tenant table has a primary key', 'funds.planted', protectedTable('tenant_id uuid not null')),
    plant(
      both,
      'planted_person_id_tenant_id_fkey',
      protectedTable(
        `${good}, person_id uuid, foreign key (person_id, tenant_id) references members.person (person_id, tenant_id)`,
      ).replace(/^/, 'alter table members.person add unique (person_id, tenant_id); '),
    ),
    plant(
      both,
      'planted_identity_id_fkey',
      protectedTable(`${good}, identity_id uuid references identity.identity (identity_id)`),
    ),
    plant(soft, 'planted', protectedTable(`${good}, person_id uuid, ${toPerson} on delete cascade`)),
    plant(soft, 'planted', protectedTable(`${good}, person_id uuid, ${toPerson} on delete set null (person_id)`)),
    plant(soft, 'planted', protectedTable(`${good}, person_id uuid, ${toPerson} on update cascade`)),
    plant(
      'movements carry no foreign key',
      'to_account',
      `alter table ledger.movement add constraint to_account
      foreign key (tenant_id, primary_account_id) references ledger.account (tenant_id, account_id)`,
    ),
  ];
};

const forms = (): PlantedSql[] => {
  const counted = 'no sequence, identity or serial column: ids are made by the application';
  const kinds = 'no materialized view, foreign table, nested partition or unlogged table';
  const invoker = 'a view runs with the rights of the one who asks (security_invoker)';
  const units = 'units come last: _cents is bigint, _on is a date, _at an instant with its zone';
  return [
    plant(
      'no trigger',
      'planted touch',
      `${protectedTable(good)} create trigger touch before update on funds.planted
      for each row execute function suppress_redundant_updates_trigger()`,
    ),
    plant(
      'no rule',
      'planted silent',
      `${protectedTable(good)} create rule silent as on delete to funds.planted do instead nothing`,
    ),
    plant(counted, 'funds.numbers', 'create sequence funds.numbers'),
    plant(counted, 'funds.planted_n_seq', protectedTable(`${good}, n bigserial`)),
    plant(counted, 'funds.planted.n', protectedTable(`${good}, n bigint generated always as identity`)),
    plant(kinds, 'funds.sums', 'create materialized view funds.sums as select 1 as one'),
    plant(kinds, 'funds.planted', protectedTable(good).replace('create table', 'create unlogged table')),
    plant(invoker, 'funds.seen', 'create view funds.seen as select * from members.person'),
    plant(units, 'funds.planted.amount_cents', protectedTable(`${good}, amount_cents numeric(12,2)`)),
    plant(units, 'funds.planted.due_on', protectedTable(`${good}, due_on timestamptz`)),
    plant(units, 'funds.planted.paid_at', protectedTable(`${good}, paid_at timestamp`)),
  ];
};

const functions = (): PlantedSql[] => {
  const first = 'a function that writes takes the tenant first';
  const body = (sql: string): string => `language sql as $$ ${sql} $$`;
  return [
    plant(
      'a function runs with the rights of its caller',
      'funds.above()',
      `create function funds.above() returns int security definer ${body('select 1')}`,
    ),
    plant(
      'a function names the schema of each table',
      'person',
      `set local search_path = members, public;
      create function funds.loose() returns bigint ${body('select count(*) from person')}`,
    ),
    plant(
      first,
      'funds.wipe(uuid)',
      `create function funds.wipe(p_fund uuid) returns void ${body('delete from tenancy.role_grant where tenant_id = p_fund')}`,
    ),
    plant(
      first,
      'funds.rename(text,uuid)',
      `create function funds.rename(p_name text, p_tenant uuid) returns void
      ${body('update members.person set name = p_name where tenant_id = p_tenant')}`,
    ),
    plant(
      'nobody but the named roles may call a function',
      'funds.open_door()',
      `create function funds.open_door() returns int ${body('select 1')}`,
    ),
    plant(
      'no role but app_user may call a function',
      'app_relay funds.relayed()',
      `create function funds.relayed() returns int ${body('select 1')};
      revoke all on function funds.relayed() from public; grant execute on function funds.relayed() to app_relay`,
    ),
  ];
};

const roles = (): PlantedSql[] => {
  const modest = 'the three roles exist, and none may bypass, create or become anything';
  const create = 'the roles may not create anything, not even a temporary table';
  const handsOff = 'the roles may not truncate, refer to or put triggers on a table';
  return [
    plant(modest, 'app_user', 'alter role app_user superuser'),
    plant(modest, 'app_relay', 'alter role app_relay bypassrls'),
    plant(modest, 'app_user', 'grant pg_read_all_data to app_user'),
    plant('the roles own nothing', 'app_user person', 'alter table members.person owner to app_user'),
    plant(create, 'app_user CREATE in funds', 'grant create on schema funds to app_user'),
    plant(create, 'app_user CREATE in public', 'grant create on schema public to public'),
    plant(
      create,
      'app_identity TEMP',
      `do $$ begin execute format('grant temp on database %I to app_identity', current_database()); end $$`,
    ),
    plant(handsOff, 'app_user TRUNCATE ledger.movement', 'grant truncate on ledger.movement to app_user'),
    plant(handsOff, 'app_user REFERENCES members.person', 'grant references (person_id) on members.person to app_user'),
  ];
};

const grants = (): PlantedSql[] => {
  const append = 'movements, the audit, its chain and heads are append-only: app_user may select and insert';
  const apart = 'app_identity and app_relay reach no tenant table';
  return [
    plant(
      'everybody (PUBLIC) holds no right on any table',
      'members.person SELECT',
      'grant select on members.person to public',
    ),
    plant(append, 'ledger.movement UPDATE', 'grant update on ledger.movement to app_user'),
    plant(append, 'tenancy.audit_link DELETE', 'grant delete on tenancy.audit_link to app_user'),
    plant(append, 'directory.audit_head UPDATE', 'grant update on directory.audit_head to app_user'),
    plant(append, 'tenancy.audit UPDATE', 'grant update (facts) on tenancy.audit to app_user'),
    plant(append, 'ledger.movement DELETE', 'grant delete on ledger.movement to app_user'),
    plant(append, 'tenancy.audit INSERT', 'revoke insert on tenancy.audit from app_user'),
    plant(
      'app_user knows nothing of identities',
      'identity.session SELECT',
      'grant select (tenant_id) on identity.session to app_user',
    ),
    plant('app_user knows nothing of identities', 'usage', 'grant usage on schema identity to app_user'),
    plant(apart, 'app_relay SELECT members.person', 'grant select on members.person to app_relay'),
    plant(apart, 'app_identity SELECT tenancy.role_grant', 'grant select (role) on tenancy.role_grant to app_identity'),
  ];
};

/** All of them. */
export const plantedSchema: readonly PlantedSql[] = [shape, rowSecurity, keys, forms, functions, roles, grants].flatMap(
  (make) => make(),
);
