// The day of a payer's call: one call lists the people it pays for; who joins later comes on a supplement.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { BankAccountQuery } from '../funds/bank-account.query';
import { FundsQuery } from '../funds/funds.query';
import { CallsStore, type IssuedCall } from './calls.store';
import { CallsToIssueQuery } from './calls-to-issue.query';
import { type CallHeader, callOf } from './payer-call';

/** Issues calls in the fund in scope. */
@Injectable()
export class IssueCallsUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly toIssue: CallsToIssueQuery,
    private readonly calls: CallsStore,
    private readonly funds: FundsQuery,
    private readonly accounts: BankAccountQuery,
    private readonly audit: AuditStore,
  ) {}

  /** Issues what is due; a due stands on one call, so that running it again issues nothing. */
  run(): Promise<IssuedCall[]> {
    return this.transaction.run(async () => {
      await this.calls.lock();
      const { now, today } = await this.funds.time();
      const issued: IssuedCall[] = [];
      const toIssue = await this.toIssue.on(today);
      const from = await this.caller();
      for (const wanted of toIssue) {
        const call = callOf(wanted, from, today);
        const one = await this.calls.issue(call, now.toString());
        issued.push(one);
        await this.audit.write({
          action: 'payer.called',
          subjectKind: 'payer-call',
          subjectId: one.callId,
          facts: {
            payerId: call.payerId,
            month: call.month.toString(),
            callNo: one.callNo,
            supplement: one.supplement,
            totalCents: call.total,
            people: call.lines.length,
          },
        });
      }
      return issued;
    });
  }

  // Where to pay is what two people have signed by now: a change that waits for its second signature is not it.
  private async caller(): Promise<CallHeader['fund']> {
    const { demonstration } = await this.funds.time();
    const fund = await this.funds.current();
    const account = await this.accounts.current();
    return {
      name: fund?.name ?? '',
      place: fund?.place ?? '',
      demonstration,
      account: account && { iban: account.iban, bic: account.bic, holder: account.holder },
    };
  }
}
