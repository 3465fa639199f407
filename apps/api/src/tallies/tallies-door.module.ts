import { OutletsModule } from '#domain/outlets';
import { TalliesModule } from '#domain/tallies';
import { Module } from '@nestjs/common';
import { TalliesController } from './tallies.controller';
import { TallyScope } from './tally-scope';

/** Three prices at the front door. */
@Module({ imports: [TalliesModule, OutletsModule], controllers: [TalliesController], providers: [TallyScope] })
export class TalliesDoorModule {}
