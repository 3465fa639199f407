// Money that comes in beside contributions: grants and what the fund began with, each with its source.
import { compareDays, type Day } from '../kernel/calendar';
import { type Cents } from '../kernel/money';
import { RuleBroken } from '../kernel/rule-broken';
import type { Rules } from '../rules/rules';
import { fundAccount, type MoneySource, type Transfer } from '../ledger/transfer';

/** A grant or opening balance; amount in cents. */
export interface Grant {
  readonly kind: 'grant' | 'opening-balance';
  readonly destination: 'pot' | 'running-costs';
  readonly moneySource: Extract<MoneySource, 'public' | 'private' | 'own'>;
  readonly funder: string;
  readonly amount: Cents;
  readonly receivedOn: Day;
}

/**
 * Checks a grant against the rules: a fund whose pot lives on contributions only takes none into its pot
 * (an opening balance it may). @throws RuleBroken `grants-not-in-rules`, `received-on-in-future`
 */
export function checkGrant(grant: Grant, rules: Rules | null, today: Day): void {
  if (compareDays(grant.receivedOn, today) > 0) {
    throw new RuleBroken('received-on-in-future', { receivedOn: grant.receivedOn.toString() });
  }
  const contributionsOnly = rules?.potResources.mode === 'contributions-only';
  if (grant.kind === 'grant' && grant.destination === 'pot' && contributionsOnly)
    throw new RuleBroken('grants-not-in-rules');
}

/** The transfer of a grant: to the bank, for the pot or for running costs. */
export function grantTransfer(grantId: string, grant: Grant): Transfer {
  return {
    debit: fundAccount('bank'),
    credit: fundAccount(grant.destination),
    amount: grant.amount,
    sourceId: grantId,
    line: 1,
    entryId: grantId,
    moneySource: grant.moneySource,
  };
}
