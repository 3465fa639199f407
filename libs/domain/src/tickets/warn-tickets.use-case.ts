// Before tickets lose their use the people who have them are told, each through their own channel.
import { AuditStore, NoticeStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { FundsQuery } from '../funds/funds.query';
import { ticketWarning } from './ticket';
import { TicketsQuery } from './tickets.query';

/** Writes warnings of tickets in the fund in scope. */
@Injectable()
export class WarnTicketsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly funds: FundsQuery,
    private readonly known: TicketsQuery,
    private readonly notices: NoticeStore,
    private readonly audit: AuditStore,
  ) {}

  /** One notice a sheet, however often it looks. @returns how many were written */
  run(): Promise<{ written: number }> {
    return this.transaction.run(async () => {
      const { today } = await this.funds.time();
      const written = await this.notices.write((await this.known.endingSheets(today)).map(ticketWarning));
      if (written > 0) {
        await this.audit.write({
          action: 'tickets.warned',
          subjectKind: 'fund',
          subjectId: null,
          facts: { notices: written },
        });
      }
      return { written };
    });
  }
}
