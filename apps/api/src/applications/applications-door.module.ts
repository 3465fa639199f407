import { ApplicationsModule } from '#domain/applications';
import { Module } from '@nestjs/common';
import { FundsDoorModule } from '../funds/funds-door.module';
import { ApplicationsController } from './applications.controller';
import { PublicApplicationsController } from './public-applications.controller';
import { Standings } from './standings';
import { WaitingListController } from './waiting-list.controller';

/** Those who ask to join, at the front door. */
@Module({
  imports: [ApplicationsModule, FundsDoorModule],
  controllers: [ApplicationsController, PublicApplicationsController, WaitingListController],
  providers: [Standings],
})
export class ApplicationsDoorModule {}
