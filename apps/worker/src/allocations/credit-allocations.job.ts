import { CreditAllocationsUseCase } from '#domain/allocations';
import { Injectable } from '@nestjs/common';
import { JobHandler, monthRunIdOf } from '../queues';

@Injectable()
export class CreditAllocationsJob extends JobHandler {
  readonly job = 'allocations.credit';

  constructor(private readonly useCase: CreditAllocationsUseCase) {
    super();
  }

  async handle(subject: Readonly<Record<string, string>>): Promise<boolean> {
    await this.useCase.run({ monthRunId: monthRunIdOf(subject) });
    return false; // a stopped or late credit waits for the next tick: asking at once would ask for ever
  }
}
