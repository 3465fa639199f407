import type { AdmissionRoom, Projection, Simulation, Wish } from '#domain/simulator';
import { Transform } from 'class-transformer';
import { Month, Part, SumCents, Whole } from '../http/fields';
import { USUAL } from './simulate.dto';

/** How far to look. */
export class AdmissionPlacesQuery {
  @Whole({ from: 12, to: 36, optional: true, about: 'Mois que le pot doit supporter, 12 sans indication' })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  months?: number;
}

/** How many may join, and how that is reckoned. */
export class AdmissionRoomDto {
  @Whole({
    from: 0,
    to: 100_000,
    nullable: true,
    about: 'Comptes que la caisse peut accueillir ; null : sans limite, ils apportent ce qu’ils coûtent',
  })
  units!: number | null;

  @SumCents({ about: 'Ce que le pot peut encore donner chaque mois : ligne basse du libre, moins la réserve' })
  roomPerMonthCents!: number;

  @SumCents({ about: 'Ce qu’un compte coûte au pot par mois, en moyenne ; négatif quand il apporte plus' })
  meanNetCostCents!: number;

  @SumCents({ about: 'De même, avec prudence : neuf tirages sur dix coûtent moins' })
  prudentNetCostCents!: number;
}

/** How many could be admitted this month. */
export class AdmissionPlacesDto {
  @Month({ about: 'Le mois à partir duquel ils participeraient, au plus tôt' })
  firstMonth!: string;

  @Whole({ from: 12, to: 36, about: 'Mois regardés' })
  months!: number;

  @Whole({ from: 0, to: 10_000, about: 'Part d’impayés supposée : celle des six derniers mois clos' })
  unpaidBasisPoints!: number;

  @Part(() => AdmissionRoomDto)
  admission!: AdmissionRoomDto;
}

/** The look ahead behind the places: everything as it is, all credit spent, nothing of the arrears coming in. */
export function placesWish({ months }: AdmissionPlacesQuery): Wish {
  return {
    draft: null,
    months: months ?? USUAL.months,
    people: null,
    assumptions: {
      failureBasisPoints: null,
      recoveredBasisPoints: 0,
      spentBasisPoints: USUAL.spentBasisPoints,
      grants: [],
      ...{ joinersPerMonth: 0, joinersLike: [], leaversPerMonth: 0 },
    },
    whenShort: 'carry-on',
    seed: USUAL.seed,
  };
}

/** The places as they are shown. */
export function admissionPlacesDto(
  { firstMonth, months, assumptions }: Simulation,
  { admission }: Projection,
): AdmissionPlacesDto {
  return {
    firstMonth: firstMonth.toString(),
    months,
    unpaidBasisPoints: assumptions.failureBasisPoints,
    admission: admissionRoomDto(admission),
  };
}

/** Room for newcomers as it is shown. */
export function admissionRoomDto({ units, ...reckoned }: AdmissionRoom): AdmissionRoomDto {
  const { roomPerMonth, meanNetCost, prudentNetCost } = reckoned;
  return {
    units,
    roomPerMonthCents: roomPerMonth,
    meanNetCostCents: meanNetCost,
    prudentNetCostCents: prudentNetCost,
  };
}
