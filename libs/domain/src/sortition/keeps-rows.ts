// Whether a panel may be: it keeps every row, and holds nobody twice and one of a household at most.
import type { DrawProblem } from './draw-problem';

/** Keys of the rows that the panel (places of entries) breaks; `household` when two are of one, `places` for places out of the list. */
export function keepsRows({ rows, entries }: DrawProblem, panel: readonly number[]): string[] {
  const people = panel.flatMap((place) => entries[place] ?? []);
  const broken = rows.flatMap(({ key, min, max }, row) => {
    const sum = people.reduce((all, { amounts }) => all + (amounts[row] ?? 0), 0);
    return (min !== null && sum < min) || (max !== null && sum > max) ? [key] : [];
  });
  const households = people.flatMap(({ household }) => household ?? []);
  if (new Set(households).size < households.length) broken.push('household');
  if (people.length < panel.length || new Set(panel).size < panel.length) broken.push('places');
  return broken;
}
