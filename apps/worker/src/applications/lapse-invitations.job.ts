import { LapseInvitationsUseCase } from '#domain/applications';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class LapseInvitationsJob extends JobHandler {
  readonly job = 'applications.lapse';

  constructor(private readonly useCase: LapseInvitationsUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    await this.useCase.run();
    return false;
  }
}
