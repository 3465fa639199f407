import { IdOf, ListOf, Month, Text } from '../http/fields';

/** Who is at the desk. */
export class DeskSearchQuery {
  @Text(100, { about: 'Une partie du nom, trois lettres au moins', example: 'Dubois' })
  name!: string;
}

/** A due that a receipt can be typed for. */
export class DueAtTheDeskDto {
  @IdOf('compte')
  accountUnitId!: string;

  @Text(200)
  label!: string;

  @IdOf('cotisation')
  dueId!: string;

  @Month()
  month!: string;
}

/** What was found. */
export class DeskDto {
  @ListOf(() => DueAtTheDeskDto, 30)
  dues!: DueAtTheDeskDto[];
}
