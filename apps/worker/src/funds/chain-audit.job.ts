import { ChainAuditUseCase } from '#domain/funds';
import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Logger } from 'pino';
import { JOURNAL } from '../journal';
import { JobHandler } from '../queues';

@Injectable()
export class ChainAuditJob extends JobHandler {
  readonly job = 'audit.chain';

  constructor(
    private readonly useCase: ChainAuditUseCase,
    @Optional() @Inject(JOURNAL) private readonly log: Logger | null = null,
  ) {
    super();
  }

  async handle(): Promise<boolean> {
    for (let more = true; more;) {
      const { head, linked, more: left } = await this.useCase.run();
      // The journal is kept elsewhere than the database: whoever cuts the end of a chain there is betrayed here.
      if (linked > 0) this.log?.info({ auditHead: `${head.seq}:${head.hash}`, linked }, 'the record of acts is sealed');
      more = left;
    }
    return false;
  }
}
