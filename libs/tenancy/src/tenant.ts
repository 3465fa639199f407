// Whose data this is: the id of a fund, checked before it comes near SQL.

declare const tenant: unique symbol;

/** The id of a fund as the tenant of its data: a lower-case uuid. */
export type TenantId = string & { readonly [tenant]: 'tenant' };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Reads a tenant id. What passes here is safe as a literal in SQL.
 * @throws TypeError when the text is not a lower-case uuid
 */
export function tenantId(text: string): TenantId {
  if (!UUID.test(text)) throw new TypeError('a tenant id is a lower-case uuid');
  return text as TenantId;
}
