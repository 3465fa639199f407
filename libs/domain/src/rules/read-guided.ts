// The questions and plain sentences of a guided contribution, read with every fault named.
import {
  eachOnce,
  faulty,
  feminine,
  type FieldName,
  fieldsOf,
  keyWord,
  listOf,
  masculine,
  note,
  type Spot,
  wholeNumber,
  words,
} from './document-reading';
import type { GuidedChoice, GuidedQuestion } from './rules';

const POINTS = { min: 0, max: 100, counts: 'points' };
const WEIGHT = { min: 1, max: 100, counts: null };

/** Reads the questions; none when absent. Each has at least two answers, and each key is there once. */
export function readGuidedQuestions(spot: Spot): GuidedQuestion[] {
  if (spot.value === undefined) return [];
  const questions = listOf(spot, feminine('la liste des questions'), 0, readQuestion);
  keysOnce(spot, questions);
  return questions;
}

function readQuestion(spot: Spot): GuidedQuestion {
  const at = fieldsOf(spot, feminine('une question'), ['key', 'text', 'weight', 'answers']);
  return {
    key: keyWord(at('key'), masculine('le nom court de la question')),
    text: words(at('text'), masculine('le texte de la question'), 500),
    weight: wholeNumber(at('weight'), masculine('le poids de la question'), WEIGHT),
    answers: readChoices(at('answers'), feminine('la liste des réponses'), 2),
  };
}

/** Reads the plain sentences; none when absent, else exactly three. */
export function readGuidedSentences(spot: Spot): GuidedChoice[] {
  if (spot.value === undefined) return [];
  const sentences = readChoices(spot, feminine('la liste des phrases'), 0);
  if (![0, 3].includes(sentences.length) && !faulty(spot)) {
    note(spot, 'les phrases où chacun se reconnaît sont trois : écrivez-en trois, ou aucune');
  }
  return sentences;
}

function readChoices(spot: Spot, name: FieldName, least: number): GuidedChoice[] {
  const choices = listOf(spot, name, least, readChoice);
  keysOnce(spot, choices);
  return choices;
}

function readChoice(spot: Spot): GuidedChoice {
  const at = fieldsOf(spot, feminine('une réponse'), ['key', 'text', 'points']);
  return {
    key: keyWord(at('key'), masculine('le nom court de la réponse')),
    text: words(at('text'), masculine('le texte de la réponse'), 500),
    points: wholeNumber(at('points'), masculine('le nombre de points'), POINTS),
  };
}

function keysOnce(spot: Spot, items: readonly { readonly key: string }[]): void {
  eachOnce(
    spot,
    items.map(({ key }) => key),
    '/key',
  );
}
