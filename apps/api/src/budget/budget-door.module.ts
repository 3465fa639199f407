import { BudgetModule } from '#domain/budget';
import { Module } from '@nestjs/common';
import { GrantsController } from './grants.controller';
import { ManualMovementsController } from './manual-movements.controller';

/** Grants at the front door. */
@Module({ imports: [BudgetModule], controllers: [GrantsController, ManualMovementsController] })
export class BudgetDoorModule {}
