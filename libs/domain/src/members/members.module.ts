import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { AddPersonUseCase } from './add-person.use-case';
import { AdmissionsStore } from './admissions.store';
import { AdmitUnitUseCase } from './admit-unit.use-case';
import { ChangePledgeUseCase } from './change-pledge.use-case';
import { EndPauseUseCase } from './end-pause.use-case';
import { GuidedContributionQuery } from './guided-contribution.query';
import { LeaveFundUseCase } from './leave-fund.use-case';
import { MembersInMonthQuery } from './members-in-month.query';
import { MembersQuery } from './members.query';
import { MembersStore } from './members.store';
import { NotePersonUseCase } from './note-person.use-case';
import { OpenMonthQuery } from './open-month.query';
import { PauseUnitUseCase } from './pause-unit.use-case';
import { RemovePersonUseCase } from './remove-person.use-case';

const FOR_APPS = [
  AddPersonUseCase,
  AdmitUnitUseCase,
  ChangePledgeUseCase,
  EndPauseUseCase,
  LeaveFundUseCase,
  NotePersonUseCase,
  PauseUnitUseCase,
  RemovePersonUseCase,
  GuidedContributionQuery,
  MembersQuery,
  MembersInMonthQuery,
  OpenMonthQuery,
];

/** People, households and their account units. */
@Module({
  imports: [FundsModule, LedgerModule],
  providers: [...FOR_APPS, AdmissionsStore, MembersStore],
  exports: [...FOR_APPS, AdmissionsStore],
})
export class MembersModule {}
