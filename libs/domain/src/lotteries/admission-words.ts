// Why somebody cannot enter now, and why nobody is drawn, as both are told to people.
import type { KeptOut } from './admission-outlook';
import type { NoPlaces } from './admission-plan';

/** What a fund's own columns are called; those of a file are known by their own names. */
const COLUMNS: Readonly<Record<string, string>> = { 'income-band': 'tranche de revenus', area: 'secteur' };

/** An amount of cents as people write it: `1 234,50 €`. */
export function euroText(amount: number): string {
  const whole = String(Math.floor(Math.abs(amount) / 100)).replaceAll(/\B(?=(\d{3})+$)/g, '\u202F');
  return `${amount < 0 ? '−' : ''}${whole},${String(Math.abs(amount) % 100).padStart(2, '0')}\u00A0€`;
}

/** Why an entry cannot be drawn now, and from when on it could. */
export function reasonText(reason: KeptOut): string {
  switch (reason.code) {
    case 'places':
      return `il faut ${reason.needed} places à la fois, et il y en a ${reason.places}`;
    case 'budget':
      return (
        `il faudrait pouvoir prendre en charge ${euroText(reason.needed)} par mois ; le budget est de ` +
        `${euroText(reason.budget)}, il manque ${euroText(reason.missing)} : ${whenText(reason.inMonths)}`
      );
    case 'stratum':
      return `les places de « ${reason.value} » (${COLUMNS[reason.column] ?? reason.column}) sont limitées${boundText(reason.min, reason.max)}`;
    case 'served-first':
      return 'les places vont d’abord à celles et ceux qui attendent depuis le plus longtemps';
    case 'cap':
      return 'à chances aussi proches, recevoir quelqu’un coûterait plus que le budget : le conseil peut voter un plus grand écart';
    case 'rules':
      return 'aucune liste possible ne les contient sous ces règles';
  }
}

function whenText(months: number | null): string {
  if (months === null) return 'au rythme actuel, personne ne peut dire quand';
  return months === 1
    ? 'au rythme actuel, ce sera possible dans 1 mois'
    : `au rythme actuel, ce sera possible dans ${months} mois`;
}

function boundText(min: number | null, max: number | null): string {
  const bounds = [...(min === null ? [] : [`au moins ${min}`]), ...(max === null ? [] : [`au plus ${max}`])];
  return bounds.length === 0 ? '' : ` (${bounds.join(', ')})`;
}

/** Why nobody is drawn, and what would make one place. */
export function noPlacesText(none: NoPlaces | { readonly code: 'cap' }): string {
  switch (none.code) {
    case 'nobody-waiting':
      return 'Personne n’attend : il n’y a pas de tirage à faire.';
    case 'no-places-voted':
      return 'Aucune place ce mois-ci : le nombre de places demandé est 0.';
    case 'room-too-small':
      return (
        `Aucune place ce mois-ci : il y a ${euroText(none.room)} par mois pour de nouveaux foyers, et il en faut ` +
        `${euroText(none.needed)} ; avec ${euroText(none.missing)} de plus par mois, une place s’ouvre.`
      );
    case 'cap':
      return 'Personne ne peut être tiré à chances aussi proches : voyez la courbe, et votez un plus grand écart ou un plus grand budget.';
  }
}
