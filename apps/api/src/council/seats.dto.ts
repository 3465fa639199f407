import type { ReplacementView, SeatView } from '#domain/council';
import { Day, Document, IdOf, Moment, OneOf, Text, Whole, WordsOf } from '../http/fields';
import type { Caller } from '../sign-in/caller';

/** A seat. */
export class SeatDto {
  @IdOf('siège')
  seatId!: string;

  @IdOf('tirage')
  drawId!: string;

  @Whole({ from: 1, to: 100_000 })
  drawNo!: number;

  @Text(32, { about: 'Code dans le procès-verbal', example: '7K3Q-9XRM' })
  code!: string;

  @Text(200, { nullable: true, about: 'null une fois effacé' })
  name!: string | null;

  @Text(32, { nullable: true, about: 'Code de la personne remplacée' })
  replacesCode!: string | null;

  @Day()
  fromOn!: string;

  @Day({ about: 'Dernier jour du mandat' })
  untilOn!: string;

  @OneOf(['held', 'left', 'ended'])
  state!: string;

  @Day({ nullable: true })
  leftOn!: string | null;

  @Text(2_000, { nullable: true, about: 'Pour la coordination seulement : il peut toucher à la santé' })
  leftReason!: string | null;
}

/** Somebody left their seat. */
export class SeatLeftDto {
  @IdOf('tirage')
  drawId!: string;

  @Day()
  leftOn!: string;
}

/** How free seats were filled. */
export class ReplacementDto {
  @IdOf('remplacement')
  replacementId!: string;

  @IdOf('tirage')
  drawId!: string;

  @WordsOf([], { about: 'Codes de qui suit' })
  codes!: readonly string[];

  @Document({ about: 'Quotas qui ont dû céder, du moins possible' })
  deviation!: ReplacementView['deviation'];

  @Moment()
  replacedAt!: string;
}

/** A seat as somebody may see it: why a person left is told to those who coordinate. */
export function seatSeenBy({ isCoordinator }: Pick<Caller, 'isCoordinator'>, seat: SeatView): SeatDto {
  return isCoordinator ? seat : { ...seat, leftReason: null };
}
