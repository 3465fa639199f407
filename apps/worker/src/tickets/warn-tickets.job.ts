import { WarnTicketsUseCase } from '#domain/tickets';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class WarnTicketsJob extends JobHandler {
  readonly job = 'tickets.warn';

  constructor(private readonly useCase: WarnTicketsUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    await this.useCase.run();
    return false;
  }
}
