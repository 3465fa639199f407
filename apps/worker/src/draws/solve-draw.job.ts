import { SolveDrawUseCase } from '#domain/draws';
import { Injectable } from '@nestjs/common';
import { JobHandler, runIdOf } from '../queues';

@Injectable()
export class SolveDrawJob extends JobHandler {
  readonly job = 'draws.solve';

  constructor(private readonly useCase: SolveDrawUseCase) {
    super();
  }

  async handle(subject: Readonly<Record<string, string>>): Promise<boolean> {
    await this.useCase.run({ drawId: runIdOf(subject) });
    return false;
  }
}
