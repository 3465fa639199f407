import { ChangeOutletIbanUseCase, OutletAccountsQuery } from '#domain/outlets';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IbanChangeDto } from '../funds/bank-account.dto';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { ChangeOutletIbanDto, OutletAccountChangeDto, OutletAccountDto } from './outlet-account.dto';
import { OutletScope } from './outlet-scope';

/** The account that an outlet is paid to; screens show the end of its IBAN only. */
@ApiTags('Points de vente')
@Controller('outlets/:outletId/bank-account')
export class OutletAccountController {
  constructor(
    private readonly accounts: OutletAccountsQuery,
    private readonly scope: OutletScope,
    private readonly changeIban: ChangeOutletIbanUseCase,
  ) {}

  /** The account in force. */
  @Get()
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ApiOperation({ summary: 'Le compte sur lequel il est payé, par les quatre derniers signes de son IBAN' })
  @ApiOkResponse({ type: OutletAccountDto })
  async current(@FromCaller() caller: Caller, @IdIn('outletId') id: string): Promise<OutletAccountDto> {
    const { outletId } = await this.scope.outlet(caller, id);
    const account = (await this.accounts.current(outletId)) ?? notThere('outlet-account-unknown');
    const { bankAccountId, holder, ibanEndsWith, bic, since } = account;
    return { bankAccountId, holder, ibanEndsWith, bic, since };
  }

  /** Every change. */
  @Get('changes')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les changements de son compte bancaire, le plus récent d’abord' })
  @AnswersPageOf(OutletAccountChangeDto)
  async changes(
    @FromCaller() caller: Caller,
    @IdIn('outletId') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<OutletAccountChangeDto>> {
    const { outletId } = await this.scope.outlet(caller, id);
    return page(
      query,
      (asked) => this.accounts.history(outletId, asked),
      ({ bankAccountId }) => bankAccountId,
    );
  }

  /** Proposes a change. */
  @Post()
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({
    summary: 'Proposer un autre compte bancaire pour ce point de vente',
    description: 'En vigueur quand une autre personne a signé ; le point de vente le lit alors dans ses étapes.',
  })
  @ApiCreatedResponse({ type: IbanChangeDto })
  change(@IdIn('outletId') outletId: string, @Body() { bic, ...account }: ChangeOutletIbanDto): Promise<IbanChangeDto> {
    return this.changeIban.run({ ...account, outletId, bic: bic ?? null });
  }
}
