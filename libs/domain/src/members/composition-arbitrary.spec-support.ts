// Any account unit's persons and presence, for properties.
import fc from 'fast-check';
import type { PersonPresent } from './composition';
import type { Presence } from './presence';

/** Any person: of known or unknown age, whole or shared between two units. */
export const arbitraryPerson: fc.Arbitrary<PersonPresent> = fc.record({
  age: fc.option(fc.integer({ min: 0, max: 99 })),
  sharePercent: fc.oneof(fc.constant(100), fc.constant(50), fc.integer({ min: 1, max: 100 })),
});

/** Any household, the empty one included. */
export const arbitraryComposition: fc.Arbitrary<PersonPresent[]> = fc.array(arbitraryPerson, { maxLength: 9 });

/** Any share of a month, the whole included, nothing excluded. */
export const arbitraryPresence: fc.Arbitrary<Presence> = fc
  .tuple(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 31 }))
  .map(([a, b]) => ({ numerator: Math.min(a, b), denominator: Math.max(a, b) }));

/** The whole month. */
export const WHOLE: Presence = { numerator: 1, denominator: 1 };
