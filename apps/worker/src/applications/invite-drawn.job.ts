import { InviteDrawnUseCase } from '#domain/applications';
import { Injectable } from '@nestjs/common';
import { drawIdOf, JobHandler } from '../queues';

@Injectable()
export class InviteDrawnJob extends JobHandler {
  readonly job = 'applications.invite-drawn';

  constructor(private readonly useCase: InviteDrawnUseCase) {
    super();
  }

  async handle(subject: Readonly<Record<string, string>>): Promise<boolean> {
    await this.useCase.run({ drawId: drawIdOf(subject) });
    return false;
  }
}
