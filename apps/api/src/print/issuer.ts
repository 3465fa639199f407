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
