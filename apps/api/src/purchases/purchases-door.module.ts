import { PurchasesModule } from '#domain/purchases';
import { Module } from '@nestjs/common';
import { MembersDoorModule } from '../members/members-door.module';
import { PurchasesController } from './purchases.controller';
import { TillsController } from './tills.controller';

/** Purchases at the front door. */
@Module({
  imports: [PurchasesModule, MembersDoorModule],
  controllers: [TillsController, PurchasesController],
})
export class PurchasesDoorModule {}
