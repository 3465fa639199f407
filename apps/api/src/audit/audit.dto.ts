import { Document, IdOf, Moment, OneOf, Text } from '../http/fields';

/** A remembered act. */
export class AuditLineDto {
  @IdOf('acte')
  auditId!: string;

  @Moment()
  occurredAt!: string;

  @OneOf(['identity', 'worker', 'setup', 'visitor'])
  actorKind!: string;

  @IdOf('qui', { nullable: true })
  actorId!: string | null;

  @Text(64)
  action!: string;

  @Text(64)
  subjectKind!: string;

  @IdOf('sur quoi', { nullable: true })
  subjectId!: string | null;

  @Text(2000, { nullable: true })
  reason!: string | null;

  @Text(128, { nullable: true })
  requestId!: string | null;

  @Document()
  facts!: object;
}
