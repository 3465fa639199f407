import { PlanMonthUseCase } from '#domain/cycle';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class PlanMonthJob extends JobHandler {
  readonly job = 'month.plan';

  constructor(private readonly useCase: PlanMonthUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    await this.useCase.run();
    return false;
  }
}
