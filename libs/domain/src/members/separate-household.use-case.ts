// One household becomes two: who leaves it has a unit of their own, with their part of the credit. What is owed stays with
// the unit that pledged.
import { AuditStore, newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareDays } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { type CreditMove, dayKept, divideLots, type Parts } from '../lots/credit-move';
import { LotsQuery } from '../lots/lots.query';
import { HouseholdsStore } from './households.store';
import { MembersStore } from './members.store';
import { answersKept, checkStays, type DeclaredPledge, pledgeAccepted } from './membership-rules';
import { OpenMonthQuery, type Present } from './open-month.query';
import { type Turn, turnAt } from './presence';

/** Who leaves, what their unit is called and pledges, and in which parts the credit is divided. */
export interface SeparateHousehold extends DeclaredPledge {
  readonly accountUnitId: string;
  readonly leaving: readonly string[];
  readonly label: string;
  readonly area: string | null;
  readonly parts: Parts;
}

/** Where a separation has led; the amount that went, in cents. */
export interface Separated {
  readonly separationId: string;
  readonly newUnitId: string;
  readonly fromMonth: string;
  readonly movedCents: number;
}

/** Separates households of the fund in scope. */
@Injectable()
export class SeparateHouseholdUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly members: MembersStore,
    private readonly households: HouseholdsStore,
    private readonly openMonth: OpenMonthQuery,
    private readonly lots: LotsQuery,
    private readonly audit: AuditStore,
  ) {}

  /**
   * The credit is divided at once, lot by lot; dues and allocations follow from the next month that has not begun.
   * Somebody's request to separate is carried out with it, and what it held is divided like the rest.
   * @throws RuleBroken `account-unit-unknown`, `unit-is-one-person`, `already-left`, `person-unknown`, `last-person`,
   * `stay-not-begun`, `split-impossible`, `credit-not-movable`, or as the checks of a pledge
   */
  run(request: SeparateHousehold): Promise<Separated> {
    const { accountUnitId, parts } = request;
    return this.transaction.run(async () => {
      await this.households.endRequest(accountUnitId);
      const unit = await this.members.lock(accountUnitId);
      if (!unit) throw new RuleBroken('account-unit-unknown');
      const present = await this.openMonth.present();
      const { rules, firstOpenMonth, now } = present;
      if (rules.unit === 'person') throw new RuleBroken('unit-is-one-person');
      checkStays(unit.lastMonth, firstOpenMonth);
      const leaving = [...new Set(request.leaving)];
      if (!leaving.every((personId) => unit.personIds.includes(personId))) throw new RuleBroken('person-unknown');
      if (leaving.length === unit.personIds.length) throw new RuleBroken('last-person');
      const total = parts.staying + parts.leaving;
      if (leaving.length === 0 || total <= 0)
        throw new RuleBroken('split-impossible', { leaving: leaving.length, total });
      const newUnitId = await this.found(request, present);
      await this.goOver({ accountUnitId, newUnitId, leaving }, turnAt(firstOpenMonth, rules.entry));
      const separationId = await this.households.addSeparation({
        accountUnitId,
        newUnitId,
        stayingParts: parts.staying,
        leavingParts: parts.leaving,
        from: firstOpenMonth,
        at: now,
      });
      const movedCents = await this.divide({ separationId, newUnitId, request }, present);
      const fromMonth = firstOpenMonth.toString();
      await this.audit.write({
        action: 'household.separated',
        subjectKind: 'account-unit',
        subjectId: accountUnitId,
        facts: {
          separationId,
          newUnitId,
          fromMonth,
          movedCents,
          stayingParts: parts.staying,
          leavingParts: parts.leaving,
        },
      });
      return { separationId, newUnitId, fromMonth, movedCents };
    });
  }

  private async found(request: SeparateHousehold, { rules, firstOpenMonth, now }: Present): Promise<string> {
    const { joinedOn } = turnAt(firstOpenMonth, rules.entry);
    const { label, area } = request;
    const newUnitId = await this.members.addUnit({ kind: rules.unit, label, area, joinedOn });
    const pledge = pledgeAccepted(rules, request);
    if (pledge !== null) {
      const answers = answersKept(rules, request);
      await this.members.addPledge(newUnitId, { from: firstOpenMonth, amount: pledge, declaredAt: now, answers });
    }
    await this.households.openAccounts(newUnitId);
    return newUnitId;
  }

  private async goOver(
    between: { accountUnitId: string; newUnitId: string; leaving: readonly string[] },
    { from, eve }: Turn,
  ): Promise<void> {
    const { accountUnitId, newUnitId, leaving } = between;
    for (const personId of leaving) {
      const stays = await this.households.staysFrom(personId, eve);
      const stay = stays.find((one) => one.accountUnitId === accountUnitId && one.until === null);
      if (!stay) throw new RuleBroken('person-unknown');
      if (compareDays(stay.from, from) >= 0) throw new RuleBroken('stay-not-begun');
      await this.households.endStay({ accountUnitId, personId }, eve);
      await this.households.addStay({ accountUnitId: newUnitId, personId, sharePercent: stay.sharePercent }, from);
    }
  }

  private async divide(
    separation: { separationId: string; newUnitId: string; request: SeparateHousehold },
    { today }: Present,
  ): Promise<number> {
    const { accountUnitId, parts } = separation.request;
    const lots = (await this.lots.of([accountUnitId])).get(accountUnitId) ?? [];
    const going = divideLots(
      lots.map(({ leftCents }) => leftCents),
      parts,
    );
    const moves = lots.flatMap(({ lotMonth, expiresOn, end }, index): CreditMove[] => {
      const amount = going[index];
      if (!amount) return [];
      const way = { fromUnitId: accountUnitId, toUnitId: separation.newUnitId };
      return [{ creditMoveId: newId(), ...way, lotMonth, expiresOn, keepsUntil: dayKept({ expiresOn, end }), amount }];
    });
    const borne = await this.households.moveCredit(moves, separation.separationId, today);
    const total = (of: readonly { leftCents: number }[]): number => of.reduce((sum, lot) => sum + lot.leftCents, 0);
    const moved = moves.reduce((sum, { amount }) => sum + amount, 0);
    // Somebody paid while it was divided, or a slip holds what should go: nothing was done, it can be asked again.
    const left = (await this.lots.of([accountUnitId])).get(accountUnitId) ?? [];
    if (!borne || total(left) !== total(lots) - moved) throw new RuleBroken('credit-not-movable');
    return moved;
  }
}
