// The short code of a payment request: read from the outlet's screen and typed on a phone.
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'; // no 0 and O, no 1 and I
const LENGTH = 6;
const CODE = /^[2-9A-HJ-NP-Z]{6}$/;

/** A code out of the random end of an id: six signs that are not mistaken for each other. */
export function codeFrom(id: string): string {
  const digits = BigInt(`0x${id.replaceAll('-', '').slice(-12)}`);
  return Array.from({ length: LENGTH }, (_, place) => SIGNS.charAt(Number((digits >> BigInt(5 * place)) & 31n))).join(
    '',
  );
}

/** A code as somebody typed it, in small letters or with spaces and dashes; null when it can be none. */
export function codeOf(typed: string): string | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  return CODE.test(code) ? code : null;
}
