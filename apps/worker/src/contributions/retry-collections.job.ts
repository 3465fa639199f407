import { RetryCollectionsUseCase } from '#domain/contributions';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class RetryCollectionsJob extends JobHandler {
  readonly job = 'contributions.retry';

  constructor(private readonly useCase: RetryCollectionsUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    await this.useCase.run();
    return false;
  }
}
