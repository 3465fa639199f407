import { GUARDIAN_KINDS, GUARDIAN_SCOPES, type GuardianKind, type GuardianScope } from '#domain/guardians';
import { Day, IdOf, ListOf, OneOf, Text } from '../http/fields';

const SCOPE_ABOUT = '« sees » : voit le compte ; « acts » : voit et agit comme le membre';

/** Somebody who is to see or act for a person. */
export class NameGuardianDto {
  @IdOf('personne qui agira')
  personId!: string;

  @OneOf(GUARDIAN_KINDS, { about: 'Tuteur·ice ou curateur·ice, proche, autre' })
  kind!: GuardianKind;

  @OneOf(GUARDIAN_SCOPES, { about: SCOPE_ABOUT })
  scope!: GuardianScope;

  @Day({ about: 'Premier jour' })
  from!: string;

  @Day({ optional: true, nullable: true, about: 'Dernier jour ; sans fin quand il manque' })
  until?: string | null;
}

/** The end of a charge. */
export class EndGuardianDto {
  @Day({ about: 'Dernier jour ; hier : tout de suite' })
  lastDay!: string;
}

/** The charge that was noted. */
export class GuardianNamedDto {
  @IdOf('charge')
  guardianId!: string;
}

/** The end that was noted. */
export class GuardianEndedDto {
  @Day()
  lastDay!: string;
}

/** A charge in a list. */
export class GuardianDto extends GuardianNamedDto {
  @IdOf('personne qui agit')
  personId!: string;

  @Text(200)
  name!: string;

  @IdOf('personne pour qui')
  forPersonId!: string;

  @Text(200)
  forName!: string;

  @OneOf(GUARDIAN_KINDS)
  kind!: GuardianKind;

  @OneOf(GUARDIAN_SCOPES, { about: SCOPE_ABOUT })
  scope!: GuardianScope;

  @Day()
  from!: string;

  @Day({ nullable: true })
  until!: string | null;
}

/** A unit that the caller sees for somebody else. */
export class UnitInChargeDto extends GuardianNamedDto {
  @IdOf('compte')
  accountUnitId!: string;

  @Text(200)
  label!: string;

  @IdOf('personne pour qui')
  forPersonId!: string;

  @Text(200)
  forName!: string;

  @OneOf(GUARDIAN_SCOPES, { about: SCOPE_ABOUT })
  scope!: GuardianScope;
}

/** The units that the caller sees for others. */
export class UnitsInChargeDto {
  @ListOf(() => UnitInChargeDto, 1_000)
  items!: readonly UnitInChargeDto[];
}
