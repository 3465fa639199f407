// A write names itself with an Idempotency-Key: sent twice, it happens once.
import { type TenantId, tenantId } from '#tenancy';
import { RuleBroken } from '#domain/kernel';
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const KEY = /^[\x21-\x7e]{8,255}$/;

/** The key of a write. @throws RuleBroken `idempotency-key-needed` when it is missing or not 8 to 255 visible ASCII characters */
export function idempotencyKeyOf(request: FastifyRequest): string {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !KEY.test(key)) throw new RuleBroken('idempotency-key-needed');
  return key;
}

/**
 * What tells two requests with the same key apart: method, path and body, whatever the order of its fields. A `secret` field
 * of few digits is left out: it could be guessed from the hash, which is kept.
 */
export function fingerprintOf(request: FastifyRequest, secret?: string): Buffer {
  const asked = [request.method, request.url, bodyOf(without(request.body, secret))].join('\n');
  return createHash('sha256').update(asked).digest();
}

/** The id of the fund that a call creates: it follows from who calls and the key, so that the key lies in the new fund. */
export function fundIdFor(identityId: string, key: string): TenantId {
  const hash = createHash('sha256').update(`fund/${identityId}/${key}`).digest('hex');
  // Version 8 and the variant of RFC 9562: "made by the application, in a way of its own".
  const text = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
  return tenantId(text);
}

function without(body: unknown, secret: string | undefined): unknown {
  if (secret === undefined || typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== secret));
}

function bodyOf(body: unknown): string {
  return Buffer.isBuffer(body) ? createHash('sha256').update(body).digest('hex') : canonical(body);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
