// What `draw admission` answers to people: why somebody cannot enter now, and a page of French.
import type { KeptOut } from '#domain/lotteries';
import type { AdmissionAnswer, Admitted, NoPlaces } from './admission-answer';

/** An amount of cents as people write it: `1 234,50 €`. */
function euroText(amount: number): string {
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
      return `les places de « ${reason.value} » (${reason.column}) sont limitées${boundText(reason.min, reason.max)}`;
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
export function noPlacesText(none: NoPlaces): string {
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

/** Why no list keeps the terms. */
export function refusalText(cause: string): string {
  if (cause === 'cap')
    return 'Aucun tirage ne garde les chances aussi proches sous ces quotas : relevez "maxChanceRatio".';
  return 'Aucune liste ne peut respecter ces règles : voyez le plus petit changement qui le permettrait.';
}

/** The answer for people. */
export function admissionPage(answer: AdmissionAnswer): string {
  const warnings = answer.warnings.map((warning) => `Attention. ${warning}`);
  if (answer.status === 'infeasible') {
    return [...warnings, answer.message, ...answer.relaxations.map(({ message }) => `  ${message}`), ''].join('\n');
  }
  return [...warnings, ...headOf(answer), ...whoOf(answer), ...curveOf(answer), ...proofOf(answer), ''].join('\n');
}

function headOf(answer: Admitted): string[] {
  const { drawn, marginals, noPlaces, effect, netCost } = answer;
  const head = `${drawn.length} tirés parmi ${Object.keys(marginals).length}, ${numberText(answer.expectedSize)} en moyenne.`;
  return [
    noPlaces === null ? head : noPlaces.message,
    `  Chances par ticket : de ${percent(answer.minChancePerTicket)} à ${percent(answer.maxChancePerTicket)}.`,
    ...(netCost === null ? [] : [`  Coût net de celles et ceux qui entrent : ${euroText(netCost)} par mois.`]),
    ...(effect === null
      ? []
      : [`  Libre chaque mois : ${euroText(effect.perMonth.before)} avant, ${euroText(effect.perMonth.after)} après.`]),
    ...(effect?.atEnd == null
      ? []
      : [
          `  Libre dans ${effect.atEnd.months} mois : ${euroText(effect.atEnd.before)} avant, ${euroText(effect.atEnd.after)} après.`,
        ]),
    ...(answer.monthsOfList === null ? [] : [`  Attente moyenne à ce rythme : ${answer.monthsOfList} mois.`]),
  ];
}

function whoOf({ drawn, notNow }: Admitted): string[] {
  return [
    ...(drawn.length === 0 ? [] : [`  Entrent : ${drawn.join(' ')}`]),
    ...notNow.map(({ ids, message }) => `  Ne peuvent pas être tirés maintenant (${ids.join(', ')}) : ${message}.`),
  ];
}

function curveOf({ curve }: Admitted): string[] {
  if (curve === null) return [];
  return [
    '  Si le conseil votait un écart entre les chances (la plus grande, en nombre de fois la plus petite) :',
    ...curve.map(
      (point) =>
        `    ${point.maxChanceRatio === null ? 'sans limite' : `${numberText(point.maxChanceRatio)} fois`} : chances de ` +
        `${percent(point.minChancePerTicket)} à ${percent(point.maxChancePerTicket)}, ${numberText(point.expectedPlaces)} places, ` +
        `${euroText(Math.round(point.expectedNetCost))} par mois en moyenne`,
    ),
  ];
}

function proofOf({ act }: Admitted): string[] {
  if (act === null) return [];
  return [
    `  Preuve ${act.certificate.ok ? 'vérifiée' : 'REFUSÉE'} (à ${numberText(act.certificate.eps)} près).`,
    `  La graine désigne la liste n° ${act.number} (de 0 à ${act.panels - 1}).`,
    `  Empreinte du registre : ${act.fingerprints.draw}`,
    `  Registre public : ${act.record}`,
    `  Registre scellé (à ne montrer qu’aux scrutateurs) : ${act.sealed}`,
  ];
}

const percent = (chance: number): string => `${(100 * chance).toFixed(2).replace('.', ',')} %`;
const numberText = (number: number): string => String(Math.round(number * 1e6) / 1e6).replace('.', ',');
