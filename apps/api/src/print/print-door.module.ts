import { CardsModule } from '#domain/cards';
import { FundsModule } from '#domain/funds';
import { OutletsModule } from '#domain/outlets';
import { Module } from '@nestjs/common';
import { IssuingFund } from './issuing';
import { PrintedCardsController } from './printed-cards.controller';
import { PrintedOutletsController } from './printed-outlets.controller';

/** What leaves the fund on paper. */
@Module({
  imports: [CardsModule, FundsModule, OutletsModule],
  controllers: [PrintedCardsController, PrintedOutletsController],
  providers: [IssuingFund],
})
export class PrintDoorModule {}
