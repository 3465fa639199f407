import { APPLICATION_STATES } from '#domain/applications';
import { BirthMonth, Day, IdOf, ListOf, Moment, OneOf, Part, Text, Whole, WordsOf } from '../http/fields';
import { AnswerDto, ApplicationDto } from './applications.dto';

const OUTCOMES = ['fulfilled', 'not-fulfilled', 'unknown'] as const;
const MOST = 100_000;

/** One criterion. */
export class FindingDto {
  @OneOf(['commune', 'area', 'meeting', 'question'])
  criterion!: string;

  @Text(100)
  key!: string;

  @OneOf(OUTCOMES)
  outcome!: string;

  @Text(2_000, { nullable: true })
  given!: string | null;

  @WordsOf([], { about: 'Ce qui conviendrait' })
  expected!: readonly string[];
}

/** Whether somebody fits what the fund has voted. It decides nothing. */
export class EligibilityDto {
  @OneOf(OUTCOMES)
  outcome!: string;

  @ListOf(() => FindingDto, 100)
  findings!: readonly FindingDto[];
}

/** Somebody of the household, in an answer. */
export class PersonOfApplicationDto {
  @BirthMonth({ nullable: true })
  bornIn!: string | null;

  @Whole({ from: 1, to: 100 })
  sharePercent!: number;
}

/** Another application under the same name. */
export class SameNameDto {
  @Whole({ from: 1, to: MOST })
  number!: number;
}

/** What was decided earlier. */
export class DecisionDto {
  @OneOf(APPLICATION_STATES)
  from!: string;

  @OneOf(APPLICATION_STATES)
  to!: string;

  @Text(2_000, { nullable: true })
  reason!: string | null;

  @Text(2_000, { nullable: true })
  innerNote!: string | null;

  @Moment()
  decidedAt!: string;
}

/** One application with all there is to decide on. */
export class ApplicationDetailDto extends ApplicationDto {
  @ListOf(() => PersonOfApplicationDto, 30)
  persons!: readonly PersonOfApplicationDto[];

  @Day({ nullable: true })
  metOn!: string | null;

  @ListOf(() => AnswerDto, 50)
  answers!: readonly AnswerDto[];

  @IdOf('compte', { nullable: true })
  accountUnitId!: string | null;

  @ListOf(() => SameNameDto, 1_000, { about: 'D’autres demandes au même nom : peut-être le même formulaire' })
  sameName!: readonly SameNameDto[];

  @ListOf(() => DecisionDto, 1_000)
  decisions!: readonly DecisionDto[];

  @Whole({ from: 1, to: MOST, nullable: true })
  place!: number | null;

  @Part(() => EligibilityDto)
  eligibility!: EligibilityDto;
}
