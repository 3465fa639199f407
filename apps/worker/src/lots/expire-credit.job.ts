import { ExpireCreditUseCase } from '#domain/lots';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class ExpireCreditJob extends JobHandler {
  readonly job = 'lots.expire';

  constructor(private readonly useCase: ExpireCreditUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    await this.useCase.run();
    return false;
  }
}
