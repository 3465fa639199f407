// One text for one content, and its fingerprint: what the records of a draw are chained and checked by.

/** SHA-256 of some bytes: 32 bytes. Given from outside, so that the same code runs in Node and in a web page. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

const HEX = /^([0-9a-f]{2})*$/;

/**
 * The canonical text of a value (RFC 8785): keys sorted, no spaces, numbers as ECMAScript writes them, members that are
 * undefined left out. Two values of the same content have the same text, on any machine.
 * @throws RangeError for what JSON cannot say: NaN, infinities, functions
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError('a number that JSON cannot say');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new RangeError(`JSON cannot say a ${typeof value}`);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** The fingerprint of a value: SHA-256 of its canonical text in UTF-8, 64 hexadecimal digits. */
export function fingerprintOf(value: unknown, sha256: Sha256): string {
  return hexOf(sha256(bytesOf(canonicalJson(value))));
}

/** HMAC-SHA-256 (RFC 2104): a value that only who has the key can foretell, and that anyone with the key can recompute. */
export function hmac(sha256: Sha256, key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? sha256(key) : key);
  const inner = sha256(
    joined(
      block.map((byte) => byte ^ 0x36),
      message,
    ),
  );
  return sha256(
    joined(
      block.map((byte) => byte ^ 0x5c),
      inner,
    ),
  );
}

/** A text as bytes of UTF-8. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Bytes as lower-case hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether a text is whole bytes in lower-case hexadecimal digits, `length` bytes of them when it is given. */
export function isHex(text: string, length?: number): boolean {
  return HEX.test(text) && (length === undefined || text.length === 2 * length);
}

/** Bytes of hexadecimal digits. @throws RangeError when the text is none */
export function bytesOfHex(hex: string): Uint8Array {
  if (!isHex(hex)) throw new RangeError('not hexadecimal digits');
  return Uint8Array.from({ length: hex.length / 2 }, (_, place) => parseInt(hex.slice(2 * place, 2 * place + 2), 16));
}

function joined(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const whole = new Uint8Array(head.length + tail.length);
  whole.set(head);
  whole.set(tail, head.length);
  return whole;
}
