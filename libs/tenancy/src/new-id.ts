// Makes ids: uuid version 7, so that rows made together lie together; from a seed where a demonstration must replay.
import { AsyncLocalStorage } from 'node:async_hooks';
import { v7 } from 'uuid';

/** Draws the next number, at least 0 and less than 1. */
type Chance = () => number;

interface Seeded {
  readonly chance: Chance;
  msecs: number;
}

const seeded = new AsyncLocalStorage<Seeded>();

/** A new uuid version 7, lower case. */
export function newId(): string {
  const source = seeded.getStore();
  if (!source) return v7();
  source.msecs += 1;
  const random = Uint8Array.from({ length: 16 }, () => Math.floor(source.chance() * 256));
  return v7({ random, msecs: source.msecs });
}

/**
 * Runs work whose ids follow from a source of chance and an instant (ms): made twice, a demonstration fund is the same
 * fund. Never for real data, whose ids nobody may foresee.
 */
export function withSeededIds<Result>(
  from: { chance: Chance; msecs: number },
  work: () => Promise<Result>,
): Promise<Result> {
  return seeded.run({ ...from }, work);
}
