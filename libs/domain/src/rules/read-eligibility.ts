// What a fund's rules say about who may enter and what leaving does, read with every fault named.
import {
  choice,
  eachOnce,
  faulty,
  feminine,
  fieldsOf,
  keyWord,
  listOf,
  masculine,
  modeOf,
  note,
  readPlaces,
  type Spot,
  wholeNumber,
  words,
  yesOrNo,
} from './document-reading';
import {
  type EligibilityQuestion,
  type EligibilityRule,
  type IncomeBandQuota,
  LEAVER_ARREARS,
  type LeaverUnspent,
  type LeavingRule,
} from './rules';

const LEAVER_MODES = ['kept', 'kept-months', 'back-to-pot'] as const;

/** Reads the axis leaving. */
export function readLeaving(spot: Spot): LeavingRule {
  const at = fieldsOf(spot, feminine('la règle de départ'), ['unspent', 'arrears']);
  return {
    unspent: readLeaverUnspent(at('unspent')),
    arrears: choice(at('arrears'), masculine('le sort des impayés de qui part'), LEAVER_ARREARS),
  };
}

function readLeaverUnspent(spot: Spot): LeaverUnspent {
  const axis = feminine('la règle du crédit de qui part');
  const mode = modeOf(spot, LEAVER_MODES);
  const at = fieldsOf(spot, axis, mode === 'kept' || mode === 'back-to-pot' ? ['mode'] : ['mode', 'months']);
  if (mode === undefined) return { mode: choiceOfMode(at('mode')) };
  if (mode !== 'kept-months') return { mode };
  const months = { min: 1, max: 120, counts: 'mois' };
  return { mode, months: wholeNumber(at('months'), masculine('le nombre de mois'), months) };
}

function choiceOfMode(spot: Spot): 'kept' {
  choice(spot, masculine('le sort du crédit de qui part'), LEAVER_MODES);
  return 'kept';
}

/** Reads the axis eligibility. */
export function readEligibility(spot: Spot): EligibilityRule {
  const known = ['communes', 'areas', 'meetingRequired', 'questions', 'incomeBandQuotas'];
  const at = fieldsOf(spot, feminine("la règle des conditions d'entrée"), known);
  return {
    communes: readPlaces(at('communes'), 'la liste des communes', 'une commune'),
    areas: readPlaces(at('areas'), 'la liste des secteurs', 'un secteur'),
    meetingRequired: yesOrNo(at('meetingRequired'), masculine("le passage par une réunion d'information")),
    questions: readQuestions(at('questions')),
    incomeBandQuotas: readQuotas(at('incomeBandQuotas')),
  };
}

function readQuestions(spot: Spot): EligibilityQuestion[] {
  if (spot.value === undefined) return [];
  const questions = listOf(spot, feminine('la liste des questions'), 0, readQuestion);
  eachOnce(
    spot,
    questions.map(({ key }) => key),
    '/key',
  );
  return questions;
}

function readQuestion(spot: Spot): EligibilityQuestion {
  const at = fieldsOf(spot, feminine('une question'), ['key', 'text', 'kind', 'options', 'required']);
  const question = {
    key: keyWord(at('key'), masculine('le nom court de la question')),
    text: words(at('text'), masculine('le texte de la question'), 500),
    kind: choice(at('kind'), masculine('le genre de la question'), ['yes-no', 'choice', 'text']),
    options: readOptions(at('options')),
    required:
      at('required').value === undefined || at('required').value === null
        ? null
        : words(at('required'), feminine('la réponse exigée'), 200),
  };
  if (!faulty(spot)) answersFit(at, question);
  return question;
}

function readOptions(spot: Spot): string[] {
  if (spot.value === undefined) return [];
  const options = listOf(spot, feminine('la liste des réponses'), 0, (item) =>
    words(item, feminine('une réponse'), 200),
  );
  eachOnce(spot, options);
  return options;
}

function answersFit(at: (field: string) => Spot, { kind, options, required }: EligibilityQuestion): void {
  if (kind === 'choice' && options.length < 2)
    note(at('options'), 'il manque des réponses à choisir : donnez-en au moins deux');
  if (kind !== 'choice' && options.length > 0) {
    note(at('options'), 'seule une question à choix a des réponses : retirez-les, ou mettez le genre à « choice »');
  }
  const possible: readonly string[] = { 'yes-no': ['yes', 'no'], choice: options, text: [] }[kind];
  if (required === null || possible.includes(required)) return;
  const remedy =
    kind === 'text' ? 'mettez null' : `choisissez ${possible.map((one) => `« ${one} »`).join(' ou ')}, ou null`;
  note(at('required'), `cette réponse ne peut pas être donnée à la question : ${remedy}`);
}

function readQuotas(spot: Spot): IncomeBandQuota[] {
  if (spot.value === undefined) return [];
  const quotas = listOf(spot, feminine('la liste des parts par tranche de revenu'), 0, readQuota);
  eachOnce(
    spot,
    quotas.map(({ band }) => band),
    '/band',
  );
  const total = quotas.reduce((sum, { leastBasisPoints }) => sum + leastBasisPoints, 0);
  if (total > 10_000 && !faulty(spot)) {
    note(spot, 'les parts par tranche de revenu dépassent le tout : ramenez leur total à 10000 (100 %) ou moins');
  }
  return quotas;
}

function readQuota(spot: Spot): IncomeBandQuota {
  const at = fieldsOf(spot, feminine('une part par tranche de revenu'), ['band', 'leastBasisPoints']);
  const share = { min: 1, max: 10_000, counts: 'centièmes de pour cent (3300 pour 33 %)' };
  return {
    band: words(at('band'), masculine('le nom de la tranche'), 100),
    leastBasisPoints: wholeNumber(at('leastBasisPoints'), feminine('la part réservée à la tranche'), share),
  };
}
