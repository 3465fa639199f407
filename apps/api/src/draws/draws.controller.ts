import {
  AskForSumsUseCase,
  CommitDrawUseCase,
  DrawsQuery,
  EndDrawUseCase,
  HoldDrawUseCase,
  PrepareDrawUseCase,
} from '#domain/draws';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import {
  CommitDrawDto,
  DrawCommittedDto,
  DrawDetailDto,
  DrawDto,
  DrawEndedDto,
  DrawEventDto,
  DrawHeldDto,
  DrawPreparedDto,
  HoldDrawDto,
  publicValueOf,
  ReasonDto,
  seedOf,
  SumsAskedDto,
} from './draws.dto';
import { admissionDrawOf, councilDrawOf, PrepareAdmissionDrawDto, PrepareCouncilDrawDto } from './prepare-draw.dto';

/** Draws by lot: prepared, checked, committed, solved, drawn, published. */
@ApiTags('Tirages au sort')
@Controller('draws')
export class DrawsController {
  constructor(
    private readonly draws: DrawsQuery,
    private readonly prepareDraw: PrepareDrawUseCase,
    private readonly askForSums: AskForSumsUseCase,
    private readonly commitDraw: CommitDrawUseCase,
    private readonly holdDraw: HoldDrawUseCase,
    private readonly endDraw: EndDrawUseCase,
  ) {}

  /** Draws. */
  @Get()
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les tirages de la caisse, le dernier d’abord' })
  @AnswersPageOf(DrawDto)
  list(@Query() query: PageQuery): Promise<Page<DrawDto>> {
    return page(
      query,
      (asked) => this.draws.draws(asked),
      ({ drawId }) => drawId,
    );
  }

  /** Prepares a draw of the council. */
  @Post('council')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Préparer le tirage du conseil, selon sa charte' })
  @ApiCreatedResponse({ type: DrawPreparedDto })
  prepareCouncil(@Body() body: PrepareCouncilDrawDto): Promise<DrawPreparedDto> {
    return this.prepareDraw.run(councilDrawOf(body));
  }

  /** Prepares a draw among those who wait. */
  @Post('admission')
  @MayCall('coordinator')
  @ApiOperation({
    summary: 'Préparer le tirage des nouveaux comptes parmi la liste d’attente',
    description:
      'Le nombre de places vient de ce que la caisse peut porter, prudemment ; les cotisations n’y comptent pas.',
  })
  @ApiCreatedResponse({ type: DrawPreparedDto })
  prepareAdmission(@Body() body: PrepareAdmissionDrawDto): Promise<DrawPreparedDto> {
    return this.prepareDraw.run(admissionDrawOf(body));
  }

  /** One draw. */
  @Get(':drawId')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Un tirage : ce qui est décidé, ce que la vérification a trouvé' })
  @ApiOkResponse({ type: DrawDetailDto })
  async one(@IdIn('drawId') drawId: string): Promise<DrawDetailDto> {
    return (await this.draws.draw(drawId)) ?? notThere('draw-unknown');
  }

  /** What happened to a draw. */
  @Get(':drawId/events')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Tout ce qui est arrivé à un tirage, dans l’ordre' })
  @AnswersPageOf(DrawEventDto)
  async events(@IdIn('drawId') drawId: string, @Query() query: PageQuery): Promise<Page<DrawEventDto>> {
    if (!(await this.draws.draw(drawId))) notThere('draw-unknown');
    return page(
      query,
      (asked) => this.draws.events(drawId, asked),
      ({ eventId }) => eventId,
    );
  }

  /** Has it checked. */
  @Post(':drawId/check')
  @HttpCode(202)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Vérifier si le tirage est possible, ce qui manque, et qui ne pourrait jamais être tiré' })
  @ApiAcceptedResponse({ type: SumsAskedDto })
  check(@IdIn('drawId') drawId: string): Promise<SumsAskedDto> {
    return this.askForSums.run({ drawId, what: 'check' });
  }

  /** The fund binds itself. */
  @Post(':drawId/commitment')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({
    summary: 'S’engager : geler la liste et publier son empreinte, avec la valeur publique à venir',
    description: 'Un engagement reste publié pour toujours, même si le tirage est annulé. Le calcul commence aussitôt.',
  })
  @ApiOkResponse({ type: DrawCommittedDto })
  commit(@IdIn('drawId') drawId: string, @Body() { seed }: CommitDrawDto): Promise<DrawCommittedDto> {
    return this.commitDraw.run({ drawId, seed: seedOf(seed) });
  }

  /** Has one that was stopped solved again. */
  @Post(':drawId/solution')
  @HttpCode(202)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Relancer le calcul d’un tirage engagé : le résultat est le même' })
  @ApiAcceptedResponse({ type: SumsAskedDto })
  solve(@IdIn('drawId') drawId: string): Promise<SumsAskedDto> {
    return this.askForSums.run({ drawId, what: 'solve' });
  }

  /** The draw itself. */
  @Post(':drawId/holding')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({
    summary: 'Tirer, avec la valeur publique arrivée ; fait quand une autre personne a signé',
    description: 'La signature est sous « Accords ». Le secret de la caisse est révélé, et le numéro connu.',
  })
  @ApiOkResponse({ type: DrawHeldDto })
  hold(@IdIn('drawId') drawId: string, @Body() { publicValue, note }: HoldDrawDto): Promise<DrawHeldDto> {
    return this.holdDraw.run({ drawId, publicValue: publicValueOf(publicValue), note: note ?? null });
  }

  /** What came out takes effect. */
  @Post(':drawId/publication')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Publier : les sièges sont pris, ou les personnes tirées invitées' })
  @ApiOkResponse({ type: DrawEndedDto })
  publish(@IdIn('drawId') drawId: string): Promise<DrawEndedDto> {
    return this.endDraw.run({ drawId, cancelFor: null });
  }

  /** Gives it up. */
  @Post(':drawId/cancellation')
  @HttpCode(200)
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Annuler un tirage qui n’a pas eu lieu ; le motif est public s’il était engagé' })
  @ApiOkResponse({ type: DrawEndedDto })
  cancel(@IdIn('drawId') drawId: string, @Body() { reason }: ReasonDto): Promise<DrawEndedDto> {
    return this.endDraw.run({ drawId, cancelFor: reason });
  }
}
