import { ImportMembersUseCase } from '#domain/imports';
import { Injectable } from '@nestjs/common';
import { JobHandler, runIdOf } from '../queues';

@Injectable()
export class ImportMembersJob extends JobHandler {
  readonly job = 'members.import';

  constructor(private readonly useCase: ImportMembersUseCase) {
    super();
  }

  async handle(subject: Readonly<Record<string, string>>): Promise<boolean> {
    await this.useCase.run({ runId: runIdOf(subject) });
    return false;
  }
}
