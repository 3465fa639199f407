// The books for screens: figures, accounts, statements. Reads only.
import { TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import type { PageRequest } from '../kernel/page';
import { type Figures, figures } from './figures';
import type { AccountKind } from './transfer';

/** One line of an account's statement; `amountCents` is negative when the account gives. */
export interface StatementLine {
  readonly movementId: string;
  readonly bookedOn: string;
  readonly reason: string;
  readonly direction: 'debit' | 'credit';
  readonly amountCents: Cents;
  readonly counterKind: AccountKind;
  readonly lotMonth: string | null;
  readonly lotExpiresOn: string | null;
  readonly reversesMovementId: string | null;
}

/** An account and its balance on a day: credit less debit, in cents, so that what the fund owes is positive. */
export interface AccountBalance {
  readonly accountId: string;
  readonly kind: AccountKind;
  readonly ownerId: string;
  readonly debitCents: Cents;
  readonly creditCents: Cents;
  readonly balanceCents: Cents;
}

/** Reads the ledger of the fund in scope. */
@Injectable()
export class LedgerQuery {
  constructor(private readonly transaction: TenantTransaction) {}

  /** The four figures at the end of a day. */
  async figuresOn(day: Day): Promise<Figures> {
    const rows = await this.transaction.query(
      `select kind, sum(debit_cents) as debit, sum(credit_cents) as credit from ledger.turnover_at($1, $2) group by kind`,
      [this.transaction.tenantId, day.toString()],
    );
    return figures(
      rows.map((row) => ({
        kind: row['kind'] as AccountKind,
        debit: cents(Number(row['debit'])),
        credit: cents(Number(row['credit'])),
      })),
    );
  }

  /** Accounts by id with their balance at the end of a day. */
  async accounts(day: Day, page: PageRequest, kind: AccountKind | null = null): Promise<AccountBalance[]> {
    const rows = await this.transaction.query(
      `select * from ledger.turnover_at($1, $2)
       where ($3::uuid is null or account_id > $3) and ($5::text is null or kind = $5) order by account_id limit $4`,
      [this.transaction.tenantId, day.toString(), page.after, page.limit, kind],
    );
    return rows.map((row) => accountOf(row));
  }

  /** The account of a kind and owner, with its balance at the end of a day; none: null. */
  async accountOf(kind: AccountKind, ownerId: string, day: Day): Promise<AccountBalance | null> {
    const [row] = await this.transaction.query(
      `select t.* from ledger.account a, ledger.account_turnover_at($1, a.account_id, $2) t
       where a.tenant_id = $1 and a.kind = $3 and a.owner_id = $4`,
      [this.transaction.tenantId, day.toString(), kind, ownerId],
    );
    return row ? accountOf(row) : null;
  }

  /** One account with its balance at the end of a day; null when it is not one of this fund's. */
  async account(accountId: string, day: Day): Promise<AccountBalance | null> {
    const [row] = await this.transaction.query('select * from ledger.account_turnover_at($1, $3, $2)', [
      this.transaction.tenantId,
      day.toString(),
      accountId,
    ]);
    return row ? accountOf(row) : null;
  }

  /** Whether the account is one of this fund's. */
  async has(accountId: string): Promise<boolean> {
    const rows = await this.transaction.query('select 1 from ledger.account where tenant_id = $1 and account_id = $2', [
      this.transaction.tenantId,
      accountId,
    ]);
    return rows.length > 0;
  }

  /** The movements of an account between two days, both included, oldest first; `after` is a movement id. */
  async statement(accountId: string, days: { from: Day; to: Day }, page: PageRequest): Promise<StatementLine[]> {
    const rows = await this.transaction.query(
      `select movement_id, booked_on::text, reason, amount_cents, lot_month::text, lot_expires_on::text,
         reverses_movement_id,
         case when primary_account_id = $2 then direction
              when direction = 'debit' then 'credit' else 'debit' end as direction,
         case when primary_account_id = $2 then counter_kind else primary_kind end as counter_kind
       from ledger.movement
       where tenant_id = $1 and (primary_account_id = $2 or counter_account_id = $2)
         and booked_on between $3 and $4
         and ($5::uuid is null or (booked_on, movement_id) > (
           select m.booked_on, m.movement_id from ledger.movement m where m.tenant_id = $1 and m.movement_id = $5))
       order by booked_on, movement_id limit $6`,
      [this.transaction.tenantId, accountId, days.from.toString(), days.to.toString(), page.after, page.limit],
    );
    return rows.map((row) => lineOf(row));
  }
}

function accountOf(row: Record<string, unknown>): AccountBalance {
  const debit = cents(Number(row['debit_cents']));
  const credit = cents(Number(row['credit_cents']));
  return {
    accountId: String(row['account_id']),
    kind: row['kind'] as AccountKind,
    ownerId: String(row['owner_id']),
    debitCents: debit,
    creditCents: credit,
    balanceCents: cents(credit - debit),
  };
}

function lineOf(row: Record<string, unknown>): StatementLine {
  return {
    movementId: String(row['movement_id']),
    bookedOn: String(row['booked_on']),
    reason: String(row['reason']),
    direction: row['direction'] as StatementLine['direction'],
    amountCents: cents(Number(row['amount_cents'])),
    counterKind: row['counter_kind'] as AccountKind,
    lotMonth: row['lot_month'] === null ? null : String(row['lot_month']).slice(0, 7),
    lotExpiresOn: row['lot_expires_on'] === null ? null : String(row['lot_expires_on']),
    reversesMovementId: (row['reverses_movement_id'] as string | null) ?? null,
  };
}
