// Writes households that change: who is where with which share, and the credit that goes along.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import { type Day, dayOf, firstDay, type Month } from '../kernel/calendar';
import type { Id } from '../kernel/id';
import { LedgerStore } from '../ledger/ledger.store';
import { HOLD_OF_SEPARATION } from '../ledger/transfer';
import { type CreditMove, pagesOf } from '../lots/credit-move';

/** A person's stay in a unit; days included, `until` null while it has no end. */
export interface StayInUnit {
  readonly accountUnitId: string;
  readonly sharePercent: number;
  readonly from: Day;
  readonly until: Day | null;
}

/** The households of the fund in scope, for writing. */
@Injectable()
export class HouseholdsStore {
  constructor(
    private readonly transaction: TenantTransaction,
    private readonly ledger: LedgerStore,
  ) {}

  /** A person's stays that touch a day or come after it; the lock on their units guards them. */
  async staysFrom(personId: string, day: Day): Promise<StayInUnit[]> {
    const rows = await this.transaction.query(
      `select account_unit_id, share_percent, from_on::text, until_on::text from members.unit_person
       where tenant_id = $1 and person_id = $2 and (until_on is null or until_on >= $3)
       order by account_unit_id, from_on`,
      [this.transaction.tenantId, personId, day.toString()],
    );
    return rows.map((row) => ({
      accountUnitId: String(row['account_unit_id']),
      sharePercent: Number(row['share_percent']),
      from: dayOf(String(row['from_on'])),
      until: row['until_on'] === null ? null : dayOf(String(row['until_on'])),
    }));
  }

  /** Ends a person's stay in a unit with a day, whenever it was to end. */
  async endStay(stay: { accountUnitId: string; personId: string }, lastDay: Day): Promise<void> {
    await this.transaction.query(
      `update members.unit_person set until_on = $4
       where tenant_id = $1 and account_unit_id = $2 and person_id = $3 and from_on <= $4
         and (until_on is null or until_on > $4)`,
      [this.transaction.tenantId, stay.accountUnitId, stay.personId, lastDay.toString()],
    );
  }

  /** Lets a person who is known stay in a unit from a day on, with a share. */
  async addStay(stay: { accountUnitId: string; personId: string; sharePercent: number }, from: Day): Promise<void> {
    await this.transaction.query(
      `insert into members.unit_person (tenant_id, account_unit_id, person_id, from_on, share_percent)
       values ($1, $2, $3, $4, $5)`,
      [this.transaction.tenantId, stay.accountUnitId, stay.personId, from.toString(), stay.sharePercent],
    );
  }

  /** Lets no request to separate pass until the transaction ends, and gives back what one holds of the unit's credit. */
  async endRequest(accountUnitId: string): Promise<void> {
    await this.transaction.lock(`household/${accountUnitId}`);
    const account = { kind: 'allocation', owner: accountUnitId as Id<'account-unit'> } as const;
    await this.ledger.releaseAll(account, HOLD_OF_SEPARATION);
  }

  /** Keeps a separation. @returns its id */
  async addSeparation(separation: {
    accountUnitId: string;
    newUnitId: string;
    stayingParts: number;
    leavingParts: number;
    from: Month;
    at: string;
  }): Promise<string> {
    const separationId = newId();
    await this.transaction.query(
      `insert into members.separation (tenant_id, separation_id, account_unit_id, new_unit_id, staying_parts,
         leaving_parts, from_month, separated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        this.transaction.tenantId,
        separationId,
        separation.accountUnitId,
        separation.newUnitId,
        separation.stayingParts,
        separation.leavingParts,
        firstDay(separation.from).toString(),
        separation.at,
      ],
    );
    return separationId;
  }

  /** Keeps that a unit moved in with another. @returns its id */
  async addMovingIn(movingIn: {
    accountUnitId: string;
    intoUnitId: string;
    credit: 'moved' | 'kept';
    from: Month;
    at: string;
  }): Promise<string> {
    const movingInId = newId();
    await this.transaction.query(
      `insert into members.moving_in (tenant_id, moving_in_id, account_unit_id, into_unit_id, from_month, credit, moved_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        this.transaction.tenantId,
        movingInId,
        movingIn.accountUnitId,
        movingIn.intoUnitId,
        firstDay(movingIn.from).toString(),
        movingIn.credit,
        movingIn.at,
      ],
    );
    return movingInId;
  }

  /** Opens the accounts of a unit. */
  async openAccounts(accountUnitId: string): Promise<void> {
    const owner = accountUnitId as Id<'account-unit'>;
    await this.ledger.open([
      { kind: 'allocation', owner },
      { kind: 'receivable', owner },
    ]);
  }

  /** Moves credit, lot by lot. @returns whether the balance could bear all of it */
  async moveCredit(moves: readonly CreditMove[], causeId: string, bookedOn: Day): Promise<boolean> {
    for (const move of moves) {
      await this.transaction.query(
        `insert into members.credit_move (tenant_id, credit_move_id, cause_id, from_unit_id, to_unit_id, lot_month,
           lot_expires_on, amount_cents)
         values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [
          this.transaction.tenantId,
          move.creditMoveId,
          causeId,
          move.fromUnitId,
          move.toUnitId,
          firstDay(move.lotMonth).toString(),
          move.keepsUntil?.toString() ?? null,
          move.amount,
        ],
      );
      for (const page of pagesOf(move, causeId, bookedOn)) {
        const { refusedLines } = await this.ledger.post(page);
        if (refusedLines.length > 0) return false;
      }
    }
    return true;
  }
}
