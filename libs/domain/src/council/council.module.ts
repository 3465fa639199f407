import { Module } from '@nestjs/common';
import { DrawsModule } from '../draws/draws.module';
import { FundsModule } from '../funds/funds.module';
import { AskAgainUseCase } from './ask-again.use-case';
import { ChartersQuery } from './charters.query';
import { ChartersStore } from './charters.store';
import { DecideVolunteerUseCase } from './decide-volunteer.use-case';
import { ForgetCriteriaUseCase } from './forget-criteria.use-case';
import { LeaveSeatUseCase } from './leave-seat.use-case';
import { SeatDrawnUseCase } from './seat-drawn.use-case';
import { SeatsQuery } from './seats.query';
import { SeatsStore } from './seats.store';
import { StandForCouncilUseCase } from './stand-for-council.use-case';
import { VolunteersQuery } from './volunteers.query';
import { VolunteersStore } from './volunteers.store';
import { WriteCharterUseCase } from './write-charter.use-case';

const FOR_APPS = [
  AskAgainUseCase,
  ChartersQuery,
  DecideVolunteerUseCase,
  ForgetCriteriaUseCase,
  LeaveSeatUseCase,
  SeatDrawnUseCase,
  SeatsQuery,
  StandForCouncilUseCase,
  VolunteersQuery,
  WriteCharterUseCase,
];

/** The council: its charter, who is ready to sit, who sits. */
@Module({
  imports: [DrawsModule, FundsModule],
  providers: [...FOR_APPS, ChartersStore, SeatsStore, VolunteersStore],
  exports: [...FOR_APPS, SeatsStore],
})
export class CouncilModule {}
