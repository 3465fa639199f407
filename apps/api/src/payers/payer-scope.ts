// Somebody who acts for a payer sees that payer and its people; every other one is "unknown" to them.
import { PayersQuery } from '#domain/payers';
import { RuleBroken } from '#domain/kernel';
import { Injectable } from '@nestjs/common';
import { type Caller, seesAllMoney } from '../sign-in/caller';

/** Says which payers a caller may name. */
@Injectable()
export class PayerScope {
  constructor(private readonly payers: PayersQuery) {}

  /** The payer a caller is kept to; null for who sees all. @throws RuleBroken `payer-unknown` for who is neither */
  only(caller: Caller): string | null {
    if (seesAllMoney(caller)) return null;
    if (caller.payerId === null) throw new RuleBroken('payer-unknown');
    return caller.payerId;
  }

  /** The id, when the fund has this payer and the caller may see it. @throws RuleBroken `payer-unknown` */
  async payer(caller: Caller, payerId: string): Promise<string> {
    const only = this.only(caller);
    const may = (only === null || only === payerId) && (await this.payers.payer(payerId)) !== null;
    if (!may) throw new RuleBroken('payer-unknown');
    return payerId;
  }
}
