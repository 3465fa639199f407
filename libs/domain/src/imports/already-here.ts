// Who of a file is a member already: the same person under the same label is not brought in a second time.
import { plain } from '../kernel/plain-text';
import type { RowProblem } from './member-rows';

/** The labels to ask for, as written and in lower case. */
export function labelsOf(units: readonly { readonly label: string }[]): string[] {
  return [...new Set(units.flatMap(({ label }) => [label, label.toLowerCase()]))];
}

/** Tells whether a unit of a file has somebody who is there already. */
export function isHere(
  here: readonly { readonly label: string; readonly name: string }[],
): (unit: { readonly label: string; readonly persons: readonly { readonly name: string }[] }) => boolean {
  const known = new Set(here.map(({ label, name }) => `${plain(label)}|${plain(name)}`));
  return ({ label, persons }) => persons.some(({ name }) => known.has(`${plain(label)}|${plain(name)}`));
}

/** What is said of a row whose unit has somebody who is there already. */
export function alreadyMember(rowNo: number): RowProblem {
  const detail = 'cette personne ou une du même foyer est déjà dans la caisse : retirez la ligne';
  return { rowNo, field: 'Nom', code: 'already-member', detail };
}
