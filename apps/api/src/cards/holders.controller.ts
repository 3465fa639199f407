import { CardsQuery, GiveMemberNumberUseCase, IssueCardUseCase, SetPinUseCase, UnlockPinUseCase } from '#domain/cards';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall, Writes } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { CardScope } from './card-scope';
import { CardDto, CardNumberDto, ChoosePinDto, HolderDto, IssueCardDto, PinChosenDto, PinDrawnDto } from './cards.dto';

/** The cards, the number and the PIN of one person. */
@ApiTags('Cartes')
@Controller()
export class HoldersController {
  constructor(
    private readonly known: CardsQuery,
    private readonly scope: CardScope,
    private readonly issueCard: IssueCardUseCase,
    private readonly giveNumber: GiveMemberNumberUseCase,
    private readonly setPin: SetPinUseCase,
    private readonly unlockPin: UnlockPinUseCase,
  ) {}

  /** A person's cards. */
  @Get('persons/:personId/cards')
  @MayCall('coordinator', 'treasurer', 'member')
  @ApiOperation({ summary: 'Les cartes d’une personne ; un membre, les siennes' })
  @AnswersPageOf(CardDto)
  async cards(
    @FromCaller() caller: Caller,
    @IdIn('personId') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<CardDto>> {
    const personId = await this.scope.person(caller, id);
    return page(
      query,
      (asked) => this.known.cards({ personId, batchId: null, state: null }, asked),
      ({ cardId }) => cardId,
    );
  }

  /** Makes a card for a person. */
  @Post('persons/:personId/cards')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Créer une carte pour une personne' })
  @ApiCreatedResponse({ type: CardNumberDto })
  issue(@IdIn('personId') personId: string, @Body() { accountUnitId }: IssueCardDto): Promise<CardNumberDto> {
    return this.issueCard.run({ personId, accountUnitId: accountUnitId ?? null });
  }

  /** How a person says who they are. */
  @Get('persons/:personId/holder')
  @MayCall('coordinator', 'treasurer', 'member')
  @ApiOperation({ summary: 'Le numéro de membre d’une personne, et où en est son code' })
  @ApiOkResponse({ type: HolderDto })
  async holder(@FromCaller() caller: Caller, @IdIn('personId') personId: string): Promise<HolderDto> {
    return (await this.known.holder(await this.scope.person(caller, personId))) ?? notThere('person-not-in-fund');
  }

  /** Gives a member number. */
  @Post('persons/:personId/member-number')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Donner un numéro de membre ; qui en a un le garde' })
  @ApiOkResponse({ type: HolderDto })
  number(@IdIn('personId') personId: string): Promise<HolderDto> {
    return this.giveNumber.run({ personId });
  }

  /** Draws a PIN at the counter. */
  @Post('persons/:personId/pin')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @Writes('apart')
  @ApiOperation({
    summary: 'Donner un code au guichet',
    description: 'Le code est tiré au hasard et montré cette seule fois : envoyé de nouveau, un autre est tiré.',
  })
  @ApiOkResponse({ type: PinDrawnDto })
  draw(@IdIn('personId') personId: string): Promise<PinDrawnDto> {
    return this.setPin.run({ personId, chosen: null });
  }

  /** Unlocks a PIN. */
  @Post('persons/:personId/pin/unlock')
  @HttpCode(204)
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Déverrouiller un code après trop d’erreurs' })
  @ApiNoContentResponse({ description: 'Le même code peut être essayé de nouveau.' })
  unlock(@IdIn('personId') personId: string): Promise<void> {
    return this.unlockPin.run({ personId });
  }

  /** Chooses the caller's own PIN. */
  @Post('my-pin')
  @HttpCode(200)
  @MayCall('member')
  @Writes('apart')
  @ApiOperation({ summary: 'Choisir mon code', description: 'Remplace l’ancien, et le déverrouille.' })
  @ApiOkResponse({ type: PinChosenDto })
  async choose(@FromCaller() { personId }: Caller, @Body() { pin }: ChoosePinDto): Promise<PinChosenDto> {
    const { memberNo } = await this.setPin.run({ personId: personId ?? notThere('person-not-in-fund'), chosen: pin });
    return { memberNo };
  }
}
