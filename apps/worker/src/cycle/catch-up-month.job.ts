import { CatchUpMonthUseCase } from '#domain/cycle';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class CatchUpMonthJob extends JobHandler {
  readonly job = 'month.catch-up';

  constructor(private readonly useCase: CatchUpMonthUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    await this.useCase.run();
    return false;
  }
}
