// What each kind of notice says, in plain French: the one place where the words to members are written.
import { de, euros, frenchDay, frenchMonth } from './french';

/** What a kind of notice says. `aboutMoney` marks what only the treasurer and the coordinator may read (settled question 10). */
interface Wording {
  readonly title: string;
  readonly aboutMoney: boolean;
  /** The sentences, from the notice's facts. @throws TypeError, RangeError when a fact is missing */
  readonly text: (facts: NoticeFacts) => string;
}

/** The facts of a notice: ids, amounts in cents, days and months as ISO texts. */
export type NoticeFacts = Readonly<Record<string, unknown>>;

/** A notice in words. */
export interface Worded {
  readonly title: string;
  readonly text: string;
  readonly aboutMoney: boolean;
}

/** Each kind. A room that has something new to tell adds its words here; a kind without words is told by a person. */
const WORDING: Readonly<Record<string, Wording>> = {
  'arrears-reminder': {
    title: 'Votre cotisation',
    aboutMoney: true,
    text: ({ month, owedCents }) =>
      `Votre cotisation ${de(frenchMonth(month))} n’est pas encore arrivée : il reste ${euros(owedCents)}. C’est peut-être un oubli, ` +
      'ou un souci à la banque. Vous pouvez payer par virement, par chèque ou en espèces, en une ou plusieurs fois. Si le ' +
      'moment est difficile, dites-le-nous : on trouvera une solution ensemble, et votre cotisation peut aussi baisser. ' +
      'Ce que vous avez sur votre compte reste à vous.',
  },
  'arrears-retry': {
    title: 'Un nouveau prélèvement',
    aboutMoney: true,
    text: ({ month, owedCents, collectOn }) =>
      `Le prélèvement de votre cotisation ${de(frenchMonth(month))} n’a pas pu se faire. Nous présenterons à nouveau ` +
      `${euros(owedCents)} à votre banque le ${frenchDay(collectOn)}. Si cette date ne va pas, dites-le-nous.`,
  },
  'arrears-plan': {
    title: 'Votre paiement en plusieurs fois',
    aboutMoney: true,
    text: ({ instalments }) =>
      'Comme convenu, vous payez en plusieurs fois : ' +
      listOf(instalments)
        .map(({ amountCents, collectOn }) => `${euros(amountCents)} le ${frenchDay(collectOn)}`)
        .join(', ') +
      '. Si une date ne va plus, dites-le-nous avant : on la change.',
  },
  'credit-ends': {
    title: 'Votre crédit arrive à sa fin',
    aboutMoney: true,
    text: ({ lotMonth, leftCents, lastDay }) =>
      `De votre crédit ${de(frenchMonth(lotMonth))}, il vous reste ${euros(leftCents)} à dépenser jusqu’au ` +
      `${frenchDay(lastDay)}, ce jour compris. Ensuite, ce qui reste retourne au pot commun. S’il vous faut plus de temps, ` +
      'dites-le-nous avant : on peut prolonger.',
  },
  'tickets-end': {
    title: 'Vos tickets arrivent à leur fin',
    aboutMoney: true,
    text: ({ tickets, totalCents, goodUntil }) =>
      `Vous avez encore ${counted(tickets)}, pour ${euros(totalCents)}, à utiliser jusqu’au ${frenchDay(goodUntil)}, ce jour ` +
      'compris. Ce que vous n’utilisez pas revient ensuite sur votre compte ; vous pouvez aussi nous les rapporter.',
  },
  'arrears-forgiven': {
    title: 'Votre cotisation',
    aboutMoney: true,
    text: ({ month, forgivenCents }) =>
      `La caisse a décidé de ne pas vous demander ${euros(forgivenCents)} de votre cotisation ${de(frenchMonth(month))}. ` +
      'Vous n’avez rien à faire.',
  },
  'separation-asked': {
    title: 'Votre foyer',
    aboutMoney: true,
    text: ({ name, heldCents }) =>
      `${typeof name === 'string' ? name : 'La caisse'} demande que votre foyer ait deux comptes. Rien n’est encore partagé : ` +
      'nous en parlerons avec chacun. ' +
      (heldCents === 0
        ? 'D’ici là, le compte marche comme d’habitude.'
        : `D’ici là, ${euros(heldCents)} sont mis de côté et ne peuvent pas être dépensés ; le reste marche comme d’habitude.`),
  },
  'outlet-suspended': {
    title: 'Un point de vente s’arrête pour le moment',
    aboutMoney: false,
    text: ({ name, on }) =>
      `Depuis le ${frenchDay(on)}, la caisse ne prend plus en charge les achats chez ${said(name)}, pour le moment. Ce que vous ` +
      'avez sur votre compte reste à vous : vous pouvez l’utiliser dans les autres points de vente. Nous vous dirons la suite.',
  },
  'outlet-ends': {
    title: 'Un point de vente s’arrête',
    aboutMoney: false,
    text: ({ name, on }) =>
      `${said(name)} ne fait plus partie des points de vente de la caisse après le ${frenchDay(on)}. Ce que vous avez sur votre ` +
      'compte reste à vous : vous pouvez l’utiliser dans les autres points de vente.',
  },
  'payer-stops': {
    title: 'Votre cotisation',
    aboutMoney: true,
    text: ({ lastMonth, fromMonth }) =>
      `L’organisme qui prend en charge tout ou partie de votre cotisation s’arrête après ${frenchMonth(lastMonth)}. Les mois ` +
      `déjà appelés restent à sa charge. À partir ${de(frenchMonth(fromMonth))}, ce qu’il payait vous sera demandé. Si c’est ` +
      'trop, dites-le-nous avant : votre cotisation peut changer, ou quelqu’un d’autre peut vous aider.',
  },
};

/** The words of a notice. A kind without words, or facts that lack something, are left to whoever calls. */
export function wordingOf(kind: string, facts: NoticeFacts): Worded {
  const wording = WORDING[kind];
  if (!wording) return UNWORDED;
  try {
    return { title: wording.title, text: wording.text(facts), aboutMoney: wording.aboutMoney };
  } catch {
    return { ...UNWORDED, title: wording.title };
  }
}

// What has no words may be about anything: it is treated as money is.
const UNWORDED: Worded = {
  title: 'Un message de la caisse',
  text: 'La caisse a quelque chose à vous dire : passez nous voir, ou appelez-nous.',
  aboutMoney: true,
};

function said(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('not a name');
  return value;
}

function counted(value: unknown): string {
  if (typeof value !== 'number') throw new TypeError('not a number');
  return value === 1 ? 'un ticket' : `${value} tickets`;
}

function listOf(value: unknown): NoticeFacts[] {
  if (!Array.isArray(value)) throw new TypeError('not a list');
  return value as NoticeFacts[];
}
