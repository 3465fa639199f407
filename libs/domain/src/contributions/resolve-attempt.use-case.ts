// A payment that hangs is looked at by a person: it came in, or it did not; and what was too much goes back.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { FundsQuery } from '../funds/funds.query';
import { LedgerStore } from '../ledger/ledger.store';
import { AttemptsStore } from './attempts.store';
import { collectInQuestion, failInQuestion, monthsToCredit, payBackTransfer, type Settlement } from './contribution';
import { type DueWithAttempt, DuesStore } from './dues.store';

/** What a person found out: it came in, it did not, or what was too much has been paid back. */
export interface ResolveAttempt {
  readonly attemptId: string;
  readonly outcome: 'collected' | 'not-collected' | 'paid-back';
  readonly reason: string;
}

/** Where it stands now; amounts in cents. */
export interface ResolvedAttempt {
  readonly state: string;
  readonly overpaidCents: number;
  readonly dueState: string;
}

/** Resolves attempts in the fund in scope. */
@Injectable()
export class ResolveAttemptUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly attempts: AttemptsStore,
    private readonly dues: DuesStore,
    private readonly ledger: LedgerStore,
    private readonly funds: FundsQuery,
    private readonly audit: AuditStore,
  ) {}

  /** @throws RuleBroken `attempt-unknown`, `attempt-not-in-question`, `nothing-to-pay-back` */
  run({ attemptId, outcome, reason }: ResolveAttempt): Promise<ResolvedAttempt> {
    return this.transaction.run(async () => {
      const [found] = await this.dues.lockWithAttempts([attemptId]);
      if (!found) throw new RuleBroken('attempt-unknown');
      const { now, today } = await this.funds.time();
      const { due, attempt } =
        outcome === 'paid-back'
          ? await this.payBack(found, today)
          : await this.answer(found, outcome, { today, at: now.toString() });
      await this.audit.write({
        action: `attempt.${outcome}`,
        subjectKind: 'due',
        subjectId: due.dueId,
        facts: { attemptId, amountCents: attempt.amount, overpaidCents: attempt.overpaid, reason },
      });
      return { state: attempt.state, overpaidCents: attempt.overpaid, dueState: due.state };
    });
  }

  private async answer(
    found: DueWithAttempt,
    outcome: 'collected' | 'not-collected',
    { today, at }: { today: Day; at: string },
  ): Promise<Settlement> {
    if (found.attempt.state !== 'unknown') throw new RuleBroken('attempt-not-in-question');
    const { document: rules } = await this.funds.version(found.rulesVersionId);
    const settled =
      outcome === 'collected'
        ? collectInQuestion(found.due, found.attempt, rules)
        : { due: found.due, attempt: failInQuestion(found.attempt), transfers: [] };
    await this.attempts.saveAnswered([settled.attempt], at);
    await this.dues.saveReceived([settled.due], monthsToCredit([{ ...found, due: settled.due, rules }]));
    const page = { reason: 'due-paid', sourceKind: 'attempt', transition: 'paid', bookedOn: today } as const;
    await this.ledger.post({ ...page, transfers: settled.transfers });
    return settled;
  }

  private async payBack({ due, attempt }: DueWithAttempt, today: Day): Promise<Settlement> {
    const isHeld = attempt.state === 'paid' && attempt.overpaid > 0;
    if (!isHeld || !(await this.attempts.notePaidBack(attempt.attemptId, today.toString()))) {
      throw new RuleBroken('nothing-to-pay-back');
    }
    const transfers = [payBackTransfer(attempt)];
    const page = { reason: 'overpayment-paid-back', sourceKind: 'attempt', transition: 'paid-back' } as const;
    await this.ledger.post({ ...page, bookedOn: today, transfers });
    return { due, attempt, transfers };
  }
}
