// What was asked for is not there, or not yours to see: both are said the same way.
import { RuleBroken } from '#domain/kernel';

/** Refuses with a code of the catalogue that means "unknown". @throws RuleBroken always */
export function notThere(code: string): never {
  throw new RuleBroken(code);
}
