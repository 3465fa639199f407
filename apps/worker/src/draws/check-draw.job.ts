import { SolveDrawUseCase } from '#domain/draws';
import { Injectable } from '@nestjs/common';
import { JobHandler, runIdOf } from '../queues';

@Injectable()
export class CheckDrawJob extends JobHandler {
  readonly job = 'draws.check';

  constructor(private readonly useCase: SolveDrawUseCase) {
    super();
  }

  async handle(subject: Readonly<Record<string, string>>): Promise<boolean> {
    await this.useCase.check({ drawId: runIdOf(subject) });
    return false;
  }
}
