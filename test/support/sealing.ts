// The keys of sealed texts in tests: invented, and the same everywhere.
import { readSealingKeys, type SealingKeys } from '#tenancy';

const key = (byte: number): string => Buffer.alloc(32, byte).toString('base64url');

/** The keys as a process of a test is told them. */
export const SEALING_ENVIRONMENT = { SEALING_KEYS: `tests:${key(1)}`, BLIND_INDEX_KEY: key(2), PIN_KEY: key(3) };

/** The same, read. */
export const SEALING_OF_TESTS: SealingKeys = readSealingKeys(SEALING_ENVIRONMENT, []);
