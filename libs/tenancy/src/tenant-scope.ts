// The fund and the person in whose name the code runs, carried beside the call and never as a parameter.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from './actor';
import type { TenantId } from './tenant';

/** What is ambient: whose data, who asks, why, and the request or job it belongs to. */
export interface TenantScope {
  readonly tenantId: TenantId;
  readonly actor: Actor;
  readonly reason?: string;
  readonly requestId?: string;
}

/** Thrown when tenant data is asked for and no fund is in scope: a fault in the program, never a person's. */
export class OutsideTenant extends Error {
  constructor(what: string) {
    super(`${what} needs a fund in scope`);
    this.name = 'OutsideTenant';
  }
}

const storage = new AsyncLocalStorage<TenantScope>();

/**
 * Runs work in the name of a fund. Inside another fund's scope it refuses; inside the same one it goes on.
 * @throws OutsideTenant when another fund is already in scope
 */
export async function asTenant<Result>(scope: TenantScope, work: () => Promise<Result>): Promise<Result> {
  const outer = storage.getStore();
  if (outer && outer.tenantId !== scope.tenantId) throw new OutsideTenant('changing fund within a fund');
  return storage.run(Object.freeze({ ...scope }), work);
}

/** The scope in force. @throws OutsideTenant when there is none */
export function tenantScope(): TenantScope {
  const scope = storage.getStore();
  if (!scope) throw new OutsideTenant('this');
  return scope;
}
