// The laws of tables, as questions to the Postgres catalogue: each answers one row a fault, and none when it is kept.

/** A law of the database; `sql` selects the faults as `fault`. */
export interface CatalogueLaw {
  readonly law: string;
  readonly sql: string;
}

/** Tables outside a tenant, all of them; what they hold is said in the migration that makes them. */
const OUTSIDE_A_TENANT = [
  'directory.audit_head',
  'directory.demonstration_clock',
  'directory.fund',
  'identity.identity',
  'identity.session',
  'public.migration',
  'tenancy.outbox',
] as const;

const outside = OUTSIDE_A_TENANT.map((name) => `'${name}'`).join(', ');

/** Everything that follows may speak of `ours` (schemas), `tables` and `tenant_tables`. */
export const CATALOGUE = `
  with ours as (
    select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
  ), tables as (
    select c.oid, n.nspname || '.' || c.relname as name, c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity,
      c.relispartition, c.relpersistence
    from pg_class c join ours n on n.oid = c.relnamespace where c.relkind in ('r', 'p')
  ), tenant_tables as (
    select * from tables where name not in (${outside})
  )`;

const PLAIN = `(tenant_id = (current_setting('app.tenant_id'::text))::uuid)`;
const firstColumn = (table: string, columns: string): string =>
  `(select a.attname from pg_attribute a where a.attrelid = ${table} and a.attnum = ${columns})`;
const law = (name: string, sql: string): CatalogueLaw => ({ law: name, sql: `${CATALOGUE} ${sql} order by 1` });

/** What every table keeps. */
export const TABLE_LAWS: readonly CatalogueLaw[] = [
  law(
    'the list of tables outside a tenant names tables that exist',
    `select listed as fault from unnest(array[${outside}]) as listed where listed not in (select name from tables)`,
  ),
  law(
    'tenant_id is the first column of a tenant table, uuid, not null',
    `select name as fault from tenant_tables t where not exists (
       select 1 from pg_attribute a where a.attrelid = t.oid and a.attnum = 1 and a.attname = 'tenant_id'
         and a.atttypid = 'uuid'::regtype and a.attnotnull)`,
  ),
  law(
    'row-level security is enabled and forced',
    `select name as fault from tenant_tables where not (relrowsecurity and relforcerowsecurity)`,
  ),
  law(
    'one policy of the plain form guards reads and writes for every role',
    `select t.name || ': ' || coalesce(string_agg(p.polname, ', '), 'none') as fault
     from tenant_tables t left join pg_policy p on p.polrelid = t.oid
     group by t.name having count(*) <> 1 or not coalesce(bool_and(
       p.polcmd = '*' and p.polpermissive and p.polroles = '{0}'
       and pg_get_expr(p.polqual, p.polrelid) = $plain$${PLAIN}$plain$
       and pg_get_expr(p.polwithcheck, p.polrelid) = $plain$${PLAIN}$plain$), false)`,
  ),
  law(
    'every primary key, unique index and exclusion is led by tenant_id',
    `select i.indexrelid::regclass::text as fault from pg_index i join tenant_tables t on t.oid = i.indrelid
     where (i.indisunique or i.indisexclusion)
       and ${firstColumn('i.indrelid', 'i.indkey[0]')} is distinct from 'tenant_id'`,
  ),
  law(
    'a tenant table has a primary key',
    `select name as fault from tenant_tables t
     where not exists (select 1 from pg_index i where i.indrelid = t.oid and i.indisprimary)`,
  ),
  law(
    'a foreign key is led by tenant_id on both sides',
    `select t.name || ' ' || k.conname as fault from pg_constraint k join tenant_tables t on t.oid = k.conrelid
     where k.contype = 'f' and (${firstColumn('k.conrelid', 'k.conkey[1]')} is distinct from 'tenant_id'
       or ${firstColumn('k.confrelid', 'k.confkey[1]')} is distinct from 'tenant_id')`,
  ),
  law(
    'a foreign key neither cascades nor sets null',
    `select t.name || ' ' || k.conname as fault from pg_constraint k join tables t on t.oid = k.conrelid
     where k.contype = 'f' and (k.confdeltype not in ('a', 'r') or k.confupdtype not in ('a', 'r'))`,
  ),
  law(
    'movements carry no foreign key',
    `select k.conname::text as fault from pg_constraint k join tables t on t.oid = k.conrelid
     where k.contype = 'f' and t.name = 'ledger.movement'`,
  ),
  law(
    'no trigger',
    `select t.name || ' ' || g.tgname as fault from pg_trigger g join tables t on t.oid = g.tgrelid
     where not g.tgisinternal`,
  ),
  law(
    'no rule',
    `select c.relname || ' ' || r.rulename as fault from pg_rewrite r join pg_class c on c.oid = r.ev_class
     join ours n on n.oid = c.relnamespace where r.rulename <> '_RETURN'`,
  ),
  law(
    'no sequence, identity or serial column: ids are made by the application',
    `select n.nspname || '.' || c.relname as fault from pg_class c join ours n on n.oid = c.relnamespace
     where c.relkind = 'S'
     union all
     select t.name || '.' || a.attname from pg_attribute a join tables t on t.oid = a.attrelid
     where a.attidentity <> ''`,
  ),
  law(
    'no materialized view, foreign table, nested partition or unlogged table',
    `select n.nspname || '.' || c.relname as fault from pg_class c join ours n on n.oid = c.relnamespace
     where c.relkind in ('m', 'f') or (c.relkind = 'p' and c.relispartition)
       or (c.relkind in ('r', 'p') and c.relpersistence <> 'p')`,
  ),
  law(
    'a view runs with the rights of the one who asks (security_invoker)',
    `select n.nspname || '.' || c.relname as fault from pg_class c join ours n on n.oid = c.relnamespace
     where c.relkind = 'v' and not coalesce('security_invoker=true' = any (c.reloptions), false)`,
  ),
  law(
    'units come last: _cents is bigint, _on is a date, _at an instant with its zone',
    `select t.name || '.' || a.attname as fault from pg_attribute a join tables t on t.oid = a.attrelid
       join pg_type y on y.oid = a.atttypid
     where a.attnum > 0 and not a.attisdropped and coalesce(nullif(y.typbasetype, 0), y.oid) <> case
       when a.attname ~ '_cents$' then 'bigint'::regtype
       when a.attname ~ '_on$' then 'date'::regtype
       when a.attname ~ '_at$' then 'timestamptz'::regtype
       else coalesce(nullif(y.typbasetype, 0), y.oid) end`,
  ),
];
