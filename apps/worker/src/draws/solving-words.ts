// What a worker and the process that does its sums say to each other.
import type { SolvingAnswer, SolvingTask } from '#domain/draws';
import type { Fact } from '#domain/kernel';

/** What the process is told. */
export interface Told {
  readonly task: SolvingTask;
}

/** What it says: how far it is, and in the end one of the others. */
export type Said =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'answer'; readonly answer: SolvingAnswer }
  | { readonly kind: 'refused'; readonly code: string; readonly facts: Readonly<Record<string, Fact>> }
  | { readonly kind: 'broken'; readonly message: string };
