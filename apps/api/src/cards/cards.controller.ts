import { AssignCardUseCase, CardsQuery, MakeCardsUseCase } from '#domain/cards';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import {
  AssignCardDto,
  CardBatchDto,
  CardBatchMadeDto,
  CardDto,
  CardNumberDto,
  CardsAskedDto,
  MakeCardsDto,
  toWhom,
} from './cards.dto';

/** The fund's cards: made for the printer, and handed out. */
@ApiTags('Cartes')
@Controller()
export class CardsController {
  constructor(
    private readonly known: CardsQuery,
    private readonly makeCards: MakeCardsUseCase,
    private readonly assignCard: AssignCardUseCase,
  ) {}

  /** All cards. */
  @Get('cards')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les cartes, par état ou par lot d’impression' })
  @AnswersPageOf(CardDto)
  list(@Query() query: CardsAskedDto): Promise<Page<CardDto>> {
    const { state = null, batchId = null } = query;
    return page(
      query,
      (asked) => this.known.cards({ personId: null, batchId, state }, asked),
      ({ cardId }) => cardId,
    );
  }

  /** What was printed together. */
  @Get('card-batches')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les lots de cartes à imprimer' })
  @AnswersPageOf(CardBatchDto)
  batches(@Query() query: PageQuery): Promise<Page<CardBatchDto>> {
    return page(
      query,
      (asked) => this.known.batches(asked),
      ({ batchId }) => batchId,
    );
  }

  /** Makes cards. */
  @Post('card-batches')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Créer des cartes à imprimer, encore à personne' })
  @ApiCreatedResponse({ type: CardBatchMadeDto })
  make(@Body() { count }: MakeCardsDto): Promise<CardBatchMadeDto> {
    return this.makeCards.run({ count });
  }

  /** Hands a card over. */
  @Post('cards/assign')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer', 'volunteer')
  @ApiOperation({ summary: 'Remettre une carte imprimée à quelqu’un, en tapant son numéro' })
  @ApiOkResponse({ type: CardNumberDto })
  assign(@Body() body: AssignCardDto): Promise<CardNumberDto> {
    const { cardNo, accountUnitId = null } = body;
    return this.assignCard.run({ cardNo, to: toWhom(body), accountUnitId });
  }
}
