import { FundsQuery } from '#domain/funds';
import { DecideOutletUseCase, OutletsQuery, ProposeOutletUseCase, SitesQuery } from '#domain/outlets';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { ANY_ROLE_HERE, MayCall } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import { OutletScope } from './outlet-scope';
import {
  DecideOutletDto,
  decisionOf,
  OpenOutletDto,
  OutletDecidedDto,
  OutletDetailDto,
  OutletDto,
  OutletProposedDto,
  OutletsAsked,
  OutletsToReview,
  proposalOf,
  ProposeOutletDto,
} from './outlets.dto';

const SOON_WEEKS = 6;

/** Points of sale: who they are, and whether members may buy there. */
@ApiTags('Points de vente')
@Controller('outlets')
export class OutletsController {
  constructor(
    private readonly outlets: OutletsQuery,
    private readonly sites: SitesQuery,
    private readonly funds: FundsQuery,
    private readonly scope: OutletScope,
    private readonly proposeOutlet: ProposeOutletUseCase,
    private readonly decideOutlet: DecideOutletUseCase,
  ) {}

  /** All outlets; who serves at one sees that one. */
  @Get()
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ApiOperation({ summary: 'Les points de vente, dans tous leurs états ; pour un point de vente, lui-même' })
  @AnswersPageOf(OutletDto)
  list(@FromCaller() caller: Caller, @Query() query: OutletsAsked): Promise<Page<OutletDto>> {
    const only = this.scope.only(caller);
    return page(
      query,
      async (asked) => (await this.outlets.list({ only, state: query.state ?? null }, asked)).map(copied),
      ({ outletId }) => outletId,
    );
  }

  /** Whose approval is soon looked at again. */
  @Get('to-review')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les conventionnements à revoir bientôt, et ceux dont le jour de revue est passé' })
  @AnswersPageOf(OutletDto)
  async toReview(@Query() query: OutletsToReview): Promise<Page<OutletDto>> {
    const { today } = await this.funds.time();
    const until = today.add({ weeks: query.weeks ?? SOON_WEEKS });
    return page(
      query,
      async (asked) => (await this.outlets.toReview(until, asked)).map(copied),
      ({ outletId }) => outletId,
    );
  }

  /** Where members may buy. */
  @Get('open')
  @MayCall(...ANY_ROLE_HERE)
  @ApiOperation({
    summary: 'Où acheter : les points de vente conventionnés, leurs lieux et horaires, ce qui est pris en charge',
  })
  @AnswersPageOf(OpenOutletDto)
  async open(@Query() query: PageQuery): Promise<Page<OpenOutletDto>> {
    const { today } = await this.funds.time();
    return page(
      query,
      async (asked) => (await this.sites.openOn(today, asked)) as OpenOutletDto[],
      ({ outletId }) => outletId,
    );
  }

  /** One outlet. */
  @Get(':outletId')
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ApiOperation({ summary: 'Un point de vente, avec ses lieux de vente' })
  @ApiOkResponse({ type: OutletDetailDto })
  async one(@FromCaller() caller: Caller, @IdIn('outletId') outletId: string): Promise<OutletDetailDto> {
    const outlet = await this.scope.outlet(caller, outletId);
    const sites = await this.sites.of([outletId]);
    return {
      ...copied(outlet),
      sites: sites.map(({ outletId: _of, hours, ...site }) => ({ ...site, hours: [...hours] })),
    };
  }

  /** Proposes an outlet. */
  @Post()
  @MayCall('coordinator', 'volunteer', 'member')
  @ApiOperation({ summary: 'Proposer un point de vente : son dossier s’ouvre' })
  @ApiCreatedResponse({ type: OutletProposedDto })
  async propose(@FromCaller() caller: Caller, @Body() body: ProposeOutletDto): Promise<OutletProposedDto> {
    const team = caller.isCoordinator || caller.isVolunteer;
    const by = { cameBy: team ? 'team' : 'member', proposedBy: caller.personId, formKey: null } as const;
    const { outletId, outletNo } = await this.proposeOutlet.run(proposalOf(body, by));
    return { outletId, outletNo };
  }

  /** Decides on a dossier. */
  @Post(':outletId/decisions')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Décider du dossier : conventionner en entier ou en partie, ou refuser, avec les raisons' })
  @ApiCreatedResponse({ type: OutletDecidedDto })
  async decide(@IdIn('outletId') outletId: string, @Body() body: DecideOutletDto): Promise<OutletDecidedDto> {
    const { state, scorePercent, lineIds } = await this.decideOutlet.run(decisionOf(outletId, body));
    return { state, scorePercent, lineIds: [...lineIds] };
  }
}

function copied<View extends { readonly communes: readonly string[] }>(view: View) {
  return { ...view, communes: [...view.communes] };
}
