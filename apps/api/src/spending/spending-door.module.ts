import { FundsModule } from '#domain/funds';
import { SpendingModule } from '#domain/spending';
import { Module } from '@nestjs/common';
import { SpendingController } from './spending.controller';

/** What a fund reads from its spending, at the front door. */
@Module({ imports: [FundsModule, SpendingModule], controllers: [SpendingController] })
export class SpendingDoorModule {}
