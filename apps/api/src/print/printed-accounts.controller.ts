import { ContributionsQuery } from '#domain/contributions';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPdf, Paper } from '../http/paper';
import { MemberScope } from '../members/member-scope';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import { type Caller, seesAllMoney } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { cashReceipt } from './cash-receipt';
import { IssuingFund } from './issuing';
import { StatementDaysQuery } from './printed.dto';
import { UnitAccount } from './unit-account';
import { unitStatement } from './unit-statement';

/** What a member without a phone is handed: receipts, and the statement of their account. */
@ApiTags('Livre de comptes')
@Controller()
export class PrintedAccountsController {
  constructor(
    private readonly contributions: ContributionsQuery,
    private readonly account: UnitAccount,
    private readonly scope: MemberScope,
    private readonly issuing: IssuingFund,
  ) {}

  /** A receipt. A volunteer has its id from having recorded it: there is no list of them to browse. */
  @Get('receipts/:attemptId/receipt.pdf')
  @MayCall('coordinator', 'treasurer', 'volunteer', 'member')
  @ReadsMoneyOf('attempt')
  @ApiOperation({ summary: 'Le reçu numéroté d’un paiement remis au guichet, à imprimer et à signer' })
  @AnswersPdf('recu.pdf')
  async receipt(@FromCaller() caller: Caller, @IdIn('attemptId') attemptId: string): Promise<Paper> {
    const receipt = (await this.contributions.receipt(attemptId)) ?? notThere('receipt-unknown');
    if (!seesAllMoney(caller) && !caller.isVolunteer) await this.scope.unit(caller, receipt.accountUnitId);
    const { issuer } = await this.issuing.current();
    return new Paper(() => cashReceipt(issuer, receipt));
  }

  /** A unit's account. */
  @Get('account-units/:accountUnitId/statement.pdf')
  @MayCall('coordinator', 'treasurer', 'member')
  @ReadsMoneyOf('account-unit')
  @ApiOperation({ summary: 'Le relevé de « Mon Compte Alim’ » à imprimer' })
  @AnswersPdf('releve.pdf')
  async statement(
    @FromCaller() caller: Caller,
    @IdIn('accountUnitId') id: string,
    @Query() days: StatementDaysQuery,
  ): Promise<Paper> {
    const account = await this.account.over(await this.scope.unit(caller, id), days);
    const { issuer } = await this.issuing.current();
    return new Paper(() => unitStatement(issuer, account));
  }
}
