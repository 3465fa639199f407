import { LedgerQuery } from '#domain/ledger';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { AnswersListIn, AnswersPageOf, page, type Page } from '../http/page';
import { MemberScope } from '../members/member-scope';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import {
  AccountDto,
  AccountsQuery,
  FiguresOnDayDto,
  figuresOnDayDto,
  OnDayQuery,
  StatementDto,
  StatementLineDto,
  StatementQuery,
  UnitStatementDto,
} from './ledger.dto';
import { Statements } from './statements';

/** The books. */
@ApiTags('Livre de comptes')
@Controller()
export class LedgerController {
  constructor(
    private readonly ledger: LedgerQuery,
    private readonly statements: Statements,
    private readonly scope: MemberScope,
  ) {}

  /** The four figures. */
  @Get('ledger/figures')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les quatre chiffres de la caisse, un jour donné' })
  @ApiOkResponse({ type: FiguresOnDayDto })
  async figures(@Query() { on }: OnDayQuery): Promise<FiguresOnDayDto> {
    const day = await this.statements.day(on);
    return figuresOnDayDto(day.toString(), await this.ledger.figuresOn(day));
  }

  /** All accounts with their balance. */
  @Get('ledger/accounts')
  @MayCall('coordinator', 'treasurer')
  @ReadsMoneyOf('accounts')
  @ApiOperation({ summary: 'Les comptes et leurs soldes, un jour donné' })
  @AnswersPageOf(AccountDto)
  async accounts(@Query() query: AccountsQuery): Promise<Page<AccountDto>> {
    const day = await this.statements.day(query.on);
    return page(
      query,
      (asked) => this.ledger.accounts(day, asked, query.kind ?? null),
      ({ accountId }) => accountId,
    );
  }

  /** An account's statement. */
  @Get('ledger/accounts/:accountId/statement')
  @MayCall('coordinator', 'treasurer')
  @ReadsMoneyOf('account')
  @ApiOperation({ summary: 'Le relevé d’un compte' })
  @AnswersListIn(StatementDto, StatementLineDto)
  statement(@IdIn('accountId') accountId: string, @Query() query: StatementQuery): Promise<StatementDto> {
    return this.statements.ofAccount(accountId, query);
  }

  /** The statement of a unit's allocation. */
  @Get('account-units/:accountUnitId/statement')
  @MayCall('coordinator', 'treasurer', 'member')
  @ReadsMoneyOf('account-unit')
  @ApiOperation({ summary: 'Le relevé de « Mon Compte Alim’ »' })
  @AnswersListIn(UnitStatementDto, StatementLineDto)
  async ofUnit(
    @FromCaller() caller: Caller,
    @IdIn('accountUnitId') id: string,
    @Query() query: StatementQuery,
  ): Promise<UnitStatementDto> {
    return this.statements.ofUnit(await this.scope.unit(caller, id), query);
  }
}
