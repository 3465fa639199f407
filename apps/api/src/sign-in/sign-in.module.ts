import { IdentityStore, RoleStore, TenantTransaction, type WallClock } from '#tenancy';
import { FundDirectory, FundsModule, FundsQuery } from '#domain/funds';
import { type FactoryProvider, Module, type OnModuleInit } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, DiscoveryModule, DiscoveryService, Reflector } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Config } from '../config';
import { ExportInterceptor } from '../http/export.interceptor';
import { PaperInterceptor } from '../http/paper';
import { CONFIG, IDENTITY_POOL, WALL_CLOCK } from '../settings';
import { assertEveryRouteSaysWho } from './access';
import { AccessGuard } from './access.guard';
import { Callers } from './callers';
import { FundCallInterceptor } from './fund-call.interceptor';
import { PasswordGuard } from './password.guard';
import { PasswordStrategy } from './password.strategy';
import { SessionController } from './session.controller';
import { SessionCookie } from './session-cookie';
import { Sessions } from './sessions';
import { SessionsStore } from './sessions.store';

const OWN: FactoryProvider[] = [
  {
    provide: IdentityStore,
    inject: [getDataSourceToken(IDENTITY_POOL)],
    useFactory: (pool: DataSource) => new IdentityStore(pool),
  },
  {
    provide: SessionsStore,
    inject: [getDataSourceToken(IDENTITY_POOL)],
    useFactory: (pool: DataSource) => new SessionsStore(pool),
  },
  { provide: SessionCookie, inject: [CONFIG], useFactory: ({ publicUrl }: Config) => new SessionCookie(publicUrl) },
  {
    provide: Callers,
    inject: [SessionsStore, RoleStore, SessionCookie, WALL_CLOCK],
    useFactory: (...[sessions, roles, cookie, wall]: CallersParts) => new Callers({ sessions, roles, cookie, wall }),
  },
  {
    provide: Sessions,
    inject: [SessionsStore, SessionCookie, Callers, FundDirectory, FundsQuery, TenantTransaction, WALL_CLOCK],
    useFactory: (...[store, cookie, callers, directory, funds, transaction, wall]: SessionsParts) =>
      new Sessions({ store, cookie, callers, directory, funds, transaction, wall }),
  },
];

type CallersParts = [SessionsStore, RoleStore, SessionCookie, WallClock];
type SessionsParts = [SessionsStore, SessionCookie, Callers, FundDirectory, FundsQuery, TenantTransaction, WallClock];

/** Who may come in: passport, sessions, the guard of every route and the fund it runs in. */
@Module({
  imports: [PassportModule, DiscoveryModule, FundsModule],
  controllers: [SessionController],
  providers: [
    ...OWN,
    PasswordStrategy,
    PasswordGuard,
    {
      provide: APP_GUARD,
      inject: [Reflector, Callers, CONFIG],
      useFactory: (reflector: Reflector, callers: Callers, config: Config) =>
        new AccessGuard(reflector, callers, config),
    },
    { provide: APP_INTERCEPTOR, useClass: PaperInterceptor }, // around both: what was read is drawn afterwards
    { provide: APP_INTERCEPTOR, useClass: ExportInterceptor }, // around the other: each page of a file is a call of its own
    { provide: APP_INTERCEPTOR, useClass: FundCallInterceptor },
  ],
  exports: [Callers, IdentityStore],
})
export class SignInModule implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  /** Deny by default: a route that does not say who may call it stops the process. */
  onModuleInit(): void {
    assertEveryRouteSaysWho(this.discovery, this.reflector);
  }
}
