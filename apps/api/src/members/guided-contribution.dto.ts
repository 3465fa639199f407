import type { GuidedContribution } from '#domain/rules';
import { AmountCents, AmountsCents, ListOf, Text, Whole, YesNo } from '../http/fields';

/** An answer to a question of the fund. */
class GuidedAnswerDto {
  @Text(40, { about: 'Nom court de la question' })
  question!: string;

  @Text(40, { about: 'Nom court de la réponse' })
  answer!: string;
}

/** What somebody says of themselves, no proof asked; any part may be passed over. */
export class GuidedAnswersDto {
  @ListOf(() => GuidedAnswerDto, 50)
  answers!: readonly GuidedAnswerDto[];

  @Text(40, { nullable: true, about: 'Nom court de la phrase où la personne se reconnaît' })
  sentence!: string | null;
}

/** One answer, or one sentence. */
export class GuidedChoiceDto {
  @Text(40)
  key!: string;

  @Text(500)
  text!: string;

  @Whole({ from: 0, to: 100, about: 'De 0 (le moins) à 100 (le plus)' })
  points!: number;
}

/** One question. */
export class GuidedQuestionDto {
  @Text(40)
  key!: string;

  @Text(500)
  text!: string;

  @Whole({ from: 1, to: 100, about: 'Ce qu’elle compte à côté des autres' })
  weight!: number;

  @ListOf(() => GuidedChoiceDto, 50)
  answers!: GuidedChoiceDto[];
}

/** What the fund asks, and between what the person decides. */
export class GuidedQuestionsDto {
  @ListOf(() => GuidedQuestionDto, 50)
  questions!: GuidedQuestionDto[];

  @ListOf(() => GuidedChoiceDto, 3)
  sentences!: GuidedChoiceDto[];

  @AmountsCents({ about: 'Des montants donnés en exemple' })
  examplesCents!: number[];

  @AmountCents({ about: 'Cotisation la plus basse, par mois' })
  minCents!: number;

  @AmountCents({ nullable: true, about: 'Cotisation la plus haute, par mois' })
  maxCents!: number | null;

  @YesNo({ about: 'Si les réponses sont gardées avec l’engagement' })
  keepAnswers!: boolean;
}

/** The amount that answers lead to. */
export class GuidedProposalDto {
  @AmountCents({ about: 'Montant proposé par mois' })
  proposedCents!: number;
}

/** The questions as they are shown. */
export function guidedQuestionsOf(rule: GuidedContribution): GuidedQuestionsDto {
  const { questions, sentences, examplesCents, minCents, maxCents, keepAnswers } = rule;
  return {
    questions: questions.map((question) => ({ ...question, answers: [...question.answers] })),
    sentences: [...sentences],
    examplesCents: [...examplesCents],
    minCents,
    maxCents,
    keepAnswers,
  };
}
