import { CHANNELS } from '#domain/notices';
import { Day, IdOf, Moment, OneOf, Text, Whole, YesNo } from '../http/fields';
import { PageQuery } from '../http/page';

const STATES = ['to-tell', 'told', 'withdrawn'] as const;
const LARGEST_NUMBER = 2_147_483_647;

/** Which notices are wanted. */
export class NoticesWantedQuery extends PageQuery {
  @OneOf(CHANNELS, { optional: true })
  channel?: (typeof CHANNELS)[number];

  @OneOf(STATES, { optional: true, about: 'Sans indication : ceux qui restent à dire' })
  state?: (typeof STATES)[number];
}

/** Which sheet is wanted. */
export class SheetQuery {
  @OneOf(CHANNELS)
  channel!: (typeof CHANNELS)[number];
}

/** Something to tell to somebody. */
export class NoticeDto {
  @IdOf('avis')
  noticeId!: string;

  @Whole({ from: 1, to: LARGEST_NUMBER, about: 'Numéro imprimé sur la feuille' })
  noticeNo!: number;

  @Text(64)
  kind!: string;

  @Text(200)
  title!: string;

  @Text(4_000, { about: 'Ce qu’il y a à dire, en clair' })
  text!: string;

  @YesNo({ about: 'Parle d’argent' })
  aboutMoney!: boolean;

  @IdOf('compte')
  accountUnitId!: string;

  @Text(200)
  label!: string;

  @IdOf('personne', { nullable: true })
  personId!: string | null;

  @Text(200)
  name!: string;

  @OneOf(CHANNELS)
  channel!: string;

  @Text(32, { nullable: true })
  phone!: string | null;

  @Text(254, { nullable: true })
  email!: string | null;

  @Moment()
  writtenAt!: string;

  @OneOf(STATES)
  state!: string;

  @Day({ nullable: true })
  toldOn!: string | null;

  @Day({ nullable: true, about: 'Le délai ne court que du jour où la personne a été prévenue' })
  deadlineOn!: string | null;

  @Whole({ from: 0, to: 100_000, about: 'Combien de fois on a essayé' })
  tries!: number;

  @Text(1_000, { nullable: true })
  lastNote!: string | null;
}

/** What became of a notice. */
export class TickDto {
  @OneOf(['told', 'not-reached'])
  outcome!: 'told' | 'not-reached';

  @OneOf(CHANNELS, { about: 'Comment on a essayé' })
  channel!: (typeof CHANNELS)[number];

  @Day({ optional: true, about: 'Sans indication : aujourd’hui' })
  on?: string;

  @Text(1_000, { optional: true, about: 'Nécessaire quand la personne n’a pas été jointe' })
  note?: string;
}

/** Where a notice stands once it is ticked; it names nobody. */
export class TickedDto {
  @Whole({ from: 1, to: LARGEST_NUMBER })
  noticeNo!: number;

  @OneOf(['to-tell', 'told'])
  state!: string;

  @Whole({ from: 1, to: 100_000 })
  tries!: number;

  @Day({ nullable: true })
  deadlineOn!: string | null;
}
