// What each check is called, and what it proves, in both languages. In French the proof is said by the verification itself.
import type { Finding, PublicRecord } from '../../../../libs/domain/src/lotteries/browser';

/** The languages of the page. */
export type Language = 'fr' | 'en';

interface CheckWords {
  readonly fr: string;
  readonly en: string;
  readonly provesInEnglish: (record: PublicRecord | null) => string;
}

const words = (fr: string, en: string, proves: string | CheckWords['provesInEnglish']): CheckWords => ({
  fr,
  en,
  provesInEnglish: typeof proves === 'string' ? () => proves : proves,
});

const panelsOf = (record: PublicRecord | null): string =>
  new Intl.NumberFormat('en-GB').format(record?.lottery.panels.length ?? 0);

const CHECKS: Readonly<Record<string, CheckWords>> = {
  shape: words('Le fichier', 'The file', 'The file is a public record of a draw, and whole.'),
  fingerprints: words(
    'Les empreintes',
    'The fingerprints',
    'The fingerprints are those of the content: compare them with those that were put up before the draw.',
  ),
  codes: words('Les codes', 'The codes', 'Each code is in the frozen list once.'),
  commitments: words(
    'Les lignes figées',
    'The frozen lines',
    'Each line has its fingerprint: none can have changed since.',
  ),
  panels: words(
    'Les listes',
    'The lists',
    (record) => `The ${panelsOf(record)} lists hold codes of the frozen list only, none of them twice.`,
  ),
  size: words('La taille des listes', 'The size of the lists', 'Each list has the number of people that was set.'),
  chances: words('Les chances', 'The chances', (record) => {
    const count = record?.lottery.panels.length ?? 0;
    const gaps = record?.lottery.chances.map(({ certified, listed }) => Math.abs(listed / count - certified)) ?? [];
    return (
      `The chance of a code is the number of lists it is in, out of ${panelsOf(record)}; it follows the certified chance ` +
      `to within ${(100 * Math.max(0, ...gaps)).toFixed(2)} percentage points.`
    );
  }),
  totals: words(
    'Les totaux publiés',
    'The published totals',
    'Totals per class are at least 5 people, and agree with each other.',
  ),
  secret: words('Le secret', 'The secret', 'The fund’s secret is the one whose fingerprint was published.'),
  'public-value': words('La valeur publique', 'The public value', (record) =>
    record?.draw.publicValue.source === 'drand'
      ? 'The public value is that of the round announced, signed by drand: nobody chose it.'
      : 'The public value is the one that was announced.',
  ),
  seed: words('La graine', 'The seed', 'The seed follows from the secret, the public value and the lists.'),
  number: words('Le numéro', 'The number', 'The number follows from the seed: no hidden sum decides.'),
  panel: words('Les personnes tirées', 'The people drawn', 'The people drawn are those of the list with this number.'),
  reserve: words(
    'La réserve',
    'The reserve',
    'The order of the reserve follows from the seed, and everybody else is in it.',
  ),
  'own-shape': words('Votre fichier', 'Your file', 'The file is the line of one person.'),
  'own-line': words('Votre ligne', 'Your line', 'Your line was frozen as you read it.'),
  'sealed-shape': words('Le fichier scellé', 'The sealed file', 'The file is a sealed record of a draw, and whole.'),
  sealed: words(
    'L’empreinte du registre scellé',
    'The fingerprint of the sealed record',
    'The sealed record is the one whose fingerprint was published with the lists.',
  ),
  lines: words(
    'Les lignes scellées',
    'The sealed lines',
    'Each sealed line opens the fingerprint published before the draw; none is missing.',
  ),
  'line-content': words('Le contenu des lignes', 'The content of the lines', 'Lines count in published rules only.'),
  quotas: words(
    'Les quotas',
    'The quotas',
    (record) => `Each of the ${panelsOf(record)} lists keeps all rules: seats, quotas, budget.`,
  ),
  households: words('Les foyers', 'The households', 'No list holds two lines of one household.'),
  'true-totals': words('L’exactitude des totaux', 'The totals are true', 'The published totals per class are exact.'),
  certificate: words('La preuve d’équité', 'The proof of fairness', (record) => {
    const ratio = record?.commitment.maxChanceRatio;
    return ratio === undefined
      ? 'No fairer draw exists under these rules, as far as the announced method goes.'
      : `Nobody has more than ${ratio} times the smallest chance per ticket, and under that rule it is the largest possible.`;
  }),
  kept: words('L’empreinte gardée', 'The fingerprint kept', 'The fingerprint that you kept is one of this record.'),
  'certified-chances': words(
    'Les chances certifiées',
    'The certified chances',
    'The published chances are those of the proof.',
  ),
};

/** The name of a check; what it proves where it has none. */
export function nameOfCheck({ check, proves }: Finding, language: Language): string {
  return CHECKS[check]?.[language] ?? proves;
}

/** What a check proves. */
export function whatItProves({ check, proves }: Finding, record: PublicRecord | null, language: Language): string {
  return language === 'fr' ? proves : (CHECKS[check]?.provesInEnglish(record) ?? proves);
}
