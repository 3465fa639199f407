// Where a person lives from a day on, and how much of them is where: a child in alternate custody is half in each home.
import { AuditStore, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareDays, type Day, monthOfDay } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { HouseholdsStore, type StayInUnit } from './households.store';
import { MembersStore } from './members.store';
import { checkComposition, checkCustody, checkStays, type CustodyShare } from './membership-rules';
import { OpenMonthQuery } from './open-month.query';

/** The homes of a person from a day on; those that are not named end the day before. */
export interface SetCustody {
  readonly personId: string;
  readonly from: Day;
  readonly shares: readonly CustodyShare[];
}

/** Sets the homes of people of the fund in scope. */
@Injectable()
export class SetCustodyUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly members: MembersStore,
    private readonly households: HouseholdsStore,
    private readonly openMonth: OpenMonthQuery,
    private readonly audit: AuditStore,
  ) {}

  /**
   * @throws RuleBroken `custody-over-whole`, `person-not-in-fund`, `account-unit-unknown`, `unit-is-one-person`,
   * `already-left`, `month-already-begun`, `stay-not-begun`, `last-person`
   */
  run({ personId, from, shares }: SetCustody): Promise<{ personId: string; from: string }> {
    return this.transaction.run(async () => {
      checkCustody(shares);
      const homes = await this.homes(personId, from, shares);
      const { rules, firstOpenMonth } = await this.openMonth.present();
      if (rules.unit === 'person') throw new RuleBroken('unit-is-one-person');
      checkComposition(from, firstOpenMonth);
      const eve = from.subtract({ days: 1 });
      for (const { accountUnitId } of homes) {
        const goesOn = shares.some((share) => share.accountUnitId === accountUnitId);
        if (!goesOn && !(await this.members.othersStay(accountUnitId, personId, eve)))
          throw new RuleBroken('last-person');
        await this.households.endStay({ accountUnitId, personId }, eve);
      }
      for (const share of shares) await this.households.addStay({ ...share, personId }, from);
      await this.audit.write({
        action: 'person.custody-set',
        subjectKind: 'person',
        subjectId: personId,
        facts: { from: from.toString(), shares },
      });
      return { personId, from: from.toString() };
    });
  }

  // Where they are now, all homes locked in one order: the old ones and the new.
  private async homes(personId: string, from: Day, shares: readonly CustodyShare[]): Promise<StayInUnit[]> {
    const known = await this.households.staysFrom(personId, from);
    if (known.length === 0) throw new RuleBroken('person-not-in-fund');
    const ids = new Set([...known, ...shares].map(({ accountUnitId }) => accountUnitId));
    for (const id of [...ids].sort()) {
      const unit = await this.members.lock(id);
      if (!unit) throw new RuleBroken('account-unit-unknown');
      if (shares.some(({ accountUnitId }) => accountUnitId === id)) checkStays(unit.lastMonth, monthOfDay(from));
    }
    const stays = await this.households.staysFrom(personId, from);
    if (stays.some((stay) => compareDays(stay.from, from) >= 0)) throw new RuleBroken('stay-not-begun');
    return stays;
  }
}
