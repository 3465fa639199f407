import { TenantTransaction, type WallClock } from '#tenancy';
import { CycleModule, RunsQuery } from '#domain/cycle';
import { Module } from '@nestjs/common';
import type { Config } from '../config';
import { CONFIG, WALL_CLOCK } from '../settings';
import { Callers } from '../sign-in/callers';
import { SignInModule } from '../sign-in/sign-in.module';
import { RunStreams } from './run-streams';
import { RunsController } from './runs.controller';

type Parts = [RunsQuery, Callers, TenantTransaction, WallClock, Config];

/** Long runs at the front door. */
@Module({
  imports: [CycleModule, SignInModule],
  controllers: [RunsController],
  providers: [
    {
      provide: RunStreams,
      inject: [RunsQuery, Callers, TenantTransaction, WALL_CLOCK, CONFIG],
      useFactory: (...[runs, callers, transaction, wall, { streamEveryMs, streamsPerSession }]: Parts) =>
        new RunStreams({ runs, callers, transaction, wall, everyMs: streamEveryMs, perSession: streamsPerSession }),
    },
  ],
})
export class RunsDoorModule {}
