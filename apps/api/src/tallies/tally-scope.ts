// An outlet enters and sees its own market days; volunteers type any outlet's from paper; the books see all.
import { RuleBroken } from '#domain/kernel';
import { OutletsQuery } from '#domain/outlets';
import { Injectable } from '@nestjs/common';
import { type Caller, seesAllMoney } from '../sign-in/caller';

/** Says for which outlets a caller enters and sees tallies. */
@Injectable()
export class TallyScope {
  constructor(private readonly outlets: OutletsQuery) {}

  /** The outlet a caller is kept to; null for who sees all. @throws RuleBroken `tally-unknown` for who is neither */
  only(caller: Caller): string | null {
    if (seesAllMoney(caller)) return null;
    if (caller.outletId === null) throw new RuleBroken('tally-unknown');
    return caller.outletId;
  }

  /**
   * The outlet of a number, or the caller's own where none is given.
   * @throws RuleBroken `outlet-number-unknown` also for another outlet's number typed by an outlet, `input-invalid`
   */
  async outletOf(caller: Caller, outletNo: number | undefined): Promise<string> {
    if (outletNo === undefined) {
      if (caller.outletId !== null) return caller.outletId;
      const detail = 'donnez le numéro du point de vente';
      throw new RuleBroken('input-invalid', { errors: [{ pointer: '/outletNo', detail }] });
    }
    const outlet = await this.outlets.numbered(outletNo);
    const any = seesAllMoney(caller) || caller.isVolunteer;
    if (!outlet || (!any && outlet.outletId !== caller.outletId)) {
      throw new RuleBroken('outlet-number-unknown', { outletNo });
    }
    return outlet.outletId;
  }

  /** The reason to go beyond the day's ceiling, which only who coordinates gives. */
  reasonOf({ isCoordinator }: Caller, reason: string | undefined): string | null {
    return isCoordinator ? (reason ?? null) : null;
  }
}
