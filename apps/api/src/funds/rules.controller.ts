import { FundsQuery, PublishRulesUseCase, WithdrawRulesUseCase } from '#domain/funds';
import { monthOf, monthOfDay } from '#domain/kernel';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { ANY_ROLE_HERE, MayCall, Writes } from '../sign-in/access';
import {
  PublishRulesDto,
  RulesOfMonthQuery,
  RulesPublishedDto,
  RulesVersionDto,
  RulesWithdrawnDto,
  ValidateRulesDto,
  WithdrawRulesDto,
} from './funds.dto';
import { rulesVerdict, RulesVerdictDto } from './rules-verdict.dto';

/** A fund's rules: in force, past and to come. */
@ApiTags('Règles')
@Controller('rules')
export class RulesController {
  constructor(
    private readonly funds: FundsQuery,
    private readonly publishRules: PublishRulesUseCase,
    private readonly withdrawRules: WithdrawRulesUseCase,
  ) {}

  /** The version in force in a month. */
  @Get('current')
  @MayCall(...ANY_ROLE_HERE)
  @ApiOperation({ summary: 'Les règles en vigueur un mois donné' })
  @ApiOkResponse({ type: RulesVersionDto })
  async current(@Query() { month }: RulesOfMonthQuery): Promise<RulesVersionDto> {
    const asked = month === undefined ? monthOfDay((await this.funds.time()).today) : monthOf(month);
    return (await this.funds.rulesInForce(asked)) ?? notThere('no-rules-in-force');
  }

  /** Every version. */
  @Get('history')
  @MayCall(...ANY_ROLE_HERE)
  @ApiOperation({ summary: 'Toutes les versions des règles, la plus récente d’abord' })
  @AnswersPageOf(RulesVersionDto)
  history(@Query() query: PageQuery): Promise<Page<RulesVersionDto>> {
    return page(
      query,
      (asked) => this.funds.history(asked),
      ({ rulesVersionId }) => rulesVersionId,
    );
  }

  /** Says what is to be mended in a document. */
  @Post('validate')
  @HttpCode(200)
  @MayCall('coordinator', 'platform')
  @Writes('none')
  @ApiOperation({ summary: 'Vérifier un document de règles, sans rien publier' })
  @ApiOkResponse({ type: RulesVerdictDto })
  validate(@Body() { document }: ValidateRulesDto): RulesVerdictDto {
    return rulesVerdict(document);
  }

  /** Publishes a version. */
  @Post()
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Publier des règles à partir d’un mois à venir, avec la signature d’une deuxième personne' })
  @ApiCreatedResponse({ type: RulesPublishedDto })
  publish(@Body() { from, ...rules }: PublishRulesDto): Promise<RulesPublishedDto> {
    return this.publishRules.run({ ...rules, from: monthOf(from) });
  }
  /** Takes a version back. */
  @Post(':rulesVersionId/withdrawal')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Retirer une version publiée pour un mois à venir' })
  @ApiOkResponse({ type: RulesWithdrawnDto })
  withdraw(
    @IdIn('rulesVersionId') rulesVersionId: string,
    @Body() { reason }: WithdrawRulesDto,
  ): Promise<RulesWithdrawnDto> {
    return this.withdrawRules.run({ rulesVersionId, reason });
  }
}
