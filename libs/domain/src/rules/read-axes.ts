// The other axes of a fund's rules: pot, credit, coverage, admission, payment and collection, each read with its faults.
import {
  amount,
  choice,
  dayOrNull,
  eachOnce,
  feminine,
  fieldsOf,
  listOf,
  masculine,
  modeOf,
  type Spot,
  wholeNumber,
} from './document-reading';
import {
  COLLECTION_MODES,
  type CollectionRule,
  type CreditedRule,
  ENTRY_MODES,
  type EntryRule,
  PAYMENT_MEDIA,
  type PaymentMedium,
  POT_RESOURCE_MODES,
  type PotResourcesRule,
  type RunningCostsRule,
  type UnspentRule,
} from './rules';

const DAY = { min: 1, max: 31, counts: null };
const MONTHS = { min: 1, max: 120, counts: 'mois' };
/** Two weeks and a day: a letter has come, and there is still a week-end to spend in. Our own figure. */
const USUAL_WARNING_DAYS = 15;
/** A fee of everything would leave a debt that no payout ever pays. */
const FEE_BASIS_POINTS = { min: 0, max: 9_999, counts: 'centièmes de pour cent (100 pour 1 %)' };
const BASIS_POINTS = { min: 0, max: 10_000, counts: 'centièmes de pour cent (100 pour 1 %)' };
/** The largest reserve, in cents: 10 000 000 €. */
const LARGEST_RESERVE_CENTS = 1_000_000_000;

/** Reads the axis entry. */
export function readEntry(spot: Spot): EntryRule {
  const at = fieldsOf(spot, feminine("la règle d'entrée"), ['mode']);
  return { mode: choice(at('mode'), feminine("l'entrée (« next-month » d'ordinaire)"), ENTRY_MODES) };
}

/** Reads the axis pot resources; the reserve in cents. */
export function readPotResources(spot: Spot): PotResourcesRule {
  const at = fieldsOf(spot, feminine('la règle des ressources du pot'), ['mode', 'reserveCents']);
  return {
    mode: choice(at('mode'), masculine('le choix des ressources du pot'), POT_RESOURCE_MODES),
    reserveCents: amount(at('reserveCents'), feminine('la réserve du pot'), { to: LARGEST_RESERVE_CENTS }),
  };
}

/** Reads the axis credited: the day of the month, or what is waited for. */
export function readCredited(spot: Spot): CreditedRule {
  const axis = feminine('la règle du moment de crédit');
  const mode = modeOf(spot, ['day-of-month', 'when-sent', 'when-settled'] as const);
  if (mode === 'when-sent' || mode === 'when-settled') {
    fieldsOf(spot, axis, ['mode']);
    return { mode };
  }
  const at = fieldsOf(spot, axis, ['mode', 'day']);
  choice(at('mode'), masculine('le moment de crédit'), ['day-of-month', 'when-sent', 'when-settled']);
  if (mode === undefined) return { mode: 'when-sent' };
  return { mode, day: wholeNumber(at('day'), masculine('le jour du crédit'), DAY) };
}

/** Reads the axis unspent credit; its months are whole months. Unless written otherwise, expiry is warned of. */
export function readUnspent(spot: Spot): UnspentRule {
  const axis = feminine('la règle du crédit non dépensé');
  const mode = modeOf(spot, UNSPENT_MODES);
  const at = fieldsOf(spot, axis, UNSPENT_FIELDS[mode ?? 'any']);
  const months = (): number => wholeNumber(at('months'), masculine('le nombre de mois'), MONTHS);
  switch (mode) {
    case 'accumulate':
      return { mode };
    case 'cap':
      return { mode, months: months() };
    case 'expire':
      return { mode, months: months(), warnDaysBefore: readWarning(at('warnDaysBefore')) };
    case 'end-of-project':
      return { mode, endsOn: dayOrNull(at('endsOn'), masculine('le dernier jour du projet')) };
    case undefined:
      choice(at('mode'), masculine('le sort du crédit non dépensé'), UNSPENT_MODES);
      return { mode: 'accumulate' };
  }
}

const UNSPENT_MODES = ['accumulate', 'cap', 'expire', 'end-of-project'] as const;
const UNSPENT_FIELDS = {
  accumulate: ['mode'],
  cap: ['mode', 'months'],
  expire: ['mode', 'months', 'warnDaysBefore'],
  'end-of-project': ['mode', 'endsOn'],
  any: ['mode', 'months', 'warnDaysBefore', 'endsOn'],
} as const;

function readWarning(spot: Spot): number {
  const name = masculine("le délai de l'alerte avant la fin du crédit");
  return spot.value === undefined ? USUAL_WARNING_DAYS : wholeNumber(spot, name, { min: 0, max: 90, counts: 'jours' });
}

/** Reads the axis payment: at least one medium, each once. */
export function readPayment(spot: Spot): PaymentMedium[] {
  const name = feminine('la liste des moyens de paiement');
  const media = listOf(spot, name, 1, (item) => choice(item, masculine('un moyen de paiement'), PAYMENT_MEDIA));
  eachOnce(spot, media);
  return media;
}

/** Reads the axis collection. */
export function readCollection(spot: Spot): CollectionRule {
  const at = fieldsOf(spot, feminine('la règle de collecte'), ['mode', 'dayOfMonth']);
  return {
    mode: choice(at('mode'), masculine('le mode de collecte'), COLLECTION_MODES),
    dayOfMonth: wholeNumber(at('dayOfMonth'), masculine('le jour de la collecte'), DAY),
  };
}

/** Reads the axis running costs, in hundredths of a per cent. */
export function readRunningCosts(spot: Spot): RunningCostsRule {
  const known = ['contributionBasisPoints', 'outletFeeBasisPoints'];
  const at = fieldsOf(spot, feminine('la règle des frais de fonctionnement'), known);
  const share = feminine('la part des cotisations pour les frais de fonctionnement');
  const fee = feminine('la participation des points de vente');
  return {
    contributionBasisPoints: wholeNumber(at('contributionBasisPoints'), share, BASIS_POINTS),
    outletFeeBasisPoints: wholeNumber(at('outletFeeBasisPoints'), fee, FEE_BASIS_POINTS),
  };
}
