// The one door to the books. Every room posts through it, in the transaction of the cause.
import { newId, TenantTransaction } from '#tenancy';
import { Injectable } from '@nestjs/common';
import type { Day } from '../kernel/calendar';
import { type Cents, cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import { type AccountRef, type MoneySource, reversalOf, sided, type Transfer, type TransferPage } from './transfer';

/** What became of a page: how many movements are new, and which lines (from 1) the balance could not bear. */
export interface Posted {
  readonly posted: number;
  readonly replayed: number;
  readonly refusedLines: readonly number[];
}

/** Earlier causes to undo: their source ids, and the transition under which they were posted. */
export interface Reversal extends Omit<TransferPage, 'transfers' | 'lot'> {
  readonly sourceIds: readonly string[];
  readonly undoes: string;
}

/** What became of a hold; `available` is what could still be spent or reserved, in cents. */
export interface HoldOutcome {
  readonly outcome: 'held' | 'replayed' | 'key-reused' | 'balance-too-low';
  readonly available: Cents;
}

const LARGEST_PAGE = 5_000;

/** Posts transfers, reserves credit, closes days, in the fund in scope. */
@Injectable()
export class LedgerStore {
  constructor(private readonly transaction: TenantTransaction) {}

  /** Opens accounts that are not open yet; those that are stay as they are. */
  async open(accounts: readonly AccountRef[]): Promise<void> {
    await this.transaction.query(
      `insert into ledger.account (tenant_id, account_id, kind, owner_id)
       select $1, u.id, u.kind, u.owner from unnest($2::uuid[], $3::text[], $4::uuid[]) as u(id, kind, owner)
       order by u.kind, u.owner -- two who open the same accounts never wait for each other
       on conflict do nothing`,
      [
        this.transaction.tenantId,
        accounts.map(newId),
        accounts.map(({ kind }) => kind),
        accounts.map((account) => this.ownerOf(account)),
      ],
    );
  }

  /**
   * Posts a page in one statement, at most 5 000 transfers, each guarded account at most once. Posting it again
   * changes nothing.
   * @throws RuleBroken `ledger-period-closed` when the day is closed, `movement-already-reversed` when a transfer
   * reverses what another one has reversed
   */
  async post(page: TransferPage): Promise<Posted> {
    const { transfers } = page;
    if (transfers.length === 0) return { posted: 0, replayed: 0, refusedLines: [] };
    if (transfers.length > LARGEST_PAGE) throw new RangeError('a page of the ledger holds at most 5 000 transfers');
    const unposted = await this.send(page);
    const refusedLines = unposted
      .filter((row) => row['outcome'] === 'balance-too-low')
      .map((row) => Number(row['line_index']));
    return {
      posted: transfers.length - unposted.length,
      replayed: unposted.length - refusedLines.length,
      refusedLines,
    };
  }

  /**
   * Undoes what earlier causes moved: the same movements the other way, each naming the one it reverses, booked under a
   * transition of their own. A movement is reversed once; doing it again changes nothing.
   */
  async reverse(page: Reversal): Promise<Posted> {
    const rows = await this.transaction.query(
      `select m.movement_id, m.entry_id, m.source_id, m.line, m.direction, m.amount_cents, m.money_source,
         m.primary_kind, p.owner_id as primary_owner, m.counter_kind, c.owner_id as counter_owner
       from ledger.movement m
       join ledger.account p on p.tenant_id = $1 and p.account_id = m.primary_account_id
       join ledger.account c on c.tenant_id = $1 and c.account_id = m.counter_account_id
       where m.tenant_id = $1 and m.source_kind = $2 and m.source_id = any($3::uuid[]) and m.transition = $4
       order by m.source_id, m.line`,
      [this.transaction.tenantId, page.sourceKind, page.sourceIds, page.undoes],
    );
    const transfers = rows.map((row) => reversalOf(transferOf(row), String(row['movement_id'])));
    return this.post({ ...page, transfers });
  }

  /** Reserves credit of an account unit without moving it; the same source again changes nothing. */
  async hold(request: {
    account: AccountRef;
    amount: Cents;
    sourceKind: string;
    sourceId: string;
  }): Promise<HoldOutcome> {
    const [row] = await this.transaction.query(
      `select h.outcome, h.available from ledger.account a, ledger.place_hold($1, $2, a.account_id, $3, $4, $5) h
       where a.tenant_id = $1 and a.kind = $6 and a.owner_id = $7`,
      [
        this.transaction.tenantId,
        newId(),
        request.amount,
        request.sourceKind,
        request.sourceId,
        request.account.kind,
        this.ownerOf(request.account),
      ],
    );
    if (!row) throw new RuleBroken('account-unknown', { kind: request.account.kind });
    return { outcome: row['outcome'] as HoldOutcome['outcome'], available: cents(Number(row['available'])) };
  }

  /** Ends a hold: its credit was used, or is given back. Ending it again changes nothing. */
  async release(source: { sourceKind: string; sourceId: string; outcome: 'used' | 'given-back' }): Promise<void> {
    await this.transaction.query(
      `insert into ledger.hold_release (tenant_id, hold_id, outcome)
       select tenant_id, hold_id, $4 from ledger.hold where tenant_id = $1 and source_kind = $2 and source_id = $3
       on conflict do nothing`,
      [this.transaction.tenantId, source.sourceKind, source.sourceId, source.outcome],
    );
  }

  /** Gives back what causes of one kind still hold on an account. */
  async releaseAll(account: AccountRef, sourceKind: string): Promise<void> {
    await this.transaction.query(
      `insert into ledger.hold_release (tenant_id, hold_id, outcome)
       select h.tenant_id, h.hold_id, 'given-back' from ledger.hold h
       join ledger.account a on a.tenant_id = $1 and a.account_id = h.account_id and a.kind = $2 and a.owner_id = $3
       where h.tenant_id = $1 and h.source_kind = $4
       on conflict do nothing`,
      [this.transaction.tenantId, account.kind, this.ownerOf(account), sourceKind],
    );
  }

  /** Closes all days up to and including `through`; nothing can be booked in them any more. */
  async closeThrough(through: Day): Promise<void> {
    await this.transaction.query('select ledger.close_through($1, $2)', [
      this.transaction.tenantId,
      through.toString(),
    ]);
  }

  /**
   * What the pot may still give on a day, in cents, with every other posting of the fund that draws on it kept out
   * until the transaction ends.
   */
  async lockPot(on: Day): Promise<Cents> {
    await this.transaction.query('select ledger.draw_alone($1)', [this.transaction.tenantId]);
    const [row] = await this.transaction.query(
      `select t.credit_cents - t.debit_cents as free
       from ledger.account a, ledger.account_turnover_at($1, a.account_id, $2) t
       where a.tenant_id = $1 and a.kind = 'pot' and a.owner_id = $1`,
      [this.transaction.tenantId, on.toString()],
    );
    return cents(Number(row?.['free'] ?? 0));
  }

  /**
   * Keeps every other spending from these guarded accounts out until the transaction ends, so that what is read of them
   * is still so when it is posted. @throws RuleBroken `ledger-period-closed` when the day is closed
   */
  async keepSpendingOut(accounts: readonly AccountRef[], on: Day): Promise<void> {
    await this.transaction.query(
      `select ledger.take_turns($1, $2, count(*) > 1, array_agg(a.account_id order by a.account_id))
       from ledger.account a
       join unnest($3::text[], $4::uuid[]) as u(kind, owner) on a.kind = u.kind and a.owner_id = u.owner
       where a.tenant_id = $1 having count(*) > 0`,
      [
        this.transaction.tenantId,
        on.toString(),
        accounts.map(({ kind }) => kind),
        accounts.map((account) => this.ownerOf(account)),
      ],
    );
  }

  private ownerOf({ owner }: AccountRef): string {
    return owner === 'fund' ? this.transaction.tenantId : owner;
  }

  private async send(page: TransferPage): Promise<Record<string, unknown>[]> {
    const lines = page.transfers.map((transfer) => ({ transfer, ...sided(transfer) }));
    try {
      return await this.transaction.query(
        `select line_index, outcome from ledger.post($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,
           $16, $17, $18, $19)`,
        [
          this.transaction.tenantId,
          page.reason,
          page.sourceKind,
          page.transition,
          page.bookedOn.toString(),
          page.lot?.month.toPlainDate({ day: 1 }).toString() ?? null,
          page.lot?.expiresOn?.toString() ?? null,
          column(lines, newId),
          column(lines, ({ transfer }) => transfer.entryId),
          column(lines, ({ transfer }) => transfer.sourceId),
          column(lines, ({ transfer }) => transfer.line),
          column(lines, ({ primary }) => primary.kind),
          column(lines, ({ primary }) => this.ownerOf(primary)),
          column(lines, ({ counter }) => counter.kind),
          column(lines, ({ counter }) => this.ownerOf(counter)),
          column(lines, ({ direction }) => direction),
          column(lines, ({ transfer }) => transfer.amount),
          column(lines, ({ transfer }) => transfer.moneySource ?? 'null'),
          column(lines, ({ transfer }) => transfer.reverses ?? 'null'),
        ],
      );
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === 'TB001') throw new RuleBroken('ledger-period-closed', { bookedOn: page.bookedOn.toString() });
      if (code === 'TB006') throw new RuleBroken('movement-already-reversed', { sourceKind: page.sourceKind });
      throw error;
    }
  }
}

// A column of a page as a Postgres array, much faster than the driver, which quotes each value: ours are ids, kinds
// and numbers, and never need quotes.
function column<Line>(lines: readonly Line[], valueOf: (line: Line) => string | number): string {
  return `{${lines.map(valueOf).join(',')}}`;
}

function transferOf(row: Record<string, unknown>): Transfer {
  const primary = { kind: row['primary_kind'], owner: row['primary_owner'] } as AccountRef;
  const counter = { kind: row['counter_kind'], owner: row['counter_owner'] } as AccountRef;
  const debited = row['direction'] === 'debit';
  const moneySource = row['money_source'] as MoneySource | null;
  return {
    debit: debited ? primary : counter,
    credit: debited ? counter : primary,
    amount: cents(Number(row['amount_cents'])),
    sourceId: String(row['source_id']),
    line: Number(row['line']),
    entryId: String(row['entry_id']),
    ...(moneySource ? { moneySource } : {}),
  };
}
