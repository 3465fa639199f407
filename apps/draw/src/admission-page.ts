// What `draw admission` answers to people: a page of French.
import { euroText } from '#domain/lotteries';
import type { AdmissionAnswer, Admitted } from './admission-answer';

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
