// Somebody comes back from the telephone or the letter box and says what became of a notice.
import { AuditStore, NoticeStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayAt, Temporal } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import type { Channel } from './notice-sheet';
import { deadlineFrom, type Outcome } from './telling';

/** A notice by its id or by the number on the sheet, and what became of it; the day is today unless said. */
export interface TickNotice {
  readonly which: { readonly noticeId: string } | { readonly noticeNo: number };
  readonly outcome: Outcome;
  readonly channel: Channel;
  readonly note: string | null;
  readonly on: Day | null;
}

/** Where the notice stands now. It names nobody: whoever types from a sheet learns nothing by typing. */
export interface TickedNotice {
  readonly noticeNo: number;
  readonly state: 'to-tell' | 'told';
  readonly tries: number;
  readonly deadlineOn: string | null;
}

/** Ticks notices in the fund in scope. */
@Injectable()
export class TickNoticeUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly notices: NoticeStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `notice-unknown`, `notice-already-told`, `notice-withdrawn`, `told-on-out-of-range`, `note-needed` */
  run({ which, outcome, channel, note, on }: TickNotice): Promise<TickedNotice> {
    return this.transaction.run(async () => {
      const notice = await this.notices.lock(which);
      if (!notice) throw new RuleBroken('notice-unknown');
      const { today, timeZone } = await this.funds.time();
      const tick = { outcome, on: on ?? today, note };
      const writtenOn = dayAt(Temporal.Instant.from(notice.writtenAt), timeZone);
      const deadlineOn = deadlineFrom({ ...notice, writtenOn }, tick, today)?.toString() ?? null;
      const { noticeId, noticeNo, tries } = notice;
      await this.notices.keepTry({ noticeId, outcome, channel, note, on: tick.on.toString(), deadlineOn });
      await this.audit.write({
        action: `notice.${outcome}`,
        subjectKind: 'notice',
        subjectId: noticeId,
        facts: { noticeNo, channel, on: tick.on.toString(), deadlineOn },
      });
      return { noticeNo, state: outcome === 'told' ? 'told' : 'to-tell', tries: tries + 1, deadlineOn };
    });
  }
}
