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

/** The fund's name as it stands on paper: a demonstration says that its data are invented, once. */
export function nameOf({ name, demonstration }: Issuer): string {
  const invented = INVENTED.toLowerCase();
  return demonstration && !name.includes(invented) ? `${name} (${invented})` : name;
}
