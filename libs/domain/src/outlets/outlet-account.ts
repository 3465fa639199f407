// The account that an outlet is paid to: who holds it, and of its IBAN only what screens may show.

/** An account with what became of it: `since` is when the second person signed. */
export interface OutletAccountView {
  readonly bankAccountId: string;
  readonly holder: string;
  readonly ibanEndsWith: string;
  readonly bic: string | null;
  readonly reason: string;
  readonly state: string;
  readonly approvalId: string;
  readonly proposedAt: string;
  readonly since: string | null;
  /** How many other outlets of the fund were ever told with the same IBAN: to be looked at before signing. */
  readonly alsoOfOutlets: number;
}

/** The account of an outlet in full, for an approved list of payouts and nothing else. */
export interface AccountToPay {
  readonly outletId: string;
  readonly holder: string;
  readonly iban: string;
  readonly bic: string | null;
}

/** Where the IBAN of an account stands sealed. */
export function ibanPlace(bankAccountId: string): { table: string; column: string; rowId: string } {
  return { table: 'outlets.bank_account', column: 'iban_sealed', rowId: bankAccountId };
}
