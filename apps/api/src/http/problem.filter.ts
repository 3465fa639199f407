// Writes every refusal as application/problem+json (RFC 9457): the facts, never a stack or SQL.
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem-of';
import { PROBLEMS } from './problems';
import { methodsAt } from './routes';

/** The one filter. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  /** Answers a call that failed, and logs it when the failure is ours. */
  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    answerProblem(thrown, request, reply);
  }
}

/** Answers a call with the problem that was thrown. */
export function answerProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  let { code, facts } = problemOf(thrown);
  const allowed = code === 'address-unknown' ? methodsAt(request.server, request.url) : [];
  if (allowed.length > 0) {
    code = 'method-not-allowed';
    facts = {};
    reply.header('allow', allowed.join(', '));
  }
  const { status, title } = PROBLEMS[code] ?? { status: 422, title: 'La demande est contraire aux règles de la caisse' };
  if (status >= 500) request.log.error({ err: thrown }, code);
  if (reply.sent) return;
  if (typeof facts['retryAfterSeconds'] === 'number') reply.header('retry-after', String(facts['retryAfterSeconds']));
  reply
    .status(status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...facts, type: `urn:tablee:problem:${code}`, title, status, code, instance: `urn:tablee:request:${request.id}` }));
}
