import { ArrearsModule } from '#domain/arrears';
import { CardsModule } from '#domain/cards';
import { ContributionsModule } from '#domain/contributions';
import { FundsModule } from '#domain/funds';
import { LedgerModule } from '#domain/ledger';
import { LotsModule } from '#domain/lots';
import { MembersModule } from '#domain/members';
import { OutletsModule } from '#domain/outlets';
import { PayoutsModule } from '#domain/payouts';
import { TicketsModule } from '#domain/tickets';
import { Module } from '@nestjs/common';
import { MembersDoorModule } from '../members/members-door.module';
import { IssuingFund } from './issuing';
import { PrintedAccountsController } from './printed-accounts.controller';
import { PrintedCardsController } from './printed-cards.controller';
import { PrintedOutletsController } from './printed-outlets.controller';
import { PrintedPayoutsController } from './printed-payouts.controller';
import { PrintedTicketsController } from './printed-tickets.controller';
import { UnitAccount } from './unit-account';

/** What leaves the fund on paper. */
@Module({
  imports: [
    ArrearsModule,
    CardsModule,
    ContributionsModule,
    FundsModule,
    LedgerModule,
    LotsModule,
    MembersModule,
    MembersDoorModule,
    OutletsModule,
    PayoutsModule,
    TicketsModule,
  ],
  controllers: [
    PrintedAccountsController,
    PrintedCardsController,
    PrintedOutletsController,
    PrintedPayoutsController,
    PrintedTicketsController,
  ],
  providers: [IssuingFund, UnitAccount],
})
export class PrintDoorModule {}
