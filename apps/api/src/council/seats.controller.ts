import { LeaveSeatUseCase, SeatsQuery } from '#domain/council';
import { FundsQuery } from '#domain/funds';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReasonDto } from '../draws/draws.dto';
import { IdIn } from '../http/id';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { ReplacementDto, SeatDto, SeatLeftDto, seatSeenBy } from './seats.dto';

/** Who sits in the council. */
@ApiTags('Conseil')
@Controller('council')
export class SeatsController {
  constructor(
    private readonly seats: SeatsQuery,
    private readonly funds: FundsQuery,
    private readonly leaveSeat: LeaveSeatUseCase,
  ) {}

  /** Seats. */
  @Get('seats')
  @MayCall('coordinator', 'treasurer', 'member')
  @ApiOperation({ summary: 'Qui siège au conseil, et jusqu’à quand' })
  @AnswersPageOf(SeatDto)
  async list(@FromCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<SeatDto>> {
    const { today } = await this.funds.time();
    const found = await page(
      query,
      (asked) => this.seats.seats(today, asked),
      ({ seatId }) => seatId,
    );
    return { ...found, items: found.items.map((seat) => seatSeenBy(caller, seat)) };
  }

  /** Somebody leaves. */
  @Post('seats/:seatId/departure')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({
    summary: 'Noter qu’une personne quitte le conseil',
    description: 'Qui suit vient de l’ordre publié au tirage, en gardant les quotas : personne ne choisit.',
  })
  @ApiOkResponse({ type: SeatLeftDto })
  leave(@IdIn('seatId') seatId: string, @Body() { reason }: ReasonDto): Promise<SeatLeftDto> {
    return this.leaveSeat.run({ seatId, reason });
  }

  /** How free seats were filled. */
  @Get('replacements')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les remplacements, avec les quotas qui ont dû céder' })
  @AnswersPageOf(ReplacementDto)
  replacements(@Query() query: PageQuery): Promise<Page<ReplacementDto>> {
    return page(
      query,
      (asked) => this.seats.replacements(asked),
      ({ replacementId }) => replacementId,
    );
  }
}
