// Who prints: what stands on everything that a fund puts on paper.

/** The fund as paper names it. */
export interface Issuer {
  readonly name: string;
  readonly demonstration: boolean;
}

/** What its members call what they pay with. */
export const ACCOUNT = 'Mon Compte Alim’';

/** What a paper of a demonstration says of itself (settled question 13). */
export const INVENTED = 'Données inventées';

/** A number in groups of four, as people read and type it: `K7QM2TRX` → `K7QM 2TRX`. */
export function inGroups(number: string): string {
  return number.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
