import { EndOutletsUseCase } from '#domain/outlets';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class EndOutletsJob extends JobHandler {
  readonly job = 'outlets.end';

  constructor(private readonly useCase: EndOutletsUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    await this.useCase.run();
    return false;
  }
}
