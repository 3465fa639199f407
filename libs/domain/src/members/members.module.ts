import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { LedgerModule } from '../ledger/ledger.module';
import { LotsModule } from '../lots/lots.module';
import { AddPersonUseCase } from './add-person.use-case';
import { AdmissionsStore } from './admissions.store';
import { AdmitUnitUseCase } from './admit-unit.use-case';
import { ChangePledgeUseCase } from './change-pledge.use-case';
import { EndPauseUseCase } from './end-pause.use-case';
import { GuidedContributionQuery } from './guided-contribution.query';
import { HouseholdsStore } from './households.store';
import { JoinHouseholdUseCase } from './join-household.use-case';
import { LeaveFundUseCase } from './leave-fund.use-case';
import { MembersInMonthQuery } from './members-in-month.query';
import { MembersQuery } from './members.query';
import { MembersStore } from './members.store';
import { NotePersonUseCase } from './note-person.use-case';
import { OpenMonthQuery } from './open-month.query';
import { PauseUnitUseCase } from './pause-unit.use-case';
import { RemovePersonUseCase } from './remove-person.use-case';
import { SeparateHouseholdUseCase } from './separate-household.use-case';
import { SetCustodyUseCase } from './set-custody.use-case';

const FOR_APPS = [
  AddPersonUseCase,
  AdmitUnitUseCase,
  ChangePledgeUseCase,
  EndPauseUseCase,
  JoinHouseholdUseCase,
  LeaveFundUseCase,
  NotePersonUseCase,
  PauseUnitUseCase,
  RemovePersonUseCase,
  SeparateHouseholdUseCase,
  SetCustodyUseCase,
  GuidedContributionQuery,
  MembersQuery,
  MembersInMonthQuery,
  OpenMonthQuery,
];

/** People, households and their account units. */
@Module({
  imports: [FundsModule, LedgerModule, LotsModule],
  providers: [...FOR_APPS, AdmissionsStore, HouseholdsStore, MembersStore],
  exports: [...FOR_APPS, AdmissionsStore],
})
export class MembersModule {}
