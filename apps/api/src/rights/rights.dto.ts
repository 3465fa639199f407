import { ROLES, type RoleGrant } from '#tenancy';
import { IdOf, ListOf, Moment, OneOf, Text } from '../http/fields';

/** Somebody who can sign in gets a role. */
export class GrantRightDto {
  @Text(254, { about: 'Identifiant de connexion', example: 'tresorerie@flers.example' })
  login!: string;

  @OneOf(ROLES)
  role!: RoleGrant['role'];

  @IdOf('personne (membre) ou tiers payeur', { optional: true, nullable: true })
  subjectId?: string | null;

  @Text(2000, { about: 'Pourquoi', example: 'Élue trésorière le 12 octobre' })
  reason!: string;
}

/** Somebody loses a role. */
export class RevokeRightDto {
  @IdOf('identité')
  identityId!: string;

  @OneOf(ROLES)
  role!: RoleGrant['role'];

  @Text(2000, { about: 'Pourquoi' })
  reason!: string;
}

/** A right. */
export class RightDto {
  @OneOf(ROLES)
  role!: string;

  @IdOf('personne ou tiers payeur', { nullable: true })
  subjectId!: string | null;

  @Moment()
  grantedAt!: string;

  @IdOf('par qui', { nullable: true })
  grantedBy!: string | null;
}

/** What somebody may do in the fund. */
export class RightsOfDto {
  @IdOf('identité')
  identityId!: string;

  @Text(254, { nullable: true })
  login!: string | null;

  @ListOf(() => RightDto, 10)
  rights!: RightDto[];
}
