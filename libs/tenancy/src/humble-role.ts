// A process that could see past row-level security must not start: its role owns nothing and bypasses nothing.

/** Sends SQL on a pool. */
interface Connection {
  query(sql: string): Promise<unknown>;
}

/**
 * Looks at the role of a pool in the catalogue.
 * @throws Error in French when it is a superuser, may bypass row-level security, may make roles, or owns a table
 */
export async function assertHumbleRole(pool: Connection): Promise<void> {
  const [role] = (await pool.query(
    `select r.rolname, r.rolsuper or r.rolbypassrls or r.rolcreaterole as mighty,
       exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
         where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
           and pg_has_role(r.oid, c.relowner, 'member')) as owns
     from pg_roles r where r.rolname = current_user`,
  )) as { rolname: string; mighty: boolean; owns: boolean }[];
  if (!role || role.mighty || role.owns) {
    throw new Error(
      `le rôle de base de données « ${role?.rolname ?? 'inconnu'} » a trop de droits (propriétaire, superutilisateur ou ` +
        'exempt du cloisonnement) : donnez à ce processus un rôle qui ne possède rien',
    );
  }
}
