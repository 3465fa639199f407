import { SeatDrawnUseCase } from '#domain/council';
import { Injectable } from '@nestjs/common';
import { drawIdOf, JobHandler } from '../queues';

@Injectable()
export class SeatDrawnJob extends JobHandler {
  readonly job = 'council.seat-drawn';

  constructor(private readonly useCase: SeatDrawnUseCase) {
    super();
  }

  async handle(subject: Readonly<Record<string, string>>): Promise<boolean> {
    await this.useCase.run({ drawId: drawIdOf(subject) });
    return false;
  }
}
