import { AllocationsModule } from '#domain/allocations';
import { Module } from '@nestjs/common';
import { AllocationsController } from './allocations.controller';

/** Allocations at the front door. */
@Module({ imports: [AllocationsModule], controllers: [AllocationsController] })
export class AllocationsDoorModule {}
