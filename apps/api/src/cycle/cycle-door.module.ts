import { CycleModule } from '#domain/cycle';
import { Module } from '@nestjs/common';
import { MonthsController } from './months.controller';

/** The months at the front door. */
@Module({ imports: [CycleModule], controllers: [MonthsController] })
export class CycleDoorModule {}
