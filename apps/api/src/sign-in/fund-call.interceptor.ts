// Runs a handler in the name of the caller's fund and in one transaction: reading for questions, and for writes the
// one in which their Idempotency-Key lies, so that effect and answer are kept together or not at all.
import { asTenant, AuditStore, IdempotencyStore, type KeptAnswer, type TenantId, TenantTransaction } from '#tenancy';
import { RuleBroken } from '#domain/kernel';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { fingerprintOf, fundIdFor, idempotencyKeyOf } from '../http/idempotency-key';
import type { ApiRequest } from '../http/request';
import { receiveFile } from '../http/upload';
import { type HowItWrites, howItWrites, readsMoneyOf } from './access';
import { type Caller, seesAllMoney } from './caller';
import { isUnsafe } from './forgery';
import { hasReadForAnother } from './reading-for-another';

/** One call on its way to its handler. */
interface Call {
  readonly request: ApiRequest;
  readonly reply: FastifyReply;
  readonly caller: Caller;
  readonly how: HowItWrites;
  readonly moneyOf: string | undefined;
  readonly handle: () => Promise<unknown>;
}

/** Enters fund and transaction around every handler of a signed-in caller. */
@Injectable()
export class FundCallInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly transaction: TenantTransaction,
    private readonly keys: IdempotencyStore,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `idempotency-key-needed`, `idempotency-key-reused` */
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<ApiRequest>();
    const { caller } = request;
    if (!caller) return next.handle();
    const handler = context.getHandler();
    const call: Call = {
      request,
      reply: context.switchToHttp().getResponse<FastifyReply>(),
      caller,
      how: isUnsafe(request.method) ? howItWrites(this.reflector, handler) : 'none',
      moneyOf: readsMoneyOf(this.reflector, handler),
      handle: () => lastValueFrom(next.handle(), { defaultValue: undefined }),
    };
    return from(this.answer(call));
  }

  private async answer(call: Call): Promise<unknown> {
    const { caller, request, how } = call;
    await receiveFile(request);
    const key = how === 'none' ? null : idempotencyKeyOf(request);
    const fundId = how === 'keyed-new-fund' && key !== null ? fundIdFor(caller.identityId, key) : ownFund(caller);
    if (fundId === null || how === 'key-only') return call.handle();
    return asTenant(
      { tenantId: fundId, actor: { kind: 'identity', id: caller.identityId }, requestId: request.id },
      () => (how === 'apart' ? call.handle() : key === null ? this.read(call) : this.once(call, key)),
    );
  }

  // Nobody is answered with somebody else's money before that reading is remembered.
  private async read({ moneyOf, caller, request, handle }: Call): Promise<unknown> {
    if (moneyOf === undefined || request.goesOn) return this.transaction.read(handle);
    const remember = (): Promise<void> =>
      this.audit.write({ action: 'money.read', subjectKind: moneyOf, subjectId: subjectOf(request) });
    if (seesAllMoney(caller)) {
      return this.transaction.run(async () => {
        const answer = await handle();
        await remember();
        return answer;
      });
    }
    const answer = await this.transaction.read(handle);
    if (hasReadForAnother(caller)) await this.transaction.run(remember);
    return answer;
  }

  private async once(call: Call, key: string): Promise<unknown> {
    const { caller, request, reply, handle } = call;
    const { answer, replayed } = await this.transaction.run(async () => {
      const claim = await this.keys.claim(caller.identityId, key, fingerprintOf(request));
      if (claim.kind === 'reused') throw new RuleBroken('idempotency-key-reused');
      if (claim.kind === 'replay') return { answer: claim.answer, replayed: true };
      const first: KeptAnswer = { status: reply.statusCode, body: await handle() };
      await this.keys.keep(caller.identityId, key, first);
      return { answer: first, replayed: false };
    });
    if (replayed) void reply.status(answer.status).header('idempotency-replayed', 'true');
    return answer.body;
  }
}

// Those who run the installation enter no fund, whatever their session says.
const ownFund = (caller: Caller): TenantId | null => (caller.isPlatform ? null : caller.fundId);

// The first thing that the address names by its id; null for a list of the fund.
function subjectOf(request: ApiRequest): string | null {
  const named = Object.entries((request.params ?? {}) as Readonly<Record<string, string>>);
  return named.find(([name]) => name.endsWith('Id'))?.[1] ?? null;
}
