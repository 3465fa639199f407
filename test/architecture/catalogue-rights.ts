// The laws of functions, roles and grants, as questions to the Postgres catalogue: one row a fault.
import { CATALOGUE, type CatalogueLaw } from './catalogue-tables';

/** The roles that the processes sign in with. */
const ROLES = `roles as (
    select oid, rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication, rolinherit
    from pg_roles where rolname in ('app_user', 'app_identity', 'app_relay')
  ), functions as (
    select p.oid::regprocedure::text as name, p.* from pg_proc p join ours n on n.oid = p.pronamespace
  )`;

const law = (name: string, sql: string): CatalogueLaw => ({
  law: name,
  sql: `${CATALOGUE}, ${ROLES} ${sql} order by 1`,
});

const TABLE_RIGHTS = `unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])`;
/** Held on the table, or on one column of it where a column can be granted. */
const holds = (role: string, table: string, right: string): string =>
  `(has_table_privilege(${role}, ${table}, ${right}) or (${right} in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
     and has_any_column_privilege(${role}, ${table}, ${right})))`;

/** What every function keeps. */
export const FUNCTION_LAWS: readonly CatalogueLaw[] = [
  law('a function runs with the rights of its caller', `select name as fault from functions where prosecdef`),
  law(
    'a function names the schema of each table',
    `select distinct f.name || ' ' || t.relname as fault from functions f, tables t
     where f.prosrc ~* ('\\m(from|join|into|update)\\s+(only\\s+)?' || t.relname || '\\M(?!\\.)')`,
  ),
  law(
    'a function that writes takes the tenant first',
    `select name as fault from functions
     where prosrc ~* '\\m(insert\\s+into|delete\\s+from|merge\\s+into|update\\s+[a-z_]+\\.[a-z_]+(\\s+[a-z]+)?\\s+set)\\M'
       and (proargnames[1] is distinct from 'p_tenant' or proargtypes[0] is distinct from 'uuid'::regtype::oid)`,
  ),
  law(
    'nobody but the named roles may call a function',
    `select name as fault from functions f
     where f.proacl is null or exists (select 1 from aclexplode(f.proacl) a where a.grantee = 0)`,
  ),
];

/** What every role keeps. */
export const ROLE_LAWS: readonly CatalogueLaw[] = [
  law(
    'the three roles exist, and none may bypass, create or become anything',
    `select named as fault from unnest(array['app_user', 'app_identity', 'app_relay']) named
     where named not in (select rolname from roles)
     union all
     select rolname from roles r
     where rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication
       or exists (select 1 from pg_auth_members m where m.member = r.oid)`,
  ),
  law(
    'the roles own nothing',
    `select r.rolname || ' ' || c.relname as fault from roles r join pg_class c on c.relowner = r.oid
     union all select r.rolname || ' ' || p.proname from roles r join pg_proc p on p.proowner = r.oid
     union all select r.rolname || ' ' || n.nspname from roles r join pg_namespace n on n.nspowner = r.oid
     union all select r.rolname || ' ' || d.datname from roles r join pg_database d on d.datdba = r.oid
     where d.datname = current_database()`,
  ),
  law(
    'the roles may not create anything, not even a temporary table',
    `select r.rolname || ' ' || wanted || ' in the database' as fault
     from roles r, unnest(array['CREATE', 'TEMP']) wanted
     where has_database_privilege(r.oid, current_database(), wanted)
     union all
     select r.rolname || ' CREATE in ' || n.nspname from roles r, ours n where has_schema_privilege(r.oid, n.oid, 'CREATE')`,
  ),
  law(
    'the roles may not truncate, refer to or put triggers on a table',
    `select r.rolname || ' ' || wanted || ' ' || t.name as fault
     from roles r, tables t, unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER']) wanted
     where ${holds('r.oid', 't.oid', 'wanted')}`,
  ),
  law(
    'everybody (PUBLIC) holds no right on any table',
    `select t.name || ' ' || a.privilege_type as fault from tables t join pg_class c on c.oid = t.oid,
       aclexplode(c.relacl) a where a.grantee = 0`,
  ),
  law(
    'movements, the audit, its chain and heads are append-only: app_user may select and insert',
    `select t.name || ' ' || wanted as fault from tables t, ${TABLE_RIGHTS} wanted
     where t.name in ('ledger.movement', 'tenancy.audit', 'tenancy.audit_link', 'directory.audit_head')
       and ${holds(`'app_user'`, 't.oid', 'wanted')} <> (wanted in ('SELECT', 'INSERT'))`,
  ),
  law(
    'app_user knows nothing of identities',
    `select t.name || ' ' || wanted as fault from tables t, ${TABLE_RIGHTS} wanted
     where t.name ~ '^identity\\.' and ${holds(`'app_user'`, 't.oid', 'wanted')}
     union all select 'usage of identity' where has_schema_privilege('app_user', 'identity', 'USAGE')`,
  ),
  law(
    'app_identity and app_relay reach no tenant table',
    `select r.rolname || ' ' || wanted || ' ' || t.name as fault from roles r, tenant_tables t, ${TABLE_RIGHTS} wanted
     where r.rolname <> 'app_user' and ${holds('r.oid', 't.oid', 'wanted')}`,
  ),
  law(
    'no role but app_user may call a function',
    `select r.rolname || ' ' || f.name as fault from roles r, functions f
     where r.rolname <> 'app_user' and has_function_privilege(r.oid, f.oid, 'EXECUTE')`,
  ),
];
