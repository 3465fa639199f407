import { ApplicationsModule } from '#domain/applications';
import { FundsModule } from '#domain/funds';
import { Module } from '@nestjs/common';
import { ApplicationsController } from './applications.controller';
import { FundBySlug } from './fund-by-slug';
import { PublicApplicationsController } from './public-applications.controller';
import { Standings } from './standings';
import { WaitingListController } from './waiting-list.controller';

/** Those who ask to join, at the front door. */
@Module({
  imports: [ApplicationsModule, FundsModule],
  controllers: [ApplicationsController, PublicApplicationsController, WaitingListController],
  providers: [FundBySlug, Standings],
})
export class ApplicationsDoorModule {}
