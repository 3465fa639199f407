import { SettleContributionsUseCase } from '#domain/contributions';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class SettleContributionsJob extends JobHandler {
  readonly job = 'contributions.settle';

  constructor(private readonly useCase: SettleContributionsUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    return (await this.useCase.run()) > 0;
  }
}
