import { CardsModule } from '#domain/cards';
import { PurchasesModule } from '#domain/purchases';
import { Module } from '@nestjs/common';
import { MembersDoorModule } from '../members/members-door.module';
import { OutletRequestsController } from './outlet-requests.controller';
import { OutletScreenController } from './outlet-screen.controller';
import { PaymentRequestsController } from './payment-requests.controller';
import { PurchasesController } from './purchases.controller';
import { TillsController } from './tills.controller';

/** Purchases at the front door. */
@Module({
  imports: [CardsModule, PurchasesModule, MembersDoorModule],
  controllers: [
    TillsController,
    PaymentRequestsController,
    OutletScreenController,
    OutletRequestsController,
    PurchasesController,
  ],
})
export class PurchasesDoorModule {}
