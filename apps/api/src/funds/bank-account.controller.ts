import { BankAccountQuery, ChangeIbanUseCase } from '#domain/funds';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import { BankAccountChangeDto, BankAccountDto, ChangeIbanDto, IbanChangeDto } from './bank-account.dto';

/** The account that the fund is paid to. */
@ApiTags('Compte bancaire')
@Controller('bank-account')
export class BankAccountController {
  constructor(
    private readonly accounts: BankAccountQuery,
    private readonly changeIban: ChangeIbanUseCase,
  ) {}

  /** The account in force. */
  @Get()
  @MayCall('coordinator', 'treasurer', 'payer', 'member')
  @ApiOperation({ summary: 'Le compte sur lequel payer la caisse' })
  @ApiOkResponse({ type: BankAccountDto })
  async current(): Promise<BankAccountDto> {
    const { iban, bic, holder, since } = (await this.accounts.current()) ?? notThere('bank-account-unknown');
    return { iban, bic, holder, since };
  }

  /** Every change. */
  @Get('changes')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les changements de compte bancaire, le plus récent d’abord' })
  @AnswersPageOf(BankAccountChangeDto)
  changes(@Query() query: PageQuery): Promise<Page<BankAccountChangeDto>> {
    return page(
      query,
      (asked) => this.accounts.history(asked),
      ({ bankAccountId }) => bankAccountId,
    );
  }

  /** Proposes a change. */
  @Post()
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({
    summary: 'Proposer un autre compte bancaire',
    description: 'En vigueur quand une autre personne a signé.',
  })
  @ApiCreatedResponse({ type: IbanChangeDto })
  change(@Body() { bic, ...account }: ChangeIbanDto): Promise<IbanChangeDto> {
    return this.changeIban.run({ ...account, bic: bic ?? null });
  }
}
