import { TakeStepsUseCase } from '#domain/arrears';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class TakeStepsJob extends JobHandler {
  readonly job = 'arrears.steps';

  constructor(private readonly useCase: TakeStepsUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    await this.useCase.run();
    return false;
  }
}
