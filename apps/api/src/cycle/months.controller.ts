import { MonthsQuery } from '#domain/cycle';
import type { Month } from '#domain/kernel';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MonthIn } from '../http/month-in';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import { monthDetailDto, MonthDetailDto, monthDto, MonthDto } from './months.dto';

/** The months: how far each is, and what it came to. */
@ApiTags('Mois')
@Controller('months')
export class MonthsController {
  constructor(private readonly months: MonthsQuery) {}

  /** All months. */
  @Get()
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les mois, le plus récent d’abord, à la clôture' })
  @AnswersPageOf(MonthDto)
  list(@Query() query: PageQuery): Promise<Page<MonthDto>> {
    return page(
      query,
      async (asked) => (await this.months.months(asked)).map(monthDto),
      ({ monthRunId }) => monthRunId,
    );
  }

  /** One month. */
  @Get(':month')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Un mois : ses étapes, à la clôture et à ce jour' })
  @ApiOkResponse({ type: MonthDetailDto })
  async one(@MonthIn('month') month: Month): Promise<MonthDetailDto> {
    return monthDetailDto((await this.months.month(month)) ?? notThere('month-unknown'));
  }
}
