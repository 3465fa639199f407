// Axes of a fund's rules that cannot hold together: the fund could not run a month under them.
import type { DocumentFault } from './document-reading';
import type { Rules } from './rules';

/** One pair of choices that cannot stand together. It is looked at only when the axes it reads have no other fault. */
interface Contradiction {
  readonly axes: readonly (keyof Rules)[];
  readonly pointer: string;
  readonly holds: (rules: Rules) => boolean;
  readonly detail: string;
}

const CONTRADICTIONS: readonly Contradiction[] = [
  {
    axes: ['potResources', 'contribution'],
    pointer: '/contribution/mode',
    holds: ({ potResources, contribution }) => potResources.mode === 'grants-only' && contribution.mode !== 'none',
    detail:
      'le pot ne vit que de subventions et la règle demande une cotisation : mettez la cotisation à « none », ou les ressources du pot à « contributions-and-grants »',
  },
  {
    axes: ['potResources', 'contribution', 'allocation'],
    pointer: '/potResources/mode',
    holds: ({ potResources, contribution, allocation }) =>
      potResources.mode === 'contributions-only' && contribution.mode === 'none' && allocation.mode !== 'none',
    detail:
      "rien n'alimente le pot et la règle verse une allocation : demandez une cotisation, ou acceptez les subventions",
  },
  {
    axes: ['unit', 'allocation'],
    pointer: '/allocation/mode',
    holds: ({ unit, allocation }) => unit === 'person' && allocation.mode.startsWith('household-'),
    detail:
      "l'allocation dépend de la taille du foyer et chaque personne a son compte : choisissez l'unité « household », ou l'allocation « fixed »",
  },
  {
    axes: ['contribution', 'allocation'],
    pointer: '/allocation/mode',
    holds: ({ contribution, allocation }) =>
      contribution.mode === 'none' && allocation.mode === 'mean-of-contributions',
    detail:
      "l'allocation est la moyenne des cotisations et personne ne cotise : choisissez une cotisation, ou une allocation « fixed »",
  },
  {
    axes: ['coverage', 'allocation'],
    pointer: '/allocation/mode',
    holds: ({ coverage, allocation }) => coverage.mode === 'three-prices' && allocation.mode !== 'none',
    detail:
      "avec trois prix personne n'a de compte à créditer : mettez l'allocation à « none », ou changez la prise en charge",
  },
  {
    axes: ['unit', 'contribution'],
    pointer: '/contribution/perPerson',
    holds: ({ unit, contribution }) => unit === 'person' && contribution.mode === 'free' && contribution.perPerson,
    detail:
      "chaque personne a déjà sa propre cotisation : mettez la cotisation par personne à false, ou l'unité « household »",
  },
  {
    axes: ['unit', 'contribution'],
    pointer: '/contribution/perExtraPersonCents',
    holds: ({ unit, contribution }) =>
      unit === 'person' && contribution.mode !== 'none' && contribution.perExtraPersonCents > 0,
    detail:
      "il n'y a pas de personne en plus quand chacun a son compte : mettez le supplément à 0, ou l'unité « household »",
  },
  {
    axes: ['contribution', 'credited'],
    pointer: '/credited/mode',
    holds: ({ contribution, credited }) => contribution.mode === 'none' && credited.mode !== 'day-of-month',
    detail: 'le crédit attend une cotisation que la règle ne demande pas : choisissez « day-of-month » et un jour',
  },
  {
    axes: ['allocation', 'credited'],
    pointer: '/credited/mode',
    holds: ({ allocation, credited }) =>
      allocation.mode === 'mean-of-contributions' && credited.mode !== 'day-of-month',
    detail:
      'la moyenne des cotisations se prend une seule fois pour tous : choisissez « day-of-month » et un jour du mois',
  },
  {
    axes: ['allocation', 'payment'],
    pointer: '/payment',
    holds: ({ allocation, payment }) => allocation.mode === 'reimbursement' && !payment.includes('reimbursement-slip'),
    detail: 'rembourser après achat demande des fiches : ajoutez « reimbursement-slip » aux moyens de paiement',
  },
  {
    axes: ['contribution', 'collection'],
    pointer: '/collection/mode',
    holds: ({ contribution, collection }) => contribution.mode === 'none' && collection.mode === 'direct-debit',
    detail: "il n'y a pas de cotisation à prélever : mettez la collecte à « by-hand », ou demandez une cotisation",
  },
  {
    axes: ['contribution', 'runningCosts'],
    pointer: '/runningCosts/contributionBasisPoints',
    holds: ({ contribution, runningCosts }) => contribution.mode === 'none' && runningCosts.contributionBasisPoints > 0,
    detail: "il n'y a pas de cotisation dont prendre une part : mettez cette part à 0, ou demandez une cotisation",
  },
  {
    axes: ['unspent'],
    pointer: '/unspent/warnDaysBefore',
    holds: ({ unspent }) => unspent.mode === 'expire' && unspent.warnDaysBefore > unspent.months * 28,
    detail:
      "l'alerte partirait avant que le crédit ne soit versé : indiquez moins de jours que le crédit n'en dure, ou 0 pour ne pas alerter",
  },
  {
    axes: ['unspent', 'leaving'],
    pointer: '/leaving/unspent/months',
    holds: ({ unspent, leaving }) =>
      unspent.mode === 'expire' && leaving.unspent.mode === 'kept-months' && leaving.unspent.months > unspent.months,
    detail:
      'qui part garderait son crédit plus longtemps que les autres : indiquez au plus autant de mois que le crédit en dure, ou « kept »',
  },
  {
    axes: ['payment', 'spending'],
    pointer: '/spending/ticketValuesCents',
    holds: ({ payment, spending }) => payment.includes('paper-ticket') && spending.ticketValuesCents.length === 0,
    detail:
      "on paie par ticket et aucun ticket n'existe : donnez au moins une valeur de ticket, ou retirez « paper-ticket » des moyens de paiement",
  },
  {
    axes: ['payment', 'spending'],
    pointer: '/spending/slip/ceilingCents',
    holds: ({ payment, spending }) => payment.includes('reimbursement-slip') && spending.slip.ceilingCents === 0,
    detail:
      "on paie par fiche et une fiche ne vaudrait rien : indiquez un plafond d'au moins 1 centime, ou retirez « reimbursement-slip » des moyens de paiement",
  },
  {
    axes: ['spending'],
    pointer: '/spending/perPurchaseMaxCents',
    holds: ({ spending: { perPurchaseMaxCents: once, perDayMaxCents: day } }) =>
      once !== null && day !== null && once > day,
    detail:
      'un seul achat dépasserait le plafond du jour : indiquez au plus le plafond par jour, ou null pour ne pas limiter un achat',
  },
  {
    axes: ['spending'],
    pointer: '/spending/payouts/thresholdCents',
    holds: ({ spending }) => spending.payouts.every === 'threshold' && spending.payouts.thresholdCents === 0,
    detail:
      "on règle à partir d'un montant et ce montant est 0 : indiquez-en un plus grand, ou choisissez « week », « fortnight » ou « month »",
  },
  {
    axes: ['coverage', 'spending'],
    pointer: '/spending/tallyDayMaxCents',
    holds: ({ coverage, spending }) => coverage.mode !== 'three-prices' && spending.tallyDayMaxCents !== null,
    detail:
      "le plafond par jour de marché ne vaut qu'avec trois prix : mettez-le à null, ou choisissez la prise en charge « three-prices »",
  },
];

/** The contradictions between axes that are themselves sound, each with the field to change and the remedy. */
export function contradictionsOf(rules: Rules, faults: readonly DocumentFault[]): DocumentFault[] {
  const unsound = new Set(faults.map(({ pointer }) => pointer.split('/')[1]));
  return CONTRADICTIONS.filter(({ axes, holds }) => !axes.some((axis) => unsound.has(axis)) && holds(rules)).map(
    ({ pointer, detail }) => ({ pointer, detail }),
  );
}
