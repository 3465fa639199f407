import { BudgetQuery, ReceiveGrantUseCase } from '#domain/budget';
import { cents, dayOf } from '#domain/kernel';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import { GrantDto, GrantReceivedDto, ReceiveGrantDto } from './grants.dto';

/** What the fund receives beside contributions. */
@ApiTags('Subventions')
@Controller('grants')
export class GrantsController {
  constructor(
    private readonly budget: BudgetQuery,
    private readonly receiveGrant: ReceiveGrantUseCase,
  ) {}

  /** All grants. */
  @Get()
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les subventions et apports' })
  @AnswersPageOf(GrantDto)
  list(@Query() query: PageQuery): Promise<Page<GrantDto>> {
    return page(
      query,
      (asked) => this.budget.grants(asked),
      ({ grantId }) => grantId,
    );
  }

  /** Records a grant. */
  @Post()
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Noter une subvention ou un apport reçu' })
  @ApiCreatedResponse({ type: GrantReceivedDto })
  receive(@Body() { amountCents, receivedOn, ...grant }: ReceiveGrantDto): Promise<GrantReceivedDto> {
    return this.receiveGrant.run({ ...grant, amount: cents(amountCents), receivedOn: dayOf(receivedOn) });
  }
}
