// What names a write, so that it has one effect however often it is sent.

/** The key that a caller chose, and a hash of what was asked with it. */
export interface WriteKey {
  readonly key: string;
  readonly fingerprint: Buffer;
}
