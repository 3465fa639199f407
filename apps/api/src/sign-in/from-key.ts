// How a handler that keeps its key itself asks for it (see `apart`).
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { fingerprintOf, idempotencyKeyOf } from '../http/idempotency-key';
import type { ApiRequest } from '../http/request';

/** The key of a write, what tells it from another with the same key, and how to say that it was answered before. */
export interface KeyOfCall {
  readonly key: string;
  readonly fingerprint: Buffer;
  readonly replayed: () => void;
}

/** Gives a handler the key of its call. `secret` names a field of the body that the fingerprint must not be made of. */
export const FromKey = createParamDecorator((secret: string | undefined, context: ExecutionContext): KeyOfCall => {
  const http = context.switchToHttp();
  const request = http.getRequest<ApiRequest>();
  const reply = http.getResponse<FastifyReply>();
  return {
    key: idempotencyKeyOf(request),
    fingerprint: fingerprintOf(request, secret),
    replayed: () => void reply.header('idempotency-replayed', 'true'),
  };
});
