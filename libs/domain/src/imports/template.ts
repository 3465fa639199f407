// The file to fill in: the headings that this fund needs and one example row, as a French spreadsheet opens it.
import { weighsAges } from '../members/membership-rules';
import type { Rules } from '../rules/rules';
import { type Field, HEADINGS } from './columns';

const EXAMPLES: Readonly<Record<Field, string>> = {
  household: 'Foyer Martin',
  lastName: 'Martin',
  firstName: 'Camille',
  joinedOn: '01/12/2026',
  bornIn: '05/1984',
  share: '100 %',
  pledge: '12,50',
  area: 'Centre',
  channel: 'courrier',
  email: 'camille@exemple.fr',
  phone: '06 12 34 56 78',
};

/** The template of a fund: its headings and an example. Fields that its rules do not ask for are left out. */
export function templateOf(rules: Rules): { readonly headings: string[]; readonly example: string[] } {
  const needless = new Set<Field>([
    ...(rules.unit === 'household' ? [] : (['household', 'share'] as const)),
    ...(weighsAges(rules) ? [] : (['bornIn'] as const)),
    ...(rules.contribution.mode === 'none' ? (['pledge'] as const) : []),
  ]);
  const fields = (Object.keys(HEADINGS) as Field[]).filter((field) => !needless.has(field));
  return { headings: fields.map((field) => HEADINGS[field][0]), example: fields.map((field) => EXAMPLES[field]) };
}
