// What a check found, kept and said in plain French: what is missing, what would have to give way, who can never be drawn.
import { classOfRow } from '../lotteries/class-totals';
import { relaxationText } from '../lotteries/council-problem';
import type { Relaxation } from '../sortition/fair-lottery';
import type { Checked } from './solving';

/** A bound that would have to give way, and how that is said. */
export interface RelaxationInWords extends Relaxation {
  readonly words: string;
}

/** What a check found of those who stood when it was made. */
export interface CheckKept {
  readonly checkedAt: string;
  readonly standing: number;
  readonly leftOut: readonly { readonly subjectId: string; readonly why: string }[];
  readonly possible: boolean;
  readonly cause: 'quota' | 'household' | 'size' | 'budget' | null;
  readonly relaxations: readonly RelaxationInWords[];
  readonly never: readonly { readonly subjectId: string; readonly rows: readonly string[]; readonly words: string }[];
}

/** Keeps the answer of a check; `subjects` are who the entries stand for, in their order. */
export function checkKept(
  { feasibility, never }: Checked,
  found: { readonly at: string; readonly subjects: readonly string[]; readonly leftOut: CheckKept['leftOut'] },
): CheckKept {
  const possible = feasibility.status === 'feasible';
  return {
    checkedAt: found.at,
    standing: found.subjects.length,
    leftOut: found.leftOut,
    possible,
    cause: possible ? null : feasibility.cause,
    relaxations: possible ? [] : feasibility.relaxations.map((one) => ({ ...one, words: relaxationText(one) })),
    never: never.map(({ entry, rows }) => ({ subjectId: found.subjects[entry] ?? '', rows, words: whyNever(rows) })),
  };
}

/** Why somebody can never be drawn under the quotas as they are. */
function whyNever(rows: readonly string[]): string {
  return `aucune liste possible avec cette personne, à cause de : ${rows.map(nameOf).join(', ')}`;
}

function nameOf(row: string): string {
  const found = classOfRow(row);
  if (found) return `de « ${found.name} » (${found.criterion})`;
  if (row === 'size') return 'au total (le nombre de places)';
  if (row === 'household') return 'd’un même foyer (une seule personne par foyer)';
  return row === 'first-served' ? 'servies d’abord, après une longue attente' : `pour « ${row} »`;
}
