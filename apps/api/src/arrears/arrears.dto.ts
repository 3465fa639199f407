import { CHANNELS } from '#domain/notices';
import { AmountCents, Day, IdOf, ListOf, Moment, Month, OneOf, Text, Whole, YesNo } from '../http/fields';
import { PageQuery } from '../http/page';

const METHODS = ['debit', 'by-hand'] as const;

/** Which late dues are wanted. */
export class ArrearsWantedQuery extends PageQuery {
  @OneOf(['all', 'to-call'], { optional: true, about: 'Sans indication : toutes les cotisations en retard' })
  which?: 'all' | 'to-call';
}

/** A due that is late. */
export class ArrearsDto {
  @IdOf('cotisation')
  dueId!: string;

  @IdOf('compte')
  accountUnitId!: string;

  @Text(200)
  label!: string;

  @Month()
  month!: string;

  @Day()
  dueOn!: string;

  @Day({ about: 'En retard depuis : le jour dû, ou celui où le paiement est revenu' })
  lateSince!: string;

  @AmountCents({ about: 'Déjà reçu, en centimes' })
  receivedCents!: number;

  @AmountCents({ about: 'Reste à payer, en centimes' })
  owedCents!: number;

  @YesNo({ about: 'Un prélèvement est en cours : ce n’est pas un impayé' })
  pending!: boolean;

  @Text(64, { nullable: true, about: 'Pourquoi le dernier prélèvement n’a pas pu se faire' })
  reasonClass!: string | null;

  @OneOf(['reminder', 'retry', 'call', 'nothing'], { about: 'La prochaine étape' })
  next!: string;

  @Day({ nullable: true, about: 'Le jour de la prochaine étape, quand ce n’est pas maintenant' })
  nextOn!: string | null;

  @Text(64, { nullable: true })
  nextWhy!: string | null;

  @OneOf(['open', 'kept', 'broken'], { nullable: true, about: 'Où en est ce qui a été convenu' })
  agreement!: string | null;

  @Whole({ from: 0, to: 100_000, about: 'Combien de fois on a essayé de joindre le foyer' })
  triesToReach!: number;
}

/** A part of what was agreed. */
export class AgreedPartDto {
  @Whole({ from: 1, to: 100 })
  instalmentNo!: number;

  @IdOf('cotisation')
  dueId!: string;

  @AmountCents()
  amountCents!: number;

  @Day()
  collectOn!: string;
}

/** A part of an agreement, and whether it was kept. */
export class PartOfArrangementDto extends AgreedPartDto {
  @YesNo()
  kept!: boolean;
}

/** An agreement. */
export class ArrangementDto {
  @IdOf('accord')
  agreementId!: string;

  @OneOf(['promise', 'instalments'])
  kind!: string;

  @OneOf(METHODS)
  method!: string;

  @Day()
  madeOn!: string;

  @Day({ nullable: true })
  endedOn!: string | null;

  @ListOf(() => PartOfArrangementDto, 1_000)
  parts!: PartOfArrangementDto[];
}

/** Something that happened. */
export class ArrearsEventDto {
  @Moment()
  at!: string;

  @OneOf(['attempt', 'step', 'contact', 'agreement', 'agreement-ended', 'forgiveness', 'told'])
  kind!: string;

  @Month({ nullable: true })
  month!: string | null;

  @Text(64)
  what!: string;

  @Text(64, { nullable: true })
  detail!: string | null;

  @AmountCents({ nullable: true })
  amountCents!: number | null;

  @Text(2_000, { nullable: true })
  note!: string | null;
}

/** All of a unit's arrears and their history. */
export class ArrearsOfUnitDto {
  @IdOf('compte')
  accountUnitId!: string;

  @AmountCents({ about: 'Reste à payer en tout, sans ce qui est en cours' })
  owedCents!: number;

  @ListOf(() => ArrearsDto, 200)
  dues!: ArrearsDto[];

  @ListOf(() => ArrangementDto, 200)
  agreements!: ArrangementDto[];

  @ListOf(() => ArrearsEventDto, 200, { about: 'Le plus récent d’abord' })
  events!: ArrearsEventDto[];
}

/** Somebody spoke, or tried to speak, with a unit. */
export class ContactDto {
  @OneOf(['reached', 'not-reached', 'deceased', 'resume'], {
    about: 'Joint, pas joint, décès (on n’envoie plus rien), ou reprendre le suivi après un décès signalé',
  })
  outcome!: 'reached' | 'not-reached' | 'deceased' | 'resume';

  @OneOf(CHANNELS)
  channel!: (typeof CHANNELS)[number];

  @Text(2_000)
  note!: string;
}

/** The contact. */
export class ContactedDto {
  @IdOf('échange')
  contactId!: string;
}

/** A promise to pay. */
export class PromiseDto {
  @IdOf('cotisation')
  dueId!: string;

  @AmountCents({ from: 1 })
  amountCents!: number;

  @Day({ about: 'Le dernier jour de la promesse' })
  on!: string;
}

/** Payment in parts of all that is late. */
export class InPartsDto {
  @Whole({ from: 1, to: 36, about: 'En combien de fois ; les règles de la caisse disent le plus' })
  count!: number;

  @Day()
  firstOn!: string;

  @OneOf(METHODS)
  method!: 'debit' | 'by-hand';
}

/** What was agreed. */
export class AgreedDto {
  @IdOf('accord')
  agreementId!: string;

  @ListOf(() => AgreedPartDto, 1_000)
  parts!: AgreedPartDto[];
}

/** Why an agreement ends. */
export class EndArrangementDto {
  @Text(2_000)
  reason!: string;
}
