import type { DatedLot } from '#domain/lots';
import { AmountCents, Day, IdOf, ListOf, Month, OneOf, Text } from '../http/fields';

/** What is left of a month's credit. */
export class LotDto {
  @Month({ about: 'Mois du crédit' })
  lotMonth!: string;

  @AmountCents({ about: 'Ce qui reste, en centimes' })
  leftCents!: number;

  @Day({ nullable: true, about: 'Dernier jour pour le dépenser, pauses et prolongations comptées ; null : sans fin' })
  spendableUntil!: string | null;

  @OneOf(['expired', 'left', 'project-ended'], {
    nullable: true,
    about: 'Pourquoi plus ensuite : sa date, le départ, la fin du projet',
  })
  endsBy!: string | null;
}

/** The lots of a unit. */
export class AccountLotsDto {
  @IdOf('compte')
  accountUnitId!: string;

  @AmountCents({ about: 'Réservé (fiches remises, achats en cours), en centimes : ne se dépense pas, n’expire pas' })
  heldCents!: number;

  @ListOf(() => LotDto, 1000, { about: 'Le plus ancien d’abord : c’est lui qui se dépense d’abord' })
  lots!: LotDto[];
}

/** More time for what is left of a month's credit. */
export class ExtendLotDto {
  @Day({ about: 'Nouveau dernier jour, compris' })
  until!: string;

  @Text(1000, { about: 'Pourquoi, pour le registre' })
  reason!: string;
}

/** What was extended. */
export class LotExtendedDto {
  @IdOf('prolongation')
  extensionId!: string;

  @Month()
  lotMonth!: string;

  @Day()
  until!: string;
}

/** Lots as they are shown. */
export function lotDtos(lots: readonly DatedLot[]): LotDto[] {
  return lots.map(({ lotMonth, leftCents, end }) => ({
    lotMonth: lotMonth.toString(),
    leftCents,
    spendableUntil: end?.day.toString() ?? null,
    endsBy: end?.cause ?? null,
  }));
}
