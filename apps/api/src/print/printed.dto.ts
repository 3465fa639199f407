import { Transform } from 'class-transformer';
import { Day, OneOf, Whole } from '../http/fields';

/** The size of a poster. */
export class PosterQuery {
  @OneOf(['A4', 'A5'], { optional: true, example: 'A5', about: 'Sans indication : A4' })
  size?: 'A4' | 'A5';
}

/** How many of each label. */
export class LabelsQuery {
  @Whole({
    from: 1,
    to: 10,
    optional: true,
    example: 2,
    about: 'Exemplaires de chaque étiquette ; sans indication : 1',
  })
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,2}$/.test(value) ? Number(value) : value,
  )
  copies?: number;
}

/** Which days of an account. */
export class StatementDaysQuery {
  @Day({ optional: true, about: 'Sans indication : il y a un an' })
  from?: string;

  @Day({ optional: true, about: 'Sans indication : jusqu’à aujourd’hui' })
  to?: string;
}
