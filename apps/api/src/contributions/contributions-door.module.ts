import { ContributionsModule } from '#domain/contributions';
import { Module } from '@nestjs/common';
import { MembersDoorModule } from '../members/members-door.module';
import { ContributionsController } from './contributions.controller';
import { DeskController } from './desk.controller';
import { ForgivingController } from './forgiving.controller';

/** Contributions at the front door. */
@Module({
  imports: [ContributionsModule, MembersDoorModule],
  controllers: [ContributionsController, DeskController, ForgivingController],
})
export class ContributionsDoorModule {}
