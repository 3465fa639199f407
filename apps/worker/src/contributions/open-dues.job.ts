import { OpenDuesUseCase } from '#domain/contributions';
import { Injectable } from '@nestjs/common';
import { JobHandler, monthRunIdOf } from '../queues';

@Injectable()
export class OpenDuesJob extends JobHandler {
  readonly job = 'contributions.open-dues';

  constructor(private readonly useCase: OpenDuesUseCase) {
    super();
  }

  async handle(subject: Readonly<Record<string, string>>): Promise<boolean> {
    const progress = await this.useCase.run({ monthRunId: monthRunIdOf(subject) });
    return progress?.state === 'done';
  }
}
