import { ForgetLinesUseCase } from '#domain/draws';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class ForgetLinesJob extends JobHandler {
  readonly job = 'draws.forget';

  constructor(private readonly useCase: ForgetLinesUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    await this.useCase.run();
    return false;
  }
}
