import { readRules } from '#domain/rules';
import { compareRules, lookAhead, simulate, SimulationQuery } from '#domain/simulator';
import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { MayCall, Writes } from '../sign-in/access';
import { CompareRulesDto, comparisonDto, RulesComparisonDto } from './comparison.dto';
import { AdmissionPlacesDto, admissionPlacesDto, AdmissionPlacesQuery, placesWish } from './places.dto';
import { SimulationDto, simulationDto } from './simulation.dto';
import { SimulateDto, wishOf } from './simulate.dto';

/** Seeing ahead. Nothing is written. */
@ApiTags('Voir venir')
@Controller()
export class SimulatorController {
  constructor(private readonly present: SimulationQuery) {}

  /** The months to come under these rules. */
  @Post('simulations')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @Writes('none')
  @ApiOperation({ summary: 'Voir venir : la caisse mois par mois, sous des règles en vigueur ou en projet' })
  @ApiOkResponse({ type: SimulationDto })
  async simulate(@Body() asked: SimulateDto): Promise<SimulationDto> {
    const wish = wishOf(asked);
    const simulation = lookAhead(await this.present.now(), wish);
    return simulationDto(simulation, simulate(simulation));
  }

  /** What a draft would change for the people there are. */
  @Post('rules/comparisons')
  @HttpCode(200)
  @MayCall('coordinator', 'treasurer')
  @Writes('none')
  @ApiOperation({ summary: 'Comparer un projet de règles à celles en vigueur, par classes d’au moins cinq comptes' })
  @ApiOkResponse({ type: RulesComparisonDto })
  async compare(@Body() { document }: CompareRulesDto): Promise<RulesComparisonDto> {
    const draft = readRules(document);
    const { rules, firstMonth, units } = await this.present.now();
    return comparisonDto(firstMonth, compareRules({ draft, inForce: rules, month: firstMonth }, units));
  }

  /** How many could be admitted this month. */
  @Get('admission/places')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Combien de comptes la caisse peut-elle accueillir ce mois-ci' })
  @ApiOkResponse({ type: AdmissionPlacesDto })
  async places(@Query() query: AdmissionPlacesQuery): Promise<AdmissionPlacesDto> {
    const simulation = lookAhead(await this.present.now(), placesWish(query));
    return admissionPlacesDto(simulation, simulate(simulation));
  }
}
