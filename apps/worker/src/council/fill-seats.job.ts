import { FillSeatsUseCase } from '#domain/council';
import { Injectable } from '@nestjs/common';
import { drawIdOf, JobHandler } from '../queues';

@Injectable()
export class FillSeatsJob extends JobHandler {
  readonly job = 'council.fill-seats';

  constructor(private readonly useCase: FillSeatsUseCase) {
    super();
  }

  async handle(subject: Readonly<Record<string, string>>): Promise<boolean> {
    await this.useCase.run({ drawId: drawIdOf(subject) });
    return false;
  }
}
