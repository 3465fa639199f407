import { GuardiansModule } from '#domain/guardians';
import { MembersModule } from '#domain/members';
import { Module } from '@nestjs/common';
import { FundsDoorModule } from '../funds/funds-door.module';
import { AccountUnitsController } from './account-units.controller';
import { GuidedContributionController } from './guided-contribution.controller';
import { HouseholdsController } from './households.controller';
import { MemberScope } from './member-scope';
import { PresenceController } from './presence.controller';

/** Members at the front door. */
@Module({
  imports: [FundsDoorModule, GuardiansModule, MembersModule],
  controllers: [AccountUnitsController, HouseholdsController, GuidedContributionController, PresenceController],
  providers: [MemberScope],
  exports: [MemberScope],
})
export class MembersDoorModule {}
