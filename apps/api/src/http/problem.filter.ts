// Writes every refusal as application/problem+json (RFC 9457): the facts, never a stack or SQL.
import { RuleBroken } from '#domain/kernel';
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
function answerProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { code, facts } = toldApart(problemOf(thrown), request, reply);
  const { status, title } = PROBLEMS[code] ?? AGAINST_THE_RULES;
  if (status >= 500) request.log[status === 500 ? 'error' : 'warn']({ err: thrown }, code);
  if (reply.sent) return;
  if (typeof facts['retryAfterSeconds'] === 'number')
    void reply.header('retry-after', String(facts['retryAfterSeconds']));
  const instance = `urn:tablee:request:${request.id}`;
  void reply
    .status(status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify({ ...facts, type: `urn:tablee:problem:${code}`, title, status, code, instance }));
}

// The catalogue is whole (a test), so this is what nobody should ever read.
const AGAINST_THE_RULES = { status: 422, title: 'La demande est contraire aux règles de la caisse' };

// Nest says 404 to a method that an address does not answer to.
function toldApart(problem: RuleBroken, request: FastifyRequest, reply: FastifyReply): RuleBroken {
  const methods = problem.code === 'address-unknown' ? methodsAt(request.server, request.url) : [];
  if (methods.length === 0) return problem;
  void reply.header('allow', methods.join(', '));
  return new RuleBroken('method-not-allowed');
}
