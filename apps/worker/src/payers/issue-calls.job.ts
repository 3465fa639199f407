import { IssueCallsUseCase } from '#domain/payers';
import { Injectable } from '@nestjs/common';
import { JobHandler } from '../queues';

@Injectable()
export class IssueCallsJob extends JobHandler {
  readonly job = 'payers.issue-calls';

  constructor(private readonly useCase: IssueCallsUseCase) {
    super();
  }

  async handle(): Promise<boolean> {
    await this.useCase.run();
    return false;
  }
}
