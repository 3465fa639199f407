import { UndoImportUseCase } from '#domain/imports';
import { Injectable } from '@nestjs/common';
import { JobHandler, runIdOf } from '../queues';

@Injectable()
export class UndoImportJob extends JobHandler {
  readonly job = 'members.import-undo';

  constructor(private readonly useCase: UndoImportUseCase) {
    super();
  }

  async handle(subject: Readonly<Record<string, string>>): Promise<boolean> {
    await this.useCase.run({ runId: runIdOf(subject) });
    return false;
  }
}
