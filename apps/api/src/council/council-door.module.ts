import { CouncilModule } from '#domain/council';
import { FundsModule } from '#domain/funds';
import { Module } from '@nestjs/common';
import { FundsDoorModule } from '../funds/funds-door.module';
import { CharterController } from './charter.controller';
import { PublicCouncilController } from './public-council.controller';
import { SeatsController } from './seats.controller';
import { VolunteersController } from './volunteers.controller';

/** The council at the front door. */
@Module({
  imports: [CouncilModule, FundsModule, FundsDoorModule],
  controllers: [CharterController, VolunteersController, SeatsController, PublicCouncilController],
})
export class CouncilDoorModule {}
