// Which column of a file says what: French headings as people write them, whatever their order, accents and capitals.
import { plain } from '../kernel/plain-text';
import { RuleBroken } from '../kernel/rule-broken';

/** What a column of a file of members may be about. */
export type Field =
  | 'household'
  | 'lastName'
  | 'firstName'
  | 'joinedOn'
  | 'bornIn'
  | 'share'
  | 'pledge'
  | 'area'
  | 'channel'
  | 'email'
  | 'phone';

/** Each field with its usual heading first, then the others it is known by (without accents, lower case). */
export const HEADINGS: Readonly<Record<Field, readonly [string, ...string[]]>> = {
  household: ['Foyer', 'nom du foyer', 'menage', 'no foyer', 'n foyer', 'numero de foyer', 'compte', 'household'],
  lastName: ['Nom', 'nom complet', 'nom de famille', 'nom et prenom', 'nom prenom', 'prenom nom', 'personne', 'name'],
  firstName: ['Prénom', 'prenoms'],
  joinedOn: [
    "Date d'entrée",
    'entree',
    'date d adhesion',
    'adhesion',
    'date d inscription',
    'depuis',
    'depuis le',
    'joinedon',
  ],
  bornIn: ['Naissance', 'date de naissance', 'mois de naissance', 'ne e le', 'nee le', 'ne le', 'bornin'],
  share: ['Part', 'part dans le foyer', 'part en', 'garde', 'sharepercent'],
  pledge: ['Cotisation', 'cotisation mensuelle', 'cotisation par mois', 'engagement', 'montant', 'palier', 'pledge'],
  area: ['Secteur', 'quartier', 'zone', 'area'],
  channel: ['Contact', 'canal', 'moyen de contact', 'joindre par', 'a joindre par', 'channel'],
  email: ['E-mail', 'email', 'mail', 'courriel', 'adresse e mail', 'adresse mail', 'mel'],
  phone: ['Téléphone', 'tel', 'portable', 'mobile', 'numero de telephone', 'no de telephone', 'phone'],
};

const FIELDS = Object.keys(HEADINGS) as Field[];

/** Where each field stands in a row (from 0), and the headings that nobody knows: they are left out, and said so. */
export interface Columns {
  readonly at: ReadonlyMap<Field, number>;
  readonly ignored: readonly string[];
}

/**
 * Reads the headings of a file.
 * @throws RuleBroken `import-columns-missing` without a column of names (a wrong separator looks like this too),
 * `import-columns-twice` when two columns say the same
 */
export function columnsOf(headings: readonly string[]): Columns {
  const at = new Map<Field, number>();
  const ignored: string[] = [];
  for (const [index, heading] of headings.entries()) {
    const field = fieldOf(heading);
    if (field === undefined) {
      if (heading.trim() !== '') ignored.push(heading.trim().slice(0, 100));
    } else if (at.has(field)) {
      throw new RuleBroken('import-columns-twice', { column: HEADINGS[field][0] });
    } else at.set(field, index);
  }
  if (!at.has('lastName')) {
    throw new RuleBroken('import-columns-missing', {
      missing: [HEADINGS.lastName[0]],
      found: headings.slice(0, 20).map((heading) => heading.slice(0, 100)),
      known: FIELDS.map((field) => HEADINGS[field][0]),
    });
  }
  return { at, ignored };
}

function fieldOf(heading: string): Field | undefined {
  const asked = plain(heading);
  return FIELDS.find((field) => HEADINGS[field].some((known) => plain(known) === asked));
}
