import { TakeStepsUseCase } from '#domain/arrears';
import { WriteOffLeaversUseCase } from '#domain/contributions';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class TakeStepsJob extends JobHandler {
  readonly job = 'arrears.steps';

  constructor(
    private readonly writeOff: WriteOffLeaversUseCase,
    private readonly takeSteps: TakeStepsUseCase,
  ) {
    super();
  }

  async handle(): Promise<boolean> {
    // Nobody is reminded of what their departure has written off.
    await this.writeOff.run();
    await this.takeSteps.run();
    return false;
  }
}
