import { BLOCK_REASONS, type BlockReason, CARD_STATES, type CardState } from '#domain/cards';
import { RuleBroken } from '#domain/kernel';
import { IdOf, ListOf, Moment, OneOf, Text, Whole } from '../http/fields';
import { PageQuery } from '../http/page';

const CARD_NO = { about: 'Numéro de la carte, 8 caractères ; espaces et minuscules admis', example: 'C7K2 M4PX' };
const MEMBER_NO = { about: 'Numéro de membre, 8 caractères', example: 'M7K2 M4PX' };
const STATE_ABOUT =
  '« unassigned » : à personne encore ; « active » ; « blocked » ; « replaced » : remplacée, ne paie plus jamais';
const UNIT = { optional: true, about: 'Le compte débité, pour qui en a plusieurs' };

/** Which cards are asked for. */
export class CardsAskedDto extends PageQuery {
  @OneOf(CARD_STATES, { optional: true, about: STATE_ABOUT })
  state?: CardState;

  @IdOf('lot d’impression', { optional: true })
  batchId?: string;
}

/** Cards to be made for the printer. */
export class MakeCardsDto {
  @Whole({ from: 1, to: 500, about: 'Combien ; une planche en porte dix', example: 50 })
  count!: number;
}

/** A card by its number. */
export class CardNumberDto {
  @IdOf('carte')
  cardId!: string;

  @Text(8, { about: 'Numéro de la carte', example: 'C7K2M4PX' })
  cardNo!: string;
}

/** Cards that were made together. */
export class CardBatchMadeDto {
  @IdOf('lot d’impression')
  batchId!: string;

  @ListOf(() => CardNumberDto, 500)
  cards!: readonly CardNumberDto[];
}

/** Cards printed together, in a list. */
export class CardBatchDto {
  @IdOf('lot d’impression')
  batchId!: string;

  @Whole({ from: 1, to: 500, about: 'Combien de cartes' })
  cards!: number;

  @Whole({ from: 0, to: 500, about: 'Dont encore à personne' })
  unassigned!: number;

  @Moment()
  madeAt!: string;
}

/** A card to hand over: to whom, by id or by member number. */
export class AssignCardDto {
  @Text(20, CARD_NO)
  cardNo!: string;

  @IdOf('personne', { optional: true })
  personId?: string;

  @Text(20, { ...MEMBER_NO, optional: true })
  memberNo?: string;

  @IdOf('compte', UNIT)
  accountUnitId?: string;
}

/** To whom, as it was said. @throws RuleBroken `person-needed` when nobody was named */
export function toWhom({ personId, memberNo }: AssignCardDto): { personId: string } | { memberNo: string } {
  if (personId !== undefined) return { personId };
  if (memberNo === undefined) throw new RuleBroken('person-needed');
  return { memberNo };
}

/** A card to be made for a person. */
export class IssueCardDto {
  @IdOf('compte', UNIT)
  accountUnitId?: string;
}

/** Why a card is blocked. */
export class BlockCardDto {
  @OneOf(BLOCK_REASONS, { about: 'Perdue, volée, autre' })
  reason!: BlockReason;
}

/** What replaces a card. */
export class ReplaceCardDto {
  @Text(20, {
    ...CARD_NO,
    optional: true,
    about: 'Numéro d’une carte imprimée encore libre ; sinon une carte est créée',
  })
  cardNo?: string;
}

/** A card in a list. */
export class CardDto extends CardNumberDto {
  @OneOf(CARD_STATES, { about: STATE_ABOUT })
  state!: CardState;

  @IdOf('personne', { nullable: true })
  personId!: string | null;

  @Text(200, { nullable: true })
  name!: string | null;

  @IdOf('compte', { nullable: true })
  accountUnitId!: string | null;

  @IdOf('lot d’impression', { nullable: true })
  batchId!: string | null;

  @OneOf(BLOCK_REASONS, { nullable: true })
  blockReason!: BlockReason | null;

  @Moment()
  madeAt!: string;
}

/** How a person says who they are at a till. */
export class HolderDto {
  @IdOf('personne')
  personId!: string;

  @Text(8, { nullable: true, about: 'Numéro de membre', example: 'M7K2M4PX' })
  memberNo!: string | null;

  @OneOf(['none', 'set', 'locked'], { about: 'Code : aucun, choisi, verrouillé après cinq erreurs' })
  pin!: 'none' | 'set' | 'locked';

  @Whole({ from: 0, to: 5, about: 'Essais restants' })
  triesLeft!: number;
}

/** A PIN that somebody chooses. */
export class ChoosePinDto {
  @Text(6, { about: 'Quatre à six chiffres', example: '4071' })
  pin!: string;
}

/** A PIN was chosen. */
export class PinChosenDto {
  @Text(8, { about: 'Numéro de membre, à donner avec le code', example: 'M7K2M4PX' })
  memberNo!: string;
}

/** A PIN that was drawn: shown this once. */
export class PinDrawnDto extends PinChosenDto {
  @Text(6, { about: 'Le code, montré cette seule fois', example: '4071' })
  pin!: string;
}
