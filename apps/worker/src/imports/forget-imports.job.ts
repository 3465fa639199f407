import { ForgetImportsUseCase } from '#domain/imports';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class ForgetImportsJob extends JobHandler {
  readonly job = 'members.forget-imports';

  constructor(private readonly useCase: ForgetImportsUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    await this.useCase.run();
    return false;
  }
}
