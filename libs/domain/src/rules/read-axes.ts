// The other axes of a fund's rules: pot, credit, coverage, admission, payment and collection, each read with its faults.
import {
  amount,
  choice,
  feminine,
  fieldsOf,
  listOf,
  masculine,
  modeOf,
  note,
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

/** Reads the axis unspent credit; its months are whole months. */
export function readUnspent(spot: Spot): UnspentRule {
  const axis = feminine('la règle du crédit non dépensé');
  const mode = modeOf(spot, ['accumulate', 'cap', 'expire', 'end-of-project'] as const);
  if (mode === 'accumulate' || mode === 'end-of-project') {
    fieldsOf(spot, axis, ['mode']);
    return { mode };
  }
  const at = fieldsOf(spot, axis, ['mode', 'months']);
  choice(at('mode'), masculine('le sort du crédit non dépensé'), ['accumulate', 'cap', 'expire', 'end-of-project']);
  if (mode === undefined) return { mode: 'accumulate' };
  return { mode, months: wholeNumber(at('months'), masculine('le nombre de mois'), MONTHS) };
}

/** Reads the axis payment: at least one medium, each once. */
export function readPayment(spot: Spot): PaymentMedium[] {
  const name = feminine('la liste des moyens de paiement');
  const media = listOf(spot, name, 1, (item) => choice(item, masculine('un moyen de paiement'), PAYMENT_MEDIA));
  eachOnce(spot, media);
  return media;
}

/** Notes the first item of a list that is there twice. */
export function eachOnce(spot: Spot, items: readonly string[]): void {
  const twice = items.findIndex((item, index) => items.indexOf(item) < index);
  const pointer = `${spot.pointer}/${twice}`;
  if (twice < 0 || spot.faults.some((fault) => fault.pointer.startsWith(`${spot.pointer}/`))) return;
  note({ ...spot, pointer }, `« ${items[twice]} » est là deux fois : gardez-le une seule fois`);
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
    outletFeeBasisPoints: wholeNumber(at('outletFeeBasisPoints'), fee, BASIS_POINTS),
  };
}
