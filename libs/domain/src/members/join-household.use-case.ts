// A person or a household moves in with another: its people go over, and its credit goes with them or stays spendable. What
// it owes stays its own.
import { AuditStore, newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { compareDays } from '../kernel/calendar';
import { RuleBroken } from '../kernel/rule-broken';
import { type CreditMove, dayKept } from '../lots/credit-move';
import { LotsQuery } from '../lots/lots.query';
import { HouseholdsStore } from './households.store';
import { type LockedUnit, MembersStore } from './members.store';
import { checkStays } from './membership-rules';
import { OpenMonthQuery } from './open-month.query';
import { type Turn, turnAt } from './presence';

/** Who moves in with whom, and whether their credit goes along. */
export interface JoinHousehold {
  readonly accountUnitId: string;
  readonly intoUnitId: string;
  readonly credit: 'moved' | 'kept';
}

/** Lets units of the fund in scope move in with others. */
@Injectable()
export class JoinHouseholdUseCase {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly members: MembersStore,
    private readonly households: HouseholdsStore,
    private readonly openMonth: OpenMonthQuery,
    private readonly lots: LotsQuery,
    private readonly audit: AuditStore,
  ) {}

  /**
   * @throws RuleBroken `account-unit-unknown`, `same-unit`, `unit-is-one-person`, `already-left`, `stay-not-begun`,
   * `credit-not-movable`
   */
  run(request: JoinHousehold): Promise<{ movingInId: string; fromMonth: string; movedCents: number }> {
    const { accountUnitId, intoUnitId, credit } = request;
    return this.transaction.run(async () => {
      if (accountUnitId === intoUnitId) throw new RuleBroken('same-unit');
      const [unit, into] = await this.both(accountUnitId, intoUnitId);
      const { rules, firstOpenMonth, now, today } = await this.openMonth.present();
      if (rules.unit === 'person') throw new RuleBroken('unit-is-one-person');
      for (const { lastMonth } of [unit, into]) checkStays(lastMonth, firstOpenMonth);
      const turn = turnAt(firstOpenMonth, rules.entry);
      for (const personId of unit.personIds) await this.goOver(personId, { accountUnitId, intoUnitId }, turn);
      const moves = credit === 'kept' ? [] : await this.moves(accountUnitId, intoUnitId);
      await this.members.leaveAfter(accountUnitId, firstOpenMonth.subtract({ months: 1 }));
      const movingInId = await this.households.addMovingIn({ ...request, from: firstOpenMonth, at: now });
      const borne = await this.households.moveCredit(moves, movingInId, today);
      const left = credit === 'kept' ? [] : await this.moves(accountUnitId, intoUnitId);
      if (!borne || left.length > 0) throw new RuleBroken('credit-not-movable');
      const movedCents = moves.reduce((sum, { amount }) => sum + amount, 0);
      const fromMonth = firstOpenMonth.toString();
      await this.audit.write({
        action: 'household.joined',
        subjectKind: 'account-unit',
        subjectId: accountUnitId,
        facts: { movingInId, intoUnitId, fromMonth, movedCents },
      });
      return { movingInId, fromMonth, movedCents };
    });
  }

  // Always in the same order: two who move in with each other do not wait for each other.
  private async both(accountUnitId: string, intoUnitId: string): Promise<[LockedUnit, LockedUnit]> {
    const locked = new Map<string, LockedUnit>();
    for (const id of [accountUnitId, intoUnitId].sort()) {
      const unit = await this.members.lock(id);
      if (!unit) throw new RuleBroken('account-unit-unknown');
      locked.set(id, unit);
    }
    return [locked.get(accountUnitId), locked.get(intoUnitId)] as [LockedUnit, LockedUnit];
  }

  private async goOver(
    personId: string,
    { accountUnitId, intoUnitId }: { accountUnitId: string; intoUnitId: string },
    { from, eve }: Turn,
  ): Promise<void> {
    const stays = (await this.households.staysFrom(personId, from)).filter(({ until }) => until === null);
    const share = (id: string): number => stays.find((one) => one.accountUnitId === id)?.sharePercent ?? 0;
    const here = stays.filter(({ accountUnitId: id }) => id === accountUnitId || id === intoUnitId);
    if (here.some((stay) => compareDays(stay.from, from) >= 0)) throw new RuleBroken('stay-not-begun');
    // A child of alternate custody whose parents move in together is whole again.
    const sharePercent = Math.min(100, share(accountUnitId) + share(intoUnitId));
    for (const id of [accountUnitId, intoUnitId]) await this.households.endStay({ accountUnitId: id, personId }, eve);
    await this.households.addStay({ accountUnitId: intoUnitId, personId, sharePercent }, from);
  }

  private async moves(fromUnitId: string, toUnitId: string): Promise<CreditMove[]> {
    const lots = (await this.lots.of([fromUnitId])).get(fromUnitId) ?? [];
    return lots.map(({ lotMonth, expiresOn, end, leftCents }) => ({
      creditMoveId: newId(),
      fromUnitId,
      toUnitId,
      lotMonth,
      expiresOn,
      keepsUntil: dayKept({ expiresOn, end }),
      amount: leftCents,
    }));
  }
}
