// A number that somebody keeps and types in again: no sign of it can be mistaken for another.

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The number that whoever sent a form keeps, 12 signs that cannot be mistaken for each other, out of the random ends of
 * two uuids (60 bits): nobody finds somebody else's by counting. @throws RangeError when they are no uuids
 */
export function receiptFrom(one: string, other: string): string {
  return [one, other].map((id) => signs(id.slice(-8))).join('');
}

/** Whether a text may be such a number. */
export function isReceipt(text: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(text);
}

function signs(hex: string): string {
  const value = Number.parseInt(hex, 16);
  if (hex.length !== 8 || Number.isNaN(value)) throw new RangeError('a receipt is made of two uuids');
  return Array.from({ length: 6 }, (_, place) => ALPHABET[Math.floor(value / 32 ** place) % 32]).join('');
}
