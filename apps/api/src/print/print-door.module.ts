import { CardsModule } from '#domain/cards';
import { FundsModule } from '#domain/funds';
import { OutletsModule } from '#domain/outlets';
import { PayoutsModule } from '#domain/payouts';
import { Module } from '@nestjs/common';
import { IssuingFund } from './issuing';
import { PrintedCardsController } from './printed-cards.controller';
import { PrintedOutletsController } from './printed-outlets.controller';
import { PrintedPayoutsController } from './printed-payouts.controller';

/** What leaves the fund on paper. */
@Module({
  imports: [CardsModule, FundsModule, OutletsModule, PayoutsModule],
  controllers: [PrintedCardsController, PrintedOutletsController, PrintedPayoutsController],
  providers: [IssuingFund],
})
export class PrintDoorModule {}
