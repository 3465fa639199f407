import { dayOf } from '#domain/kernel';
import { DossiersQuery, ExamineOutletUseCase, PublishCriteriaUseCase } from '#domain/outlets';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { IdIn } from '../http/id';
import { notThere } from '../http/not-there';
import { AnswersPageOf, page, type Page, PageQuery } from '../http/page';
import { MayCall } from '../sign-in/access';
import type { Caller } from '../sign-in/caller';
import { FromCaller } from '../sign-in/from-caller';
import {
  AddFindingDto,
  AddVisitDto,
  CriteriaDto,
  criteriaOf,
  CriteriaPublishedDto,
  DossierDto,
  ExaminedDto,
  PublishCriteriaDto,
  shownCriteria,
} from './outlet-dossier.dto';
import { OutletScope } from './outlet-scope';

/** The fund's criteria, and the dossiers of outlets by them. */
@ApiTags('Points de vente')
@Controller()
export class OutletDossierController {
  constructor(
    private readonly dossiers: DossiersQuery,
    private readonly scope: OutletScope,
    private readonly examine: ExamineOutletUseCase,
    private readonly publishCriteria: PublishCriteriaUseCase,
  ) {}

  /** The criteria's versions. */
  @Get('outlet-criteria')
  @MayCall('coordinator', 'treasurer', 'outlet', 'member')
  @ApiOperation({ summary: 'Les critères de la caisse pour les points de vente, la version la plus récente d’abord' })
  @AnswersPageOf(CriteriaDto)
  versions(@Query() query: PageQuery): Promise<Page<CriteriaDto>> {
    return page(
      query,
      async (asked) =>
        (await this.dossiers.versions(asked)).map(({ criteria, ...version }) => ({
          ...version,
          criteria: shownCriteria(criteria),
        })),
      ({ gridId }) => gridId,
    );
  }

  /** Publishes criteria. */
  @Post('outlet-criteria')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Publier la grille de critères : elle vaut pour les dossiers ouverts ensuite' })
  @ApiCreatedResponse({ type: CriteriaPublishedDto })
  publish(@Body() { criteria, decisionNote }: PublishCriteriaDto): Promise<CriteriaPublishedDto> {
    return this.publishCriteria.run({ criteria: criteriaOf(criteria), decisionNote });
  }

  /** The latest dossier of an outlet. */
  @Get('outlets/:outletId/dossier')
  @MayCall('coordinator', 'treasurer', 'outlet')
  @ApiOperation({ summary: 'Son dossier : critères, constats, visites, note' })
  @ApiOkResponse({ type: DossierDto })
  async dossier(@FromCaller() caller: Caller, @IdIn('outletId') id: string): Promise<DossierDto> {
    const { outletId } = await this.scope.outlet(caller, id);
    const { criteria, findings, visits, unmet, missing, ...dossier } =
      (await this.dossiers.latest(outletId)) ?? notThere('outlet-unknown');
    const team = this.scope.isTeam(caller);
    return {
      ...dossier,
      unmet: [...unmet],
      missing: [...missing],
      criteria: shownCriteria(criteria),
      findings: [...findings],
      visits: visits.map((visit) => (team ? visit : { ...visit, innerNote: null })),
    };
  }

  /** Adds a finding. */
  @Post('outlets/:outletId/findings')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Noter ce qu’on a constaté sur un critère, et ce qui le montre' })
  @ApiCreatedResponse({ type: ExaminedDto })
  find(@IdIn('outletId') outletId: string, @Body() body: AddFindingDto): Promise<ExaminedDto> {
    const { criterionKey, measure, label, evidence, link } = body;
    const finding = { criterionKey, measure: measure ?? null, label: label ?? null, evidence, link: link ?? null };
    return this.examine.run({ outletId, finding });
  }

  /** Adds a visit. */
  @Post('outlets/:outletId/visits')
  @MayCall('coordinator')
  @ApiOperation({ summary: 'Noter une visite' })
  @ApiCreatedResponse({ type: ExaminedDto })
  visit(@IdIn('outletId') outletId: string, @Body() body: AddVisitDto): Promise<ExaminedDto> {
    const { visitedOn, visitors, note, innerNote } = body;
    return this.examine.run({
      outletId,
      visit: { visitedOn: dayOf(visitedOn), visitors, note, innerNote: innerNote ?? null },
    });
  }
}
