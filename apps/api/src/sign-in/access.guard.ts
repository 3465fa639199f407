// The one guard of every route: nobody passes whom the route does not name.
import { RuleBroken } from '#domain/kernel';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Config } from '../config';
import { assertPlainBody } from '../http/plain-body';
import type { ApiRequest } from '../http/request';
import { type Access, accessOf } from './access';
import { type Caller, rolesOf } from './caller';
import { Callers } from './callers';
import { refuseCrossSite, refuseForgery } from './forgery';

/** Lets a call pass, or refuses it before its fields are looked at. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
    private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  /** @throws RuleBroken `sign-in-needed`, `session-expired`, `cross-site-refused`, `csrf-refused`, `not-allowed`, `fund-not-chosen` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const may = accessOf(this.reflector, context.getHandler());
    if (!may) throw new RuleBroken('not-allowed');
    const request = context.switchToHttp().getRequest<ApiRequest>();
    if (!may.includes('anyone')) {
      const { caller, session } = await this.callers.of(request);
      request.caller = caller;
      refuseCrossSite(request, this.config.publicUrl);
      refuseForgery(request, session.csrfHash);
      refuseOthers(caller, may);
    } else {
      refuseCrossSite(request, this.config.publicUrl);
    }
    assertPlainBody(request.body);
    return true;
  }
}

function refuseOthers(caller: Caller, may: readonly Access[]): void {
  if (may.includes('signed-in') || rolesOf(caller).some((role) => may.includes(role))) return;
  if (caller.fundId === null && !caller.isPlatform) throw new RuleBroken('fund-not-chosen');
  throw new RuleBroken('not-allowed');
}
