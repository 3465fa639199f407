// Signs a person in by passport: fields first, then the limits, and only then the costly look at the password.
import type { Identity } from '#tenancy';
import { RuleBroken } from '#domain/kernel';
import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { RateLimits } from '../http/rate-limits';
import { validation } from '../http/validation';
import { BY_PASSWORD } from './password.strategy';
import { SignInDto } from './session.dto';

/** A request that a guard of passport has let pass. */
export type SignedInRequest = FastifyRequest & { user: Identity };

/** Lets pass who gives a login and its password. */
@Injectable()
export class PasswordGuard extends AuthGuard(BY_PASSWORD) {
  private readonly fields = validation();

  constructor(private readonly limits: RateLimits) {
    super();
  }

  /** @throws RuleBroken `input-invalid`, `too-many-calls`, `sign-in-refused` */
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { login } = (await this.fields.transform(request.body ?? {}, {
      type: 'body',
      metatype: SignInDto,
    })) as SignInDto;
    await this.limits.signIn(request.ip, login);
    await super.canActivate(context);
    await this.limits.signedIn(request.ip, login);
    return true;
  }

  /** Called by passport with what the strategy found; says the same to an unknown login and a wrong password. */
  override handleRequest<User = Identity>(error: unknown, found: User | false | null): User {
    if (error) throw error instanceof Error ? error : new Error('passport failed');
    if (!found) throw new RuleBroken('sign-in-refused');
    return found;
  }
}
