import { BlockCardUseCase, ReplaceCardUseCase, UnblockCardUseCase } from '#domain/cards';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { MayCall } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { CardScope } from './card-scope';
import { BlockCardDto, CardNumberDto, ReplaceCardDto } from './cards.dto';

/** What happens to one card. */
@ApiTags('Cartes')
@Controller('cards/:cardId')
export class CardActsController {
  constructor(
    private readonly scope: CardScope,
    private readonly blockCard: BlockCardUseCase,
    private readonly unblockCard: UnblockCardUseCase,
    private readonly replaceCard: ReplaceCardUseCase,
  ) {}

  /** Blocks it; a member their own. */
  @Post('block')
  @HttpCode(204)
  @MayCall('coordinator', 'treasurer', 'member')
  @ApiOperation({ summary: 'Bloquer une carte perdue ou volée ; un membre, la sienne' })
  @ApiNoContentResponse({ description: 'La carte ne paie plus.' })
  async block(
    @FromCaller() caller: Caller,
    @IdIn('cardId') cardId: string,
    @Body() { reason }: BlockCardDto,
  ): Promise<void> {
    return this.blockCard.run({ cardId, reason, of: await this.scope.people(caller, 'acts') });
  }

  /** Unblocks it. */
  @Post('unblock')
  @HttpCode(204)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Débloquer une carte retrouvée' })
  @ApiNoContentResponse({ description: 'La carte paie de nouveau.' })
  unblock(@IdIn('cardId') cardId: string): Promise<void> {
    return this.unblockCard.run({ cardId });
  }

  /** Replaces it. */
  @Post('replace')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Remplacer une carte : l’ancienne ne paie plus jamais, la nouvelle est à la même personne' })
  @ApiCreatedResponse({ type: CardNumberDto })
  replace(@IdIn('cardId') cardId: string, @Body() { cardNo }: ReplaceCardDto): Promise<CardNumberDto> {
    return this.replaceCard.run({ cardId, by: cardNo ?? null });
  }
}
