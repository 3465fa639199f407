// Somebody gets more time for what is left of a month's credit: by hand, later only, with a reason that stays.
import { AuditStore, NoticeStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { LedgerStore } from '../ledger/ledger.store';
import { allocationOf } from '../ledger/transfer';
import { warningKey } from './expiry-warning';
import { lotsExtended } from './extension';
import { LotsQuery } from './lots.query';
import { LotsStore, type NewExtension } from './lots.store';

/** What was extended, and the new last day. */
export interface LotExtended {
  readonly extensionId: string;
  readonly lotMonth: string;
  readonly until: string;
}

/** Extends lots in the fund in scope. */
@Injectable()
export class ExtendLotUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly lots: LotsQuery,
    private readonly store: LotsStore,
    private readonly ledger: LedgerStore,
    private readonly notices: NoticeStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * A warning of the earlier day that nobody told yet is withdrawn.
   * @throws RuleBroken `lot-empty`, `extension-not-later`, `extension-too-long`
   */
  run(extension: NewExtension): Promise<LotExtended> {
    const { accountUnitId, lotMonth, until, reason } = extension;
    return this.transaction.run(async () => {
      const { today, now } = await this.lots.time();
      // Not while its credit expires: what is seen to be left is left.
      await this.ledger.keepSpendingOut([allocationOf(accountUnitId)], today);
      const lots = (await this.lots.of([accountUnitId])).get(accountUnitId) ?? [];
      const moved = lotsExtended(lots, extension, today);
      const extensionId = await this.store.extend(extension, { on: today, now: now.toString() });
      await this.notices.withdraw(moved.map((lot) => warningKey(accountUnitId, lot)));
      await this.audit.write({
        action: 'lot.extended',
        subjectKind: 'account-unit',
        subjectId: accountUnitId,
        facts: {
          extensionId,
          lotMonth: lotMonth.toString(),
          from: moved[0]?.end?.day.toString() ?? null,
          until: until.toString(),
          reason,
        },
      });
      return { extensionId, lotMonth: lotMonth.toString(), until: until.toString() };
    });
  }
}
