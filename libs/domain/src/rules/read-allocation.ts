// What a fund's rules say about allocations, read with every fault named.
import {
  amount,
  amountOrNone,
  amountOrNull,
  ascending,
  choice,
  feminine,
  type FieldName,
  fieldsOf,
  listOf,
  masculine,
  modeOf,
  type Spot,
  wholeNumber,
} from './document-reading';
import type { AgeWeight, AllocationRule } from './rules';

const AXIS = feminine("la règle d'allocation");
const MODE = masculine("le mode d'allocation");
const MODES = [
  'fixed',
  'household-weights',
  'household-steps',
  'mean-of-contributions',
  'reimbursement',
  'none',
] as const;
const KNOWN_ANYWHERE = [
  'mode',
  'amountCents',
  'baseCents',
  'firstPersonCents',
  'perExtraPersonCents',
  'ageWeights',
  'stepsCents',
  'topUpToCents',
  'upToCents',
];

/** Reads the axis allocation of a fund with this unit, as written; faults go to the spot's list. Amounts in cents. */
export function readAllocation(spot: Spot, unit: unknown): AllocationRule {
  const name = feminine(`l'allocation ${unit === 'person' ? "d'une personne" : "d'un foyer"}`);
  switch (modeOf(spot, MODES)) {
    case 'fixed':
      return { mode: 'fixed', amountCents: amount(fieldsOf(spot, AXIS, ['mode', 'amountCents'])('amountCents'), name) };
    case 'household-weights':
      return readWeights(spot);
    case 'household-steps':
      return readSteps(spot, name);
    case 'mean-of-contributions': {
      const topUp = feminine('la moyenne complétée par le pot');
      const at = fieldsOf(spot, AXIS, ['mode', 'topUpToCents']);
      return { mode: 'mean-of-contributions', topUpToCents: amountOrNull(at('topUpToCents'), topUp) };
    }
    case 'reimbursement': {
      const at = fieldsOf(spot, AXIS, ['mode', 'upToCents']);
      return { mode: 'reimbursement', upToCents: amount(at('upToCents'), masculine('le plafond de remboursement')) };
    }
    case 'none':
      fieldsOf(spot, AXIS, ['mode']);
      return { mode: 'none' };
    case undefined:
      choice(fieldsOf(spot, AXIS, KNOWN_ANYWHERE)('mode'), MODE, MODES);
      return { mode: 'none' };
  }
}

function readWeights(spot: Spot): AllocationRule {
  const known = ['mode', 'baseCents', 'firstPersonCents', 'perExtraPersonCents', 'ageWeights'];
  const at = fieldsOf(spot, AXIS, known);
  const name = feminine('la liste des montants par âge');
  const weights = at('ageWeights');
  const ageWeights = weights.value === undefined ? [] : listOf(weights, name, 0, readAgeWeight);
  ascending(
    weights,
    name,
    ageWeights.map(({ underAge }) => underAge),
  );
  return {
    mode: 'household-weights',
    baseCents: amountOrNone(at('baseCents'), feminine("la base de l'allocation d'un foyer")),
    firstPersonCents: amount(at('firstPersonCents'), feminine("l'allocation de la première personne")),
    perExtraPersonCents: amount(at('perExtraPersonCents'), feminine("l'allocation par personne en plus")),
    ageWeights,
  };
}

function readAgeWeight(spot: Spot): AgeWeight {
  const at = fieldsOf(spot, masculine('un montant par âge'), ['underAge', 'amountCents']);
  const years = { min: 1, max: 120, counts: 'années' };
  return {
    underAge: wholeNumber(at('underAge'), masculine("l'âge limite"), years),
    amountCents: amount(at('amountCents'), feminine("l'allocation d'une personne de cet âge")),
  };
}

function readSteps(spot: Spot, name: FieldName): AllocationRule {
  const at = fieldsOf(spot, AXIS, ['mode', 'stepsCents']);
  const steps = feminine('la liste des allocations par taille de foyer');
  const stepsCents = listOf(at('stepsCents'), steps, 1, (item) => amount(item, name));
  ascending(at('stepsCents'), steps, stepsCents, true);
  return { mode: 'household-steps', stepsCents };
}
