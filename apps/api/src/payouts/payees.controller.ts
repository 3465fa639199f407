import { FundsQuery } from '#domain/funds';
import { PayeeOutlookQuery, PayoutsQuery, PayoutStatementQuery } from '#domain/payouts';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersListIn, AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MemberScope } from '../members/member-scope';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { onlyPayees, outletSeenBy } from './payee-scope';
import { PayoutLineDto, PayoutStatementDto } from './payout-statement.dto';
import { OutletOutlookDto, OwedDto, PayoutDto, ReimbursementsDto } from './payouts.dto';

/** What payees ask: what am I owed, what will I be paid and when, and for what. */
@ApiTags('Règlements')
@Controller()
export class PayeesController {
  constructor(
    private readonly payouts: PayoutsQuery,
    private readonly statements: PayoutStatementQuery,
    private readonly outlook: PayeeOutlookQuery,
    private readonly funds: FundsQuery,
    private readonly memberScope: MemberScope,
  ) {}

  /** What is owed to each. */
  @Get('payees')
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ReadsMoneyOf('payees')
  @ApiOperation({ summary: 'Ce qui est dû à chacun : en brouillon, et dans aucun règlement encore' })
  @AnswersPageOf(OwedDto)
  async owed(@FromCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<OwedDto>> {
    const only = onlyPayees(caller);
    const { today } = await this.funds.time();
    return page(
      query,
      (asked) => this.payouts.owed(only, today, asked),
      ({ accountId }) => accountId,
    );
  }

  /** What an outlet will be paid, and when. */
  @Get('outlets/:outletId/next-payout')
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ApiOperation({ summary: 'Ce qu’un point de vente va recevoir, et quand' })
  @ApiOkResponse({ type: OutletOutlookDto })
  async next(@FromCaller() caller: Caller, @IdIn('outletId') id: string): Promise<OutletOutlookDto> {
    return (await this.outlook.ofOutlet(outletSeenBy(caller, id))) ?? notThere('outlet-unknown');
  }

  /** What a unit is paid back. */
  @Get('account-units/:accountUnitId/reimbursements')
  @MayCall('coordinator', 'treasurer', 'member')
  @ReadsMoneyOf('account-unit')
  @ApiOperation({ summary: 'Ce que la caisse rembourse à un compte : dû, en cours, payé' })
  @AnswersListIn(ReimbursementsDto, PayoutDto)
  async ofUnit(
    @FromCaller() caller: Caller,
    @IdIn('accountUnitId') id: string,
    @Query() query: PageQuery,
  ): Promise<ReimbursementsDto> {
    const only = [await this.memberScope.unit(caller, id)];
    const { today } = await this.funds.time();
    const [owed] = await this.payouts.owed(only, today, { after: null, limit: 1 });
    const { items, next } = await page(
      query,
      (asked) => this.payouts.payouts(only, { ...asked, state: null }),
      ({ payoutId }) => payoutId,
    );
    return { owedCents: owed?.owedCents ?? 0, openCents: owed?.openCents ?? 0, items, next };
  }

  /** The statement of a payout. */
  @Get('payouts/:payoutId/statement')
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ReadsMoneyOf('payout')
  @ApiOperation({ summary: 'Le relevé d’un règlement, dès le brouillon : chaque vente, sans nom' })
  @AnswersListIn(PayoutStatementDto, PayoutLineDto)
  async statement(
    @FromCaller() caller: Caller,
    @IdIn('payoutId') payoutId: string,
    @Query() query: PageQuery,
  ): Promise<PayoutStatementDto> {
    const found = await this.statements.statement(payoutId, onlyPayees(caller));
    const { lines, ...head } = found ?? notThere('payout-unknown');
    const { items, next } = await page(
      query,
      ({ after, limit }) => {
        const from = after === null ? 0 : lines.findIndex(({ movementId }) => movementId === after) + 1;
        return lines.slice(from, from + limit);
      },
      ({ movementId }) => movementId,
    );
    return { ...head, items, next };
  }
}
