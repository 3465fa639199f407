import { CloseMonthUseCase } from '#domain/cycle';
import { Injectable } from '@nestjs/common';
import { JobHandler, monthRunIdOf } from '../queues';

@Injectable()
export class CloseMonthJob extends JobHandler {
  readonly job = 'month.close';

  constructor(private readonly useCase: CloseMonthUseCase) {
    super();
  }

  async handle(subject: Readonly<Record<string, string>>): Promise<boolean> {
    const progress = await this.useCase.run({ monthRunId: monthRunIdOf(subject) });
    return progress?.state === 'done';
  }
}
