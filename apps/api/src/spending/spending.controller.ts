import { FundsQuery } from '#domain/funds';
import { dayOf, type PageRequest } from '#domain/kernel';
import { concentration, CreditAgesQuery, type Period, shareBasisPoints, SpendingQuery } from '#domain/spending';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnswersPageOf, page, type Page } from '../http/page';
import { MayCall } from '../sign-in/access';
import {
  CategorySpendingDto,
  CategorySpendingQuery,
  OutletSpendingDto,
  OutletSpendingQuery,
  QuietOutletDto,
  QuietOutletsQuery,
  SpendingOverviewDto,
  SpendingPeriodQuery,
  WeekSpendingDto,
  WeekSpendingQuery,
} from './spending.dto';

const USUAL_QUIET_DAYS = 30;
const USUAL_MONTHS_BEFORE = 11;

/** What is spent, where, on what and when. Never by person: totals of outlets, weeks and kinds of products. */
@ApiTags('Dépenses')
@Controller('spending')
export class SpendingController {
  constructor(
    private readonly spending: SpendingQuery,
    private readonly ages: CreditAgesQuery,
    private readonly funds: FundsQuery,
  ) {}

  /** The period as a whole. */
  @Get('overview')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Ce qui est dépensé : part de l’allocation, délai, concentration' })
  @ApiOkResponse({ type: SpendingOverviewDto })
  async overview(@Query() query: SpendingPeriodQuery): Promise<SpendingOverviewDto> {
    const period = await this.period(query);
    const { creditedCents, spentCents, potCents, paperCents } = await this.spending.totals(period);
    const outlets = await this.spending.byOutlet(period);
    const { classes, ...age } = await this.ages.during(period);
    return {
      from: period.from.toString(),
      to: period.to.toString(),
      creditedCents,
      spentCents,
      potCents,
      spentBasisPoints: shareBasisPoints(spentCents, creditedCents),
      paperBasisPoints: shareBasisPoints(paperCents, spentCents),
      concentration: concentration(outlets.map((one) => one.spentCents)),
      creditAge: { ...age, classes: [...classes] },
    };
  }

  /** By outlet. */
  @Get('outlets')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Ce qui est dépensé par point de vente, le plus grand d’abord' })
  @AnswersPageOf(OutletSpendingDto)
  async byOutlet(@Query() query: OutletSpendingQuery): Promise<Page<OutletSpendingDto>> {
    const all = await this.spending.byOutlet(await this.period(query));
    return page(query, from(all, idOf), idOf);
  }

  /** Where nothing is bought any more. */
  @Get('quiet-outlets')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Les points de vente conventionnés sans achat depuis un mois, ou tant de jours' })
  @AnswersPageOf(QuietOutletDto)
  async quiet(@Query() query: QuietOutletsQuery): Promise<Page<QuietOutletDto>> {
    const { today } = await this.funds.time();
    const since = today.subtract({ days: query.days ?? USUAL_QUIET_DAYS });
    const all = await this.spending.quiet({ since, today });
    return page(query, from(all, idOf), idOf);
  }

  /** By week. */
  @Get('weeks')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Ce qui est dépensé par semaine, la plus ancienne d’abord' })
  @AnswersPageOf(WeekSpendingDto)
  async byWeek(@Query() query: WeekSpendingQuery): Promise<Page<WeekSpendingDto>> {
    const all = await this.spending.byWeek(await this.period(query));
    return page(
      query,
      from(all, ({ weekOf }) => weekOf),
      ({ weekOf }) => weekOf,
    );
  }

  /** By kind of product. */
  @Get('categories')
  @MayCall('coordinator', 'treasurer')
  @ApiOperation({ summary: 'Ce qui est acheté par catégorie de produits, là où l’achat le dit' })
  @AnswersPageOf(CategorySpendingDto)
  async byCategory(@Query() query: CategorySpendingQuery): Promise<Page<CategorySpendingDto>> {
    const all = await this.spending.byCategory(await this.period(query));
    return page(
      query,
      from(all, ({ category }) => category),
      ({ category }) => category,
    );
  }

  private async period(asked: SpendingPeriodQuery): Promise<Period> {
    const to = asked.to === undefined ? (await this.funds.time()).today : dayOf(asked.to);
    const usual = to.with({ day: 1 }).subtract({ months: USUAL_MONTHS_BEFORE });
    return { from: asked.from === undefined ? usual : dayOf(asked.from), to };
  }
}

const idOf = ({ outletId }: { readonly outletId: string }): string => outletId;

/** A page of a list that is there whole: what follows the item of this key. */
function from<Item>(all: readonly Item[], keyOf: (item: Item) => string): (request: PageRequest) => readonly Item[] {
  return ({ after, limit }) => {
    const begin = after === null ? 0 : all.findIndex((item) => keyOf(item) === after) + 1;
    return all.slice(begin, begin + limit);
  };
}
