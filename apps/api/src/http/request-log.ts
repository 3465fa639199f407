// The journal: one structured line a call, with who and which fund by id, and nothing that a person typed.
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { LoggerService } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import pino, { type DestinationStream, type Logger } from 'pino';
import type { ApiRequest } from './request';

const SECRETS = ['password', 'cookie', 'authorization', 'csrfToken', 'x-csrf-token', 'set-cookie', 'iban', 'email'];

/** The logger of the process; secrets are struck out wherever they might stand. */
export function requestLogger(level: string, stream?: DestinationStream): Logger {
  const options = {
    level,
    base: { app: 'api' },
    serializers: { err: withoutValues },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `req.headers["${name}"]`]),
      censor: '[caché]',
    },
  };
  return stream ? pino(options, stream) : pino(options);
}

// A failed query carries its values, which are somebody's: only what failed and where is written.
function withoutValues(error: Error & { code?: unknown }): Record<string, unknown> {
  const { name, message, code, stack } = error;
  return { type: name, message, code, stack };
}

/** A request id from outside when it is well formed, else one of ours. */
export function requestIdOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[A-Za-z0-9._-]{8,128}$/.test(given) ? given : randomUUID();
}

/** Writes one line when a call has been answered. */
export function logCalls(server: FastifyInstance): void {
  server.addHook('onResponse', (request: ApiRequest, reply, done) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        fund: request.caller?.fundId ?? undefined,
        actor: request.caller?.identityId,
      },
      'call',
    );
    done();
  });
}

/** Lets Nest write in the same journal. */
export function nestLog(log: Logger): LoggerService {
  const say =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: unknown, ...rest: unknown[]): void =>
      log[level]({ context: rest.at(-1) }, String(message));
  return { log: say('debug'), error: say('error'), warn: say('warn'), debug: say('debug'), verbose: say('debug') };
}
