import { dayOf } from '#domain/kernel';
import type { SeparateHousehold, SetCustody } from '#domain/members';
import { AmountCents, Day, IdOf, ListOf, Month, OneOf, Text, Whole } from '../http/fields';
import { PledgeFieldsDto, pledgeOf } from './members.dto';

const MOST_PARTS = 1_000;

/** Somebody who leaves. */
export class LeavingPersonDto {
  @IdOf('personne')
  personId!: string;
}

/** A separation: who leaves, with what name, pledge and part of the credit. */
export class SeparateHouseholdDto extends PledgeFieldsDto {
  @ListOf(() => LeavingPersonDto, 30, { least: 1 })
  leaving!: LeavingPersonDto[];

  @Text(200, { about: 'Nom du nouveau foyer', example: 'Foyer Dubois' })
  label!: string;

  @Text(100, { optional: true, nullable: true, about: 'Secteur, où les règles en connaissent' })
  area?: string | null;

  @Whole({ from: 0, to: MOST_PARTS, about: 'Parts du crédit qui restent' })
  stayingParts!: number;

  @Whole({ from: 0, to: MOST_PARTS, about: 'Parts du crédit qui partent' })
  leavingParts!: number;
}

/** The household that was separated. */
export class SeparatedDto {
  @IdOf('séparation')
  separationId!: string;

  @IdOf('nouveau compte')
  newUnitId!: string;

  @Month({ about: 'Mois à partir duquel chacun cotise et reçoit de son côté' })
  fromMonth!: string;

  @AmountCents({ about: 'Crédit parti avec le nouveau foyer, en centimes' })
  movedCents!: number;
}

/** Moving in with another household. */
export class JoinHouseholdDto {
  @IdOf('compte qui accueille')
  intoUnitId!: string;

  @OneOf(['moved', 'kept'], {
    about: '« moved » : le crédit suit ; « kept » : il reste à dépenser sur l’ancien compte',
  })
  credit!: 'moved' | 'kept';
}

/** The unit that moved in. */
export class JoinedDto {
  @IdOf('emménagement')
  movingInId!: string;

  @Month()
  fromMonth!: string;

  @AmountCents({ about: 'Crédit qui a suivi, en centimes' })
  movedCents!: number;
}

/** How much of a person is in a unit. */
export class CustodyShareDto {
  @IdOf('compte')
  accountUnitId!: string;

  @Whole({ from: 1, to: 100, about: 'Part, en pour cent' })
  sharePercent!: number;
}

/** The homes of a person from a day on. */
export class SetCustodyDto {
  @Day({ about: 'Premier jour' })
  from!: string;

  @ListOf(() => CustodyShareDto, 4, { least: 1 })
  shares!: CustodyShareDto[];
}

/** What was noted. */
export class CustodySetDto {
  @IdOf('personne')
  personId!: string;

  @Day()
  from!: string;
}

/** A separation as the use case takes it. */
export function separationOf(accountUnitId: string, dto: SeparateHouseholdDto): SeparateHousehold {
  return {
    accountUnitId,
    leaving: dto.leaving.map(({ personId }) => personId),
    label: dto.label,
    area: dto.area ?? null,
    parts: { staying: dto.stayingParts, leaving: dto.leavingParts },
    ...pledgeOf(dto),
  };
}

/** The homes of a person as the use case takes them. */
export function custodyOf(personId: string, { from, shares }: SetCustodyDto): SetCustody {
  return { personId, from: dayOf(from), shares };
}
