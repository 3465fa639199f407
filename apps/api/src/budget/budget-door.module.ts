import { BudgetModule } from '#domain/budget';
import { Module } from '@nestjs/common';
import { GrantsController } from './grants.controller';

/** Grants at the front door. */
@Module({ imports: [BudgetModule], controllers: [GrantsController] })
export class BudgetDoorModule {}
