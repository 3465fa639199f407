import { Inject, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { IDENTITY_POOL, REDIS } from '../settings';
import { HealthController } from './health.controller';
import { Readiness } from './readiness';

/** Health and readiness, and the look at our database roles before the first call. */
@Module({
  controllers: [HealthController],
  providers: [
    {
      provide: Readiness,
      inject: [getDataSourceToken(), getDataSourceToken(IDENTITY_POOL), REDIS],
      useFactory: (app: DataSource, identity: DataSource, redis: Redis) => new Readiness([app, identity], redis),
    },
  ],
})
export class HealthModule implements OnModuleInit, OnModuleDestroy {
  constructor(
    private readonly readiness: Readiness,
    @Inject(REDIS) private readonly redis: Redis,
  ) {}

  /** @throws Error when a role has too many rights */
  onModuleInit(): Promise<void> {
    return this.readiness.assertHumbleRoles();
  }

  /** Lets go of Redis. */
  onModuleDestroy(): void {
    this.redis.disconnect();
  }
}
