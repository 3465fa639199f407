import type { Band, Balancing, MonthAhead, Point, Projection, Remedy, Simulation } from '#domain/simulator';
import { ListOf, Month, Part, SumCents, Text, Whole } from '../http/fields';
import { AdmissionRoomDto, admissionRoomDto } from './places.dto';

const LARGEST_COUNT = 100_000_000;

/** A figure as it may turn out. */
export class BandDto {
  @SumCents({ about: 'Un tirage sur dix est en dessous' })
  lowCents!: number;

  @SumCents({ about: 'La moitié des tirages est en dessous' })
  middleCents!: number;

  @SumCents({ about: 'Un tirage sur dix est au-dessus' })
  highCents!: number;
}

/** The end of a month to come. */
export class MonthAheadDto {
  @Month()
  month!: string;

  @Part(() => BandDto, { about: 'Libre' })
  free!: BandDto;

  @Part(() => BandDto, { about: 'En banque et en caisse' })
  held!: BandDto;

  @Part(() => BandDto, { about: 'Dû aux membres' })
  owedToMembers!: BandDto;

  @Part(() => BandDto, { about: 'Dû aux points de vente' })
  owedToOutlets!: BandDto;

  @Part(() => BandDto, { about: 'Appelé et pas encore reçu : montré à part, jamais compté' })
  inArrears!: BandDto;

  @Part(() => BandDto, { about: 'Cotisations reçues dans le mois' })
  received!: BandDto;

  @Part(() => BandDto, { about: 'Crédité dans le mois' })
  credited!: BandDto;

  @Part(() => BandDto, { about: 'Crédit arrivé à son terme, revenu dans le libre' })
  expired!: BandDto;

  @Part(() => BandDto, { about: 'Dépensé, ou remboursé' })
  spent!: BandDto;

  @Whole({ from: 0, to: LARGEST_COUNT, about: 'Comptes qui participent' })
  units!: number;

  @Whole({
    from: 0,
    to: 10_000,
    about: 'Part des tirages où le pot n’a pas suffi ce mois-là ou avant, en centièmes de pour cent',
  })
  shortBasisPoints!: number;

  @Whole({ from: 0, to: LARGEST_COUNT, nullable: true, about: 'Mois que le libre peut tenir ; null : sans fin' })
  runwayMonths!: number | null;
}

/** A month, and what is free at its end. */
export class PointDto {
  @Month()
  month!: string;

  @SumCents({ about: 'Libre' })
  freeCents!: number;
}

/** What would balance. */
export class RemedyDto {
  @SumCents({ about: 'Subvention à ajouter chaque mois, en centimes' })
  grantPerMonthCents!: number;

  @SumCents({ nullable: true, about: 'Cotisation moyenne qui suffirait ; null : aucune n’y suffirait' })
  meanContributionCents!: number | null;
}

/** The mean contribution, and what would balance in two senses. */
export class BalancingDto {
  @SumCents({ nullable: true, about: 'Cotisation moyenne d’aujourd’hui ; null : aucune cotisation' })
  meanContributionCents!: number | null;

  @Part(() => RemedyDto, { about: 'Pour que chaque mois soit supporté' })
  toBear!: RemedyDto;

  @Part(() => RemedyDto, { about: 'Pour qu’il entre autant qu’il sort' })
  toBalance!: RemedyDto;
}

/** What a look ahead shows. */
export class SimulationDto {
  @Text(64, { about: 'La graine des tirages' })
  seed!: string;

  @Whole({ from: 1, to: 1_000, about: 'Nombre de tirages ; 1 quand rien n’est laissé au hasard' })
  runs!: number;

  @Whole({ from: 0, to: 10_000, about: 'Part d’impayés supposée, en centièmes de pour cent' })
  unpaidBasisPoints!: number;

  @ListOf(() => MonthAheadDto, 36)
  months!: MonthAheadDto[];

  @Part(() => PointDto, { about: 'Le point le plus bas, sur la ligne du milieu' })
  lowest!: PointDto;

  @Part(() => PointDto, { about: 'Le point le plus bas, sur la ligne basse' })
  lowestOfLow!: PointDto;

  @Month({ nullable: true, about: 'Le premier mois que le pot ne supporte pas, une fois sur deux ; null : aucun' })
  cannotBear!: string | null;

  @Month({ nullable: true, about: 'De même, une fois sur dix' })
  mayNotBear!: string | null;

  @Whole({ from: 0, to: LARGEST_COUNT, nullable: true, about: 'Mois que la caisse peut tenir ; null : sans fin' })
  runwayMonths!: number | null;

  @Part(() => BalancingDto)
  balancing!: BalancingDto;

  @Part(() => AdmissionRoomDto)
  admission!: AdmissionRoomDto;
}

/** A look ahead as it is shown. */
export function simulationDto({ seed, assumptions }: Simulation, seen: Projection): SimulationDto {
  const { lowest, lowestOfLow, cannotBear, mayNotBear, runwayMonths, runs, admission } = seen;
  return {
    seed,
    runs,
    unpaidBasisPoints: assumptions.failureBasisPoints,
    months: seen.months.map(monthAheadDto),
    lowest: pointDto(lowest),
    lowestOfLow: pointDto(lowestOfLow),
    cannotBear: cannotBear?.toString() ?? null,
    mayNotBear: mayNotBear?.toString() ?? null,
    runwayMonths,
    balancing: balancingDto(seen.balancing),
    admission: admissionRoomDto(admission),
  };
}

function monthAheadDto(ahead: MonthAhead): MonthAheadDto {
  const { month, units, shortBasisPoints, runwayMonths } = ahead;
  return {
    month: month.toString(),
    free: bandDto(ahead.free),
    held: bandDto(ahead.held),
    owedToMembers: bandDto(ahead.owedToMembers),
    owedToOutlets: bandDto(ahead.owedToOutlets),
    inArrears: bandDto(ahead.inArrears),
    received: bandDto(ahead.received),
    credited: bandDto(ahead.credited),
    expired: bandDto(ahead.expired),
    spent: bandDto(ahead.spent),
    ...{ units, shortBasisPoints, runwayMonths },
  };
}

const bandDto = ({ low, middle, high }: Band): BandDto => ({ lowCents: low, middleCents: middle, highCents: high });
const pointDto = ({ month, free }: Point): PointDto => ({ month: month.toString(), freeCents: free });

function balancingDto({ meanContribution, toBear, toBalance }: Balancing): BalancingDto {
  const remedyDto = (remedy: Remedy): RemedyDto => ({
    grantPerMonthCents: remedy.grantPerMonth,
    meanContributionCents: remedy.meanContribution,
  });
  return { meanContributionCents: meanContribution, toBear: remedyDto(toBear), toBalance: remedyDto(toBalance) };
}
