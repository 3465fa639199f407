// What was agreed with somebody who is late: a promise to pay by a day, or payment in parts. It takes the place of what was
// agreed before about the same dues.
import { AuditStore, NoticeStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import type { Cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import type { FundTime } from '../funds/funds.query';
import { type ArrearsCase, ArrearsCasesQuery } from './arrears-cases.query';
import { ArrearsStore } from './arrears.store';
import { type Instalment, instalmentsOf, promiseOf } from './instalments';

/** A promise of an amount (cents) of one due, by a day. */
export interface Promised {
  readonly kind: 'promise';
  readonly accountUnitId: string;
  readonly dueId: string;
  readonly amount: Cents;
  readonly on: Day;
}

/** All that is late, in equal parts a month apart, debited or brought by hand. */
export interface InParts {
  readonly kind: 'instalments';
  readonly accountUnitId: string;
  readonly count: number;
  readonly firstOn: Day;
  readonly method: 'debit' | 'by-hand';
}

/** An agreement as it was made. */
export interface Agreed {
  readonly agreementId: string;
  readonly parts: readonly {
    readonly instalmentNo: number;
    readonly dueId: string;
    readonly amountCents: number;
    readonly collectOn: string;
  }[];
}

/** Makes agreements in the fund in scope. */
@Injectable()
export class AgreePaymentUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly cases: ArrearsCasesQuery,
    private readonly arrears: ArrearsStore,
    private readonly notices: NoticeStore,
    private readonly audit: AuditStore,
  ) {}

  /**
   * @throws RuleBroken `due-unknown`, `nothing-owed`, `attempt-in-flight`, `promise-too-large`, `too-many-instalments`,
   *   `agreed-day-out-of-range`, `debits-not-in-rules`
   */
  run(wanted: Promised | InParts): Promise<Agreed> {
    return this.transaction.run(async () => {
      const { accountUnitId, kind } = wanted;
      await this.arrears.lockUnit(accountUnitId);
      const time = await this.cases.time();
      const late = await this.cases.cases(time, { unitId: accountUnitId, after: null, limit: 1_000 });
      const parts = kind === 'promise' ? [promised(wanted, late, time)] : await this.inParts(wanted, late, time);
      const dueIds = [...new Set(parts.map(({ dueId }) => dueId))];
      const replaced = await this.arrears.endAgreementsOn(dueIds, 'remplacé par un autre accord', time.today);
      const method = kind === 'promise' ? 'by-hand' : wanted.method;
      const agreementId = await this.arrears.addAgreement({ accountUnitId, kind, method, parts }, time);
      const shown = parts.map(({ instalmentNo, dueId, amount, on }) => ({
        instalmentNo,
        dueId,
        amountCents: amount,
        collectOn: on.toString(),
      }));
      if (kind === 'instalments') await this.tell(accountUnitId, agreementId, parts);
      await this.audit.write({
        action: 'arrears.agreed',
        subjectKind: 'account-unit',
        subjectId: accountUnitId,
        facts: { agreementId, kind, method, replaced, parts: shown },
      });
      return { agreementId, parts: shown };
    });
  }

  private async inParts(wanted: InParts, late: readonly ArrearsCase[], { today }: FundTime): Promise<Instalment[]> {
    const unpaid = late.filter(({ due }) => !due.underWay);
    const rules = [...(await this.cases.rulesOf(unpaid)).values()];
    if (wanted.method === 'debit' && rules.some(({ collection }) => collection.mode !== 'direct-debit')) {
      throw new RuleBroken('debits-not-in-rules');
    }
    const largest = Math.min(...rules.map(({ dunning }) => dunning.largestInstalments));
    const dues = unpaid
      .toSorted((a, b) => a.month.localeCompare(b.month) || a.dueId.localeCompare(b.dueId))
      .map(({ dueId, due }) => ({ dueId, owed: due.owed, received: due.received }));
    return instalmentsOf(dues, { count: wanted.count, firstOn: wanted.firstOn, today, largest });
  }

  // People read a sum a day, however many months of contribution it is taken from.
  private async tell(accountUnitId: string, agreementId: string, parts: readonly Instalment[]): Promise<void> {
    const byDay = Map.groupBy(parts, ({ on }) => on.toString());
    const instalments = [...byDay].map(([collectOn, own]) => ({
      collectOn,
      amountCents: own.reduce((total, { amount }) => total + amount, 0),
    }));
    const key = `arrears-plan/${agreementId}`;
    const facts = { agreementId, instalments };
    await this.notices.write([{ key, kind: 'arrears-plan', accountUnitId, personId: null, facts, deadlineDays: null }]);
  }
}

function promised(wanted: Promised, late: readonly ArrearsCase[], { today }: FundTime): Instalment {
  const found = late.find(({ dueId }) => dueId === wanted.dueId);
  if (!found) throw new RuleBroken('due-unknown');
  if (found.due.underWay) throw new RuleBroken('attempt-in-flight');
  return promiseOf({ dueId: found.dueId, ...found.due }, wanted.amount, wanted.on, today);
}
