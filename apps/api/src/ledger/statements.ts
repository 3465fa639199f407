// A statement: the balance at the end of a day and the movements that made it.
import { ArrearsQuery } from '#domain/arrears';
import { FundsQuery } from '#domain/funds';
import { type Day, dayOf } from '#domain/kernel';
import { type AccountBalance, LedgerQuery } from '#domain/ledger';
import { LotsQuery } from '#domain/lots';
import { Injectable } from '@nestjs/common';
import { notThere } from '../http/not-there';
import { page } from '../http/page';
import { lotDtos } from '../lots/lots.dto';
import type { StatementDto, StatementQuery, UnitStatementDto } from './ledger.dto';

const THE_BEGINNING = '2000-01-01';

/** Draws up statements in the fund in scope. */
@Injectable()
export class Statements {
  constructor(
    private readonly ledger: LedgerQuery,
    private readonly funds: FundsQuery,
    private readonly lots: LotsQuery,
    private readonly arrears: ArrearsQuery,
  ) {}

  /** The day asked for, or the fund's today. */
  async day(asked: string | undefined): Promise<Day> {
    return asked === undefined ? (await this.funds.time()).today : dayOf(asked);
  }

  /** Of one account. @throws RuleBroken `account-unknown` */
  async ofAccount(accountId: string, query: StatementQuery): Promise<StatementDto> {
    const to = await this.day(query.to);
    return this.of((await this.ledger.account(accountId, to)) ?? notThere('account-unknown'), query, to);
  }

  /** Of the allocation of an account unit, with its late contributions beside. @throws RuleBroken `account-unknown` */
  async ofUnit(accountUnitId: string, query: StatementQuery): Promise<UnitStatementDto> {
    const to = await this.day(query.to);
    const account = await this.ledger.accountOf('allocation', accountUnitId, to);
    const statement = await this.of(account ?? notThere('account-unknown'), query, to);
    const { owedCents, late } = await this.arrears.lateOf(accountUnitId);
    const told = late.map(({ month, owedCents: owed, pending }) => ({ month, owedCents: owed, pending }));
    return { ...statement, owedCents, late: told };
  }

  private async of(
    account: AccountBalance,
    query: StatementQuery,
    to: Day,
  ): Promise<Pick<StatementDto, keyof StatementDto>> {
    const { accountId, kind, ownerId, balanceCents } = account;
    const lots = kind === 'allocation' ? lotDtos((await this.lots.of([ownerId])).get(ownerId) ?? []) : [];
    const days = { from: dayOf(query.from ?? THE_BEGINNING), to };
    const lines = await page(
      query,
      (asked) => this.ledger.statement(accountId, days, asked),
      ({ movementId }) => movementId,
    );
    return { accountId, kind, balanceCents, to: to.toString(), lots, ...lines };
  }
}
