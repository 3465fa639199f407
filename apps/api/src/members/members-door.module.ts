import { GuardiansModule } from '#domain/guardians';
import { MembersModule } from '#domain/members';
import { Module } from '@nestjs/common';
import { AccountUnitsController } from './account-units.controller';
import { MemberScope } from './member-scope';
import { PresenceController } from './presence.controller';

/** Members at the front door. */
@Module({
  imports: [GuardiansModule, MembersModule],
  controllers: [AccountUnitsController, PresenceController],
  providers: [MemberScope],
  exports: [MemberScope],
})
export class MembersDoorModule {}
