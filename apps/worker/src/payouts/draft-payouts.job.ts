import { DraftPayoutsUseCase } from '#domain/payouts';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class DraftPayoutsJob extends JobHandler {
  readonly job = 'payouts.draft';

  constructor(private readonly useCase: DraftPayoutsUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    await this.useCase.run();
    return false;
  }
}
