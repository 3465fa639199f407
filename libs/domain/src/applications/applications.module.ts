import { Module } from '@nestjs/common';
import { FundsModule } from '../funds/funds.module';
import { AdmissionRoomQuery } from './admission-room.query';
import { ApplicationsQuery } from './applications.query';
import { ApplicationsStore } from './applications.store';
import { TakeApplicationUseCase } from './take-application.use-case';
import { DecideApplicationUseCase } from './decide-application.use-case';
import { DrawnApplicantsQuery } from './drawn-applicants.query';
import { InviteApplicantsUseCase } from './invite-applicants.use-case';
import { InviteDrawnUseCase } from './invite-drawn.use-case';
import { LapseInvitationsUseCase } from './lapse-invitations.use-case';
import { MoveInLineUseCase } from './move-in-line.use-case';
import { OpenWaveUseCase } from './open-wave.use-case';
import { TellInvitationUseCase } from './tell-invitation.use-case';

const FOR_APPS = [
  AdmissionRoomQuery,
  ApplicationsQuery,
  TakeApplicationUseCase,
  DecideApplicationUseCase,
  InviteApplicantsUseCase,
  InviteDrawnUseCase,
  LapseInvitationsUseCase,
  MoveInLineUseCase,
  OpenWaveUseCase,
  TellInvitationUseCase,
];

/** Who asks to join: applications, the waiting list, invitations. */
@Module({
  imports: [FundsModule],
  providers: [...FOR_APPS, ApplicationsStore, DrawnApplicantsQuery],
  exports: FOR_APPS,
})
export class ApplicationsModule {}
