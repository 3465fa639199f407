import { ExpireTicketsUseCase } from '#domain/tickets';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class ExpireTicketsJob extends JobHandler {
  readonly job = 'tickets.expire';

  constructor(private readonly useCase: ExpireTicketsUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    await this.useCase.run();
    return false;
  }
}
