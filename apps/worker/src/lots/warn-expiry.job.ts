import { WarnExpiryUseCase } from '#domain/lots';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class WarnExpiryJob extends JobHandler {
  readonly job = 'lots.warn';

  constructor(private readonly useCase: WarnExpiryUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    await this.useCase.run();
    return false;
  }
}
