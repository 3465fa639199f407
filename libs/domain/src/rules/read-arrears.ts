// What a fund's rules say about contributions that do not come in, read with every fault named.
import {
  eachOnce,
  feminine,
  fieldsOf,
  listOf,
  masculine,
  note,
  type Spot,
  wholeNumber,
  wholeNumberOrNull,
} from './document-reading';
import {
  type DunningRule,
  type ReasonClass,
  RETRIED_CLASSES,
  REASON_CLASSES,
  type Retry,
  type UnpaidRule,
} from './rules';

const DAYS = { min: 1, max: 180, counts: 'jours' };

/** Reads the axis unpaid. */
export function readUnpaid(spot: Spot): UnpaidRule {
  const at = fieldsOf(spot, feminine('la règle du délai de paiement'), ['deadlineDays']);
  return { deadlineDays: wholeNumber(at('deadlineDays'), masculine('le délai avant de décider'), DAYS) };
}

/** Reads the axis dunning: at most two new tries, of classes that may be tried again, and the call after all else. */
export function readDunning(spot: Spot): DunningRule {
  const known = ['remindAfterDays', 'retries', 'callAfterDays', 'largestInstalments'];
  const at = fieldsOf(spot, feminine('la règle des relances'), known);
  const rule: DunningRule = {
    remindAfterDays: wholeNumberOrNull(at('remindAfterDays'), masculine('le délai du rappel'), DAYS),
    retries: readRetries(at('retries')),
    callAfterDays: wholeNumberOrNull(at('callAfterDays'), masculine("le délai de l'appel"), DAYS),
    largestInstalments: wholeNumber(at('largestInstalments'), masculine("le nombre de parts d'un échéancier"), {
      min: 1,
      max: 36,
      counts: null,
    }),
  };
  callLast(at('callAfterDays'), rule);
  return rule;
}

function readRetries(spot: Spot): Retry[] {
  const name = feminine('la liste des nouveaux prélèvements');
  const retries = listOf(spot, name, 0, readRetry);
  if (retries.length > 2) {
    note(spot, `${name.words} est trop longue : gardez-en un ou deux, puis quelqu'un appelle`);
    return [];
  }
  const [first, second] = retries;
  if (first && second && second.afterDays <= first.afterDays) {
    const pointer = `${spot.pointer}/1/afterDays`;
    note(
      { ...spot, pointer },
      `le second prélèvement doit venir après le premier : indiquez plus de ${first.afterDays} jours`,
    );
  }
  return retries;
}

function readRetry(spot: Spot): Retry {
  const at = fieldsOf(spot, masculine('un nouveau prélèvement'), ['afterDays', 'classes']);
  const classes = listOf(at('classes'), feminine('la liste des motifs'), 1, readRetriedClass);
  eachOnce(at('classes'), classes);
  return { afterDays: wholeNumber(at('afterDays'), masculine('le délai du nouveau prélèvement'), DAYS), classes };
}

/** Why a class is not tried again by itself, in French. */
const NOT_RETRIED: Readonly<Record<Exclude<ReasonClass, (typeof RETRIED_CLASSES)[number]>, string>> = {
  refused: 'la personne a refusé le prélèvement',
  'mandate-dead': "le mandat n'existe plus",
  'refund-request': 'la personne a demandé à être remboursée',
  deceased: 'la personne est décédée',
  'account-dead': "le compte n'existe plus",
  'account-blocked': 'le compte est bloqué',
  unknown: "personne ne sait pourquoi le prélèvement n'est pas passé",
};

function readRetriedClass(spot: Spot): ReasonClass {
  const retried = RETRIED_CLASSES.find((one) => one === spot.value);
  if (retried !== undefined) return retried;
  const other = REASON_CLASSES.find((one) => one === spot.value);
  const why = other === undefined || other === 'funds' || other === 'technical' ? null : NOT_RETRIED[other];
  const allowed = RETRIED_CLASSES.map((one) => `« ${one} »`).join(' ou ');
  const fault = why === null ? "ce motif n'est pas dans la liste" : `${why}, on ne représente pas sans lui avoir parlé`;
  note(spot, `${fault} : choisissez ${allowed}`);
  return 'funds';
}

function callLast(spot: Spot, { callAfterDays, remindAfterDays, retries }: DunningRule): void {
  if (callAfterDays === null || spot.faults.some(({ pointer }) => pointer.startsWith('/dunning'))) return;
  const before = Math.max(remindAfterDays ?? 0, ...retries.map(({ afterDays }) => afterDays));
  if (callAfterDays > before) return;
  note(spot, `on appelle après le rappel et les nouveaux prélèvements : indiquez plus de ${before} jours, ou null`);
}
