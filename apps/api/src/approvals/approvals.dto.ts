import { Document, IdOf, Moment, OneOf, Text, Whole, YesNo } from '../http/fields';
import { PageQuery } from '../http/page';

const STATES = ['awaiting', 'confirmed', 'refused', 'withdrawn'] as const;

/** Which approvals are wanted. */
export class ApprovalsQuery extends PageQuery {
  @OneOf(STATES, { optional: true, about: 'Sans indication : toutes' })
  state?: string;
}

/** What waits, or waited, for a second signature. */
export class ApprovalDto {
  @IdOf("demande d'accord")
  approvalId!: string;

  @Text(64, { about: 'Ce qui est proposé', example: 'rules.publish' })
  act!: string;

  @Text(64)
  subjectKind!: string;

  @IdOf('sur quoi', { nullable: true })
  subjectId!: string | null;

  @Document({ about: 'Identifiants, montants en centimes et dates' })
  payload!: object;

  @Text(2000)
  reason!: string;

  @IdOf('qui propose', { nullable: true })
  proposedBy!: string | null;

  @Moment()
  proposedAt!: string;

  @OneOf(STATES)
  state!: string;

  @IdOf('qui répond', { nullable: true })
  decidedBy!: string | null;

  @Moment({ nullable: true })
  decidedAt!: string | null;

  @Text(2000, { nullable: true })
  decisionReason!: string | null;

  @YesNo({ about: 'Accordé avec une seule signature' })
  relaxed!: boolean;
}

/** Why not. */
export class RefusalDto {
  @Text(2000, { example: 'Le montant ne correspond pas au relevé' })
  reason!: string;
}

/** Whether one signature is to be enough, and why. */
export class RelaxationDto {
  @YesNo({ about: 'Une seule signature suffit' })
  relaxed!: boolean;

  @Text(2000, { example: 'Nous ne sommes que deux jusqu’à l’assemblée de janvier' })
  reason!: string;
}

/** How many signatures this fund asks for. */
export class SignaturesDto {
  @YesNo({ about: 'Une seule signature suffit' })
  relaxed!: boolean;

  @Text(2000, { nullable: true })
  reason!: string | null;

  @IdOf('qui en a décidé', { nullable: true })
  relaxedBy!: string | null;

  @Moment({ nullable: true })
  relaxedAt!: string | null;

  @Whole({ from: 0, to: 1_000_000, about: 'Personnes qui peuvent signer (coordination, trésorerie)' })
  people!: number;

  @YesNo({ about: 'Moins de trois personnes : la caisse peut choisir une seule signature' })
  mayRelax!: boolean;
}
