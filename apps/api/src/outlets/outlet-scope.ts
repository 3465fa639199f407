// Somebody who serves at an outlet sees that outlet; every other one is "unknown" to them.
import { OutletsQuery, type OutletView } from '#domain/outlets';
import { RuleBroken } from '#domain/kernel';
import { Injectable } from '@nestjs/common';
import { type Caller, seesAllMoney } from '../sign-in/caller';

/** Says which outlets a caller may name. */
@Injectable()
export class OutletScope {
  constructor(private readonly outlets: OutletsQuery) {}

  /** The outlet a caller is kept to; null for who sees all. @throws RuleBroken `outlet-unknown` for who is neither */
  only(caller: Caller): string | null {
    if (seesAllMoney(caller)) return null;
    if (caller.outletId === null) throw new RuleBroken('outlet-unknown');
    return caller.outletId;
  }

  /** The outlet, when the fund has it and the caller may see it. @throws RuleBroken `outlet-unknown` */
  async outlet(caller: Caller, outletId: string): Promise<OutletView> {
    const only = this.only(caller);
    const found = only === null || only === outletId ? await this.outlets.outlet(outletId) : null;
    if (!found) throw new RuleBroken('outlet-unknown');
    return found;
  }

  /** Whether the caller is of the fund's team, who read its inner notes. */
  isTeam(caller: Caller): boolean {
    return seesAllMoney(caller);
  }
}
