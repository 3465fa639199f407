// A page of another site must not act in the name of somebody who is signed in here.
import { RuleBroken } from '#domain/kernel';
import type { FastifyRequest } from 'fastify';
import { isTokenOf } from './session-token';

/** Whether a method may change something. */
export function isUnsafe(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method);
}

/** Refuses an unsafe call that a browser says comes from elsewhere. @throws RuleBroken `cross-site-refused` */
export function refuseCrossSite(request: FastifyRequest, publicUrl: string): void {
  if (!isUnsafe(request.method)) return;
  const { origin, 'sec-fetch-site': site } = request.headers;
  const foreign =
    (origin !== undefined && origin !== publicUrl) || (site !== undefined && site !== 'same-origin' && site !== 'none');
  if (foreign) throw new RuleBroken('cross-site-refused');
}

/** Refuses an unsafe call without the session's own token. @throws RuleBroken `csrf-refused` */
export function refuseForgery(request: FastifyRequest, csrfHash: Buffer): void {
  if (isUnsafe(request.method) && !isTokenOf(request.headers['x-csrf-token'], csrfHash))
    throw new RuleBroken('csrf-refused');
}
