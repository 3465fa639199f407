import { CollectContributionsUseCase } from '#domain/contributions';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class CollectContributionsJob extends JobHandler {
  readonly job = 'contributions.collect';

  constructor(private readonly useCase: CollectContributionsUseCase) {
    super();
  }

  async handle(subject: Readonly<Record<string, string>>): Promise<boolean> {
    const progress = await this.useCase.run({ monthRunId: subject['monthRunId'] ?? null });
    return progress?.state === 'done';
  }
}
