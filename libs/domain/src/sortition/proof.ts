// From classes back to people: levels as a certificate states them, entry by entry.
import { levelBound, type Settled } from './certificate';
import type { ClassProblem } from './classes';
import type { DrawProblem } from './draw-problem';
import type { CertificateLevel } from './fair-lottery';

/** A level in classes: weights of whole classes, multipliers of rows and of household types. */
export interface ClassLevel {
  readonly bound: number;
  readonly weights: readonly (readonly [place: number, weight: number])[];
  readonly rows: readonly (readonly [row: number, multiplier: number])[];
  readonly types: readonly (readonly [type: number, multiplier: number])[];
  readonly proof: 'arithmetic' | 'enumeration';
}

/** The level for everybody: a class's weight is shared equally, each household of a type has its multiplier. */
export function forPeople({ classes, types }: ClassProblem, level: ClassLevel): CertificateLevel {
  return {
    bound: level.bound,
    weights: level.weights.flatMap(([at, weight]) => {
      const places = classes[at]?.places ?? [];
      return places.map((place) => [place, weight / places.length] as const);
    }),
    rows: level.rows,
    households: level.types.flatMap(([type, multiplier]) =>
      (types[type]?.households ?? []).map(({ name }) => [name, multiplier] as const),
    ),
    proof: level.proof,
  };
}

/** What is settled of each entry, from what is settled of its class. */
function settledPeople({ classOf }: ClassProblem, ofClasses: Settled): Settled {
  return classOf.map((at) => ofClasses[at] ?? null);
}

/** The bound that the arithmetic of a level gives, with what was settled of classes before. */
export function classBound(problem: DrawProblem, inClasses: ClassProblem, level: ClassLevel, settled: Settled): number {
  return levelBound(problem, forPeople(inClasses, level), settledPeople(inClasses, settled));
}
