import { PayoutStatementQuery } from '#domain/payouts';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPdf, Paper } from '../http/paper';
import { onlyPayees } from '../payouts/payee-scope';
import { MayCall, ReadsMoneyOf } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { IssuingFund } from './issuing';
import { payoutInWords } from './payout-in-words';
import { payoutStatement } from './payout-statement';

/** Payouts on paper. */
@ApiTags('Règlements')
@Controller('payouts/:payoutId')
export class PrintedPayoutsController {
  constructor(
    private readonly statements: PayoutStatementQuery,
    private readonly issuing: IssuingFund,
  ) {}

  /** The statement, from the first draft on. */
  @Get('statement.pdf')
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ReadsMoneyOf('payout')
  @ApiOperation({ summary: 'Le relevé d’un règlement à imprimer, achat par achat ; pour un point de vente, le sien' })
  @AnswersPdf('releve-de-reglement.pdf')
  async statement(@FromCaller() caller: Caller, @IdIn('payoutId') payoutId: string): Promise<Paper> {
    const found = (await this.statements.statement(payoutId, onlyPayees(caller))) ?? notThere('payout-unknown');
    const words = payoutInWords(found, await this.statements.paidTo(payoutId));
    const { issuer } = await this.issuing.current();
    return new Paper(() => payoutStatement(issuer, words));
  }
}
