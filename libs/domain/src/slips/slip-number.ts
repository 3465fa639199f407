// A slip's number as it stands on paper, `12-KTR`: three letters prove that it is this fund's and was read well.
import { RuleBroken } from '../kernel/rule-broken';

/** Without I, O and Z, which hands write as 1, 0 and 2. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXY';
const PROOFS = LETTERS.length ** 3;
/** A prime that keeps every product a safe whole number. */
const SPREAD = 1_000_003;

/** The number to print on the slip `slipNo` of a fund. */
export function slipNumber(fundId: string, slipNo: number): string {
  return `${slipNo}-${proof(fundId, slipNo)}`;
}

/**
 * The number within the fund, from what somebody typed (spaces, dashes and small letters are forgiven).
 * @throws RuleBroken `slip-number-unreadable`, `slip-of-another-fund` when the letters are not those of this fund: a slip
 *   of another fund, or a number misread
 */
export function readSlipNumber(fundId: string, typed: string): number {
  const [, digits, letters] = /^(\d{1,7})([A-Z]{3})$/.exec(typed.toUpperCase().replaceAll(/[\s.-]/g, '')) ?? [];
  const slipNo = Number(digits);
  if (letters === undefined || slipNo === 0) throw new RuleBroken('slip-number-unreadable', { typed });
  if (letters !== proof(fundId, slipNo)) throw new RuleBroken('slip-of-another-fund', { typed });
  return slipNo;
}

function proof(fundId: string, slipNo: number): string {
  let mixed = 7;
  for (const sign of `${fundId}/${slipNo}`) mixed = (mixed * 131 + (sign.codePointAt(0) ?? 0)) % SPREAD;
  let left = mixed % PROOFS;
  let letters = '';
  for (let place = 0; place < 3; place += 1) {
    letters += LETTERS.charAt(left % LETTERS.length);
    left = Math.floor(left / LETTERS.length);
  }
  return letters;
}
