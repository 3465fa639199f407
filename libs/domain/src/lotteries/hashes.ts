// Hashing, and the check of public randomness, as use cases ask for them: the file that speaks to the library gives them.
import type { Sha256 } from './canonical-hash';
import type { RoundCheck } from './draw-seed';

/** What a draw is made and checked with. */
export abstract class Hashes {
  abstract readonly sha256: Sha256;
  /** Whether a signature is the one of a round of the public beacon. */
  abstract readonly isOfQuicknet: RoundCheck;
}
