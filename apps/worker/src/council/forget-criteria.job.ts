import { ForgetCriteriaUseCase } from '#domain/council';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class ForgetCriteriaJob extends JobHandler {
  readonly job = 'council.forget';

  constructor(private readonly useCase: ForgetCriteriaUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    await this.useCase.run();
    return false;
  }
}
